// What must hold of one conversation at rest, whatever happened to it: checked by `npm run verify` and by the tests. Pure.
import { mostEarlierPromises } from './change';
import type { CareEvent, CarePromise, Conversation, Message, Phase } from './types';

export interface ConversationRecord {
  conversation: Conversation;
  /** The whole log in seq order. */
  messages: Message[];
  /** All events, any order. */
  events: CareEvent[];
  /** Since then the customer wants to hear from the shop only when they wrote first. */
  optedOutAt?: Date;
}

export interface Fault {
  /** Name of the rule, e.g. `log-gap`. */
  rule: string;
  conversationId: string;
  /** Ids and figures only, never words. */
  about: string;
}

/** Work in progress may look unfinished for this long. */
const settlingMs = 30_000;

/** Every broken rule of one conversation; empty when all hold. */
export function findFaults(record: ConversationRecord, now: Date): Fault[] {
  if (isBeingForgotten(record)) return [];
  const fault = (rule: string, about: string): Fault => ({ rule, conversationId: record.conversation.id, about });
  return [
    ...checkLog(record, fault),
    ...checkOwner(record, fault),
    ...checkPromises(record, fault),
    ...checkPromiseCounts(record, fault),
    ...checkWork(record, now, fault),
    ...checkVoices(record, fault),
    ...checkOptOut(record, fault),
  ];
}

/** A visitor who never wrote and whose traces are being deleted: the conversation itself goes last. */
function isBeingForgotten({ conversation, messages, events }: ConversationRecord): boolean {
  const { phase, listed } = conversation;
  return phase === 'closed' && !listed && messages.length === 0 && events.length === 0;
}

type MakeFault = (rule: string, about: string) => Fault;

/** I1, I3: seq is 1..n without a gap, every key is there once, and nothing that was decided is missing. */
function checkLog({ conversation, messages, events }: ConversationRecord, fault: MakeFault): Fault[] {
  const faults: Fault[] = [];
  messages.forEach(({ seq, id, conversationId }, index) => {
    if (seq !== index + 1) faults.push(fault('log-gap', `seq ${seq} stands at place ${index + 1}`));
    if (id !== `${conversationId}|${String(seq).padStart(7, '0')}`) faults.push(fault('log-id', `seq ${seq}`));
  });
  const keys = new Set(messages.map((message) => message.key));
  if (keys.size !== messages.length) faults.push(fault('log-doubled', `${messages.length - keys.size} keys twice`));
  const decided = Math.max(conversation.decidedThroughSeq, conversation.boundarySeq);
  if (decided > messages.length) faults.push(fault('log-cut', `${messages.length} rows, decided through ${decided}`));
  const newest = [...messages, ...events].reduce((most, { version = 0 }) => Math.max(most, version), 0);
  if (newest > conversation.version) faults.push(fault('version-behind', `${conversation.version}, not ${newest}`));
  return faults;
}

/** I4: one owner, and the one its phase names. */
function checkOwner({ conversation }: ConversationRecord, fault: MakeFault): Fault[] {
  const { phase, owner, human } = conversation;
  const expected = { bot: 'bot', waiting: 'line', human: 'agent', closed: 'none' } as const satisfies Record<
    Phase,
    string
  >;
  const faults: Fault[] = [];
  if (owner.kind !== expected[phase]) faults.push(fault('owner-phase', `${owner.kind} owns in phase ${phase}`));
  if ((human !== undefined) !== (phase === 'human')) faults.push(fault('human-stretch', `phase ${phase}`));
  if ((phase === 'waiting') !== (conversation.waitingSince !== undefined) && phase !== 'human')
    faults.push(fault('waiting-since', `phase ${phase}`));
  return faults;
}

/** I5: who waits has an open promise; an open promise is in people's hands; a broken one has a successor. */
function checkPromises({ conversation, messages }: ConversationRecord, fault: MakeFault): Fault[] {
  const { phase, promise, earlierPromises } = conversation;
  const faults: Fault[] = [];
  const isOpen = promise?.state === 'open';
  if (phase === 'waiting' && !isOpen) faults.push(fault('waiting-without-promise', 'no open promise'));
  if (isOpen && phase !== 'waiting' && phase !== 'human') faults.push(fault('promise-forgotten', `phase ${phase}`));
  const all = promise === undefined ? earlierPromises : [...earlierPromises, promise];
  all.forEach((one, index) => {
    const next = all[index + 1];
    if (one.state === 'broken' && next?.renews !== one.id) faults.push(fault('broken-without-successor', one.id));
    if (one.state === 'open' && index !== all.length - 1) faults.push(fault('promise-lost', one.id));
    faults.push(...checkWords(one, conversation, messages, fault));
  });
  return faults;
}

/** I5: every promise that was ever made, kept, broken or released is still on record, as long as the record goes back. */
function checkPromiseCounts({ conversation, events }: ConversationRecord, fault: MakeFault): Fault[] {
  const { promise, earlierPromises, effects } = conversation;
  if (effects.length > 0 || earlierPromises.length >= mostEarlierPromises) return [];
  const all = promise === undefined ? earlierPromises : [...earlierPromises, promise];
  const happened = (kind: CareEvent['kind']) => events.filter((event) => event.kind === kind).length;
  const counts = [
    ['opened', happened('promise-opened'), all.length],
    ...(['kept', 'broken', 'released'] as const).map(
      (state) => [state, happened(`promise-${state}`), all.filter((one) => one.state === state).length] as const,
    ),
  ] as const;
  return counts.flatMap(([what, were, are]) =>
    were === are ? [] : [fault('promise-vanished', `${were} ${what}, ${are} on record`)],
  );
}

/** A promise stands on the sentence that made it, and a kept one on a person's message. */
function checkWords(one: CarePromise, conversation: Conversation, messages: Message[], fault: MakeFault): Fault[] {
  if (conversation.effects.length > 0) return [];
  const byKey = (key: string | undefined) => messages.find((message) => message.key === key);
  const faults: Fault[] = [];
  if (byKey(one.madeByMessageKey) === undefined) faults.push(fault('promise-without-words', one.id));
  if (one.state === 'kept' && byKey(one.keptByMessageKey)?.from.kind !== 'agent')
    faults.push(fault('kept-without-person', one.id));
  return faults;
}

/** I9: nothing stays half done. */
function checkWork({ conversation, messages }: ConversationRecord, now: Date, fault: MakeFault): Fault[] {
  const isOld = (since: Date | undefined): boolean =>
    since !== undefined && now.getTime() - since.getTime() > settlingMs;
  const faults: Fault[] = [];
  const hasDecided = messages.some(
    ({ from, seq }) => from.kind === 'customer' && seq <= conversation.decidedThroughSeq,
  );
  if (hasDecided && !conversation.listed) faults.push(fault('unlisted', 'a customer wrote and no agent can see it'));
  if (isOld(conversation.effectsSince)) faults.push(fault('effects-pending', `version ${conversation.version}`));
  for (const { seq, from, at, undecidedSince } of messages) {
    if (from.kind === 'customer' && seq > conversation.decidedThroughSeq && isOld(at))
      faults.push(fault('undecided', `seq ${seq}`));
    if (seq <= conversation.decidedThroughSeq && isOld(undecidedSince) && conversation.effects.length === 0)
      faults.push(fault('undecided-mark', `seq ${seq}`));
  }
  return faults;
}

/** I7: after an opt-out the bot answers, and says nothing of its own accord. */
function checkOptOut({ messages, optedOutAt }: ConversationRecord, fault: MakeFault): Fault[] {
  if (optedOutAt === undefined) return [];
  const isUnasked = ({ from, key, source, at }: Message): boolean =>
    from.kind === 'bot' && at > optedOutAt && !key.startsWith('turn:') && source?.text !== 'greeting';
  return messages.filter(isUnasked).map(({ seq }) => fault('unasked-after-opt-out', `seq ${seq}`));
}

interface Holder {
  phase: Phase;
  agentId: string | null;
}

/** I4, I6: replays ownership from the events; the bot and each agent spoke only while they owned the conversation. */
function checkVoices({ conversation, messages, events }: ConversationRecord, fault: MakeFault): Fault[] {
  if (conversation.effects.length > 0) return [];
  const ordered = [...events].sort(
    (a, b) => a.version - b.version || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  const faults: Fault[] = [];
  for (const { from, version, seq } of messages) {
    if (from.kind === 'customer') continue;
    if (version === undefined) faults.push(fault('voice-without-decision', `seq ${seq}`));
    if (version === undefined || from.kind === 'system') continue;
    const before = replay(ordered.filter((event) => event.version < version));
    const reopens = ordered.some((event) => event.version === version && event.kind === 'reopened');
    if (from.kind === 'bot' && before.phase !== 'bot' && !(before.phase === 'closed' && reopens))
      faults.push(fault('bot-over-person', `seq ${seq} in phase ${before.phase}`));
    if (from.kind === 'agent' && (before.phase !== 'human' || before.agentId !== from.id))
      faults.push(fault('agent-without-owning', `seq ${seq} in phase ${before.phase}`));
  }
  const end = replay(ordered);
  if (end.phase !== conversation.phase) faults.push(fault('events-phase', `${end.phase}, not ${conversation.phase}`));
  if (conversation.owner.kind === 'agent' && end.agentId !== conversation.owner.id)
    faults.push(fault('events-owner', 'the events name another agent'));
  return faults;
}

function replay(events: CareEvent[]): Holder {
  return events.reduce<Holder>(follow, { phase: 'bot', agentId: null });
}

function follow(holder: Holder, { kind, by, facts }: CareEvent): Holder {
  switch (kind) {
    case 'handed-off':
    case 'released':
    case 'returned-to-line':
      return { phase: 'waiting', agentId: null };
    case 'claimed':
      return { phase: 'human', agentId: by.id ?? null };
    case 'transferred':
      return { phase: 'human', agentId: typeof facts?.to === 'string' ? facts.to : null };
    case 'handed-back':
      return { phase: 'bot', agentId: null };
    case 'closed':
      return { phase: 'closed', agentId: null };
    case 'reopened':
      return { phase: facts?.to === 'waiting' ? 'waiting' : 'bot', agentId: null };
    case 'opened':
    case 'replied':
    case 'promise-opened':
    case 'promise-kept':
    case 'promise-broken':
    case 'promise-released':
    case 'contact-left':
    case 'opted-out':
    case 'opted-in':
      return holder;
    default:
      return kind satisfies never;
  }
}
