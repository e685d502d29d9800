// The log and the conversation document: the only place that writes them. Two rules carry everything: the log is
// append-only, and every decision is one conditional write on one document whose texts reach the log before any later move.
import type { Clock } from '../clock';
import { CareError } from '../errors';
import { consoleTopic, conversationTopic, type FanOut } from '../jobs/fan-out';
import { createInsertBatches, createUpdateBatches } from '../store/batches';
import { isDuplicate } from '../store/duplicate';
import { fromStored, toStored } from '../store/models/document';
import type { Store } from '../store/store';
import { isTimeout } from '../store/store-fault';
import { appendRows, byMajority, type CustomerRow, createSeqHints, findKept, type NewRow } from './append';
import { type Change, effectsOf, eventsOf, newConversation, toUpdate, withFields, withoutEffects } from './change';
import { createErased, erasedRefusal } from './erased';
import { createRecent, nothingRecent } from './recent';
import type { CareEvent, Channel, Conversation, Customer, Effect, Language, Message } from './types';

export interface JournalParts {
  store: Pick<Store, 'rows'>;
  clock: Clock;
  fanOut: FanOut;
  /** Url-safe random id of at least 128 bits. */
  newId(): string;
  /** No other process writes to this store: what was written last need not be read again. */
  isAlone?: boolean;
  /** Told of every decision and move once it is durable; it must not throw. */
  onCommitted?: OnCommitted;
  /** Told of every decision's events before it counts as settled, after a death once more. */
  onEvents?: (events: readonly CareEvent[]) => Promise<void>;
}

export type OnCommitted = (before: Conversation, change: Change, after: Conversation) => void;

const mostCustomerRows = 200;

export type Journal = ReturnType<typeof createJournal>;

export function createJournal(parts: JournalParts) {
  const { store, clock, fanOut, newId, isAlone = false, onCommitted, onEvents } = parts;
  const hints = createSeqHints({ clock });
  const recent = isAlone ? createRecent({ lastSeq: hints.get }) : nothingRecent;
  const insertMessage = createInsertBatches(store.rows.messages);
  const updateConversation = createUpdateBatches(store.rows.conversations);
  const updateMessage = createUpdateBatches(store.rows.messages);
  const erased = createErased({ store, clock, fanOut, onErased: forget, untilWritten: hints.untilWritten });
  const appending = { messages: store.rows.messages, insert: insertMessage, hints, isGone: erased.has };

  /** What is at hand of it is read again from the store. */
  function forget(conversationId: string): void {
    hints.forget(conversationId);
    recent.forget(conversationId);
  }

  async function open(opening: { channel: Channel; customer: Customer; language: Language; id?: string }) {
    const now = clock.now();
    const conversation = newConversation({ ...opening, id: opening.id ?? newId(), now, moveId: newId() });
    if (opening.id !== undefined && (await erased.wasErased(opening.id))) throw erasedRefusal();
    // A visitor who was forgotten may come back under the same id: the new log begins at 1.
    forget(conversation.id);
    await store.rows.conversations.insertOne(toStored(conversation));
    return conversation;
  }

  /** The conversation with nothing left to settle, or null. */
  async function load(conversationId: string): Promise<Conversation | null> {
    const found = await store.rows.conversations.findOne({ _id: conversationId });
    return found === null ? null : settle(fromStored<Conversation>(found));
  }

  /** As this process last committed it, else loaded. Only for what ends in a commit, which a stale one fails. */
  async function latest(conversationId: string): Promise<Conversation | null> {
    return recent.conversation(conversationId) ?? load(conversationId);
  }

  async function append(row: CustomerRow): Promise<{ message: Message; isNew: boolean }> {
    const at = clock.now();
    const [appended] = await appendRows({
      ...appending,
      conversationId: row.conversationId,
      rows: [{ ...row, at, delivery: 'sent', undecidedSince: at }],
    });
    if (erased.has(row.conversationId)) throw erasedRefusal();
    if (appended === undefined) throw new CareError('append-failed', 'The message could not be stored.');
    if (!appended.isNew) return appended;
    recent.appended([appended.message]);
    fanOut.publish(conversationTopic(row.conversationId), { seq: appended.message.seq });
    return appended;
  }

  /** One conditional write; `'conflict'` when somebody else was faster: load again and judge again. */
  async function commit(conversation: Conversation, change: Change): Promise<Conversation | 'conflict'> {
    const at = clock.now();
    const version = conversation.version + 1;
    const effects = effectsOf(conversation.id, version, at, change);
    const fields = { ...change.set, version, lastMoveId: change.moveId, effects, effectsSince: at };
    if (!(await writeOnce(conversation, fields, change.moveId))) {
      recent.forget(conversation.id);
      return 'conflict';
    }
    const written = withFields(conversation, fields);
    onCommitted?.(conversation, change, written);
    const settled = await settle(written, hasMoved(change));
    recent.committed(settled);
    return settled;
  }

  /** True when this very decision is written, also when the answer to its write was lost. */
  async function writeOnce(conversation: Conversation, fields: Record<string, unknown>, moveId: string) {
    const { id, version } = conversation;
    const wasWritten = () => isLatest(id, moveId);
    const filter = { _id: id, version, effects: { $size: 0 } };
    try {
      return (await updateConversation({ filter, update: toUpdate(fields), wasWritten })) || (await wasWritten());
    } catch (fault) {
      // A store that hangs would hang again: then whoever tries again finds out.
      if (!isTimeout(fault) && (await wasWritten())) return true;
      throw fault;
    }
  }

  async function isLatest(conversationId: string, moveId: string): Promise<boolean> {
    return (await store.rows.conversations.findOne({ _id: conversationId, lastMoveId: moveId }, byMajority)) !== null;
  }

  /** Brings committed effects into log and events, then empties them; repeatable, and whoever finds them may do it. */
  async function settle(conversation: Conversation, hasMoved = true): Promise<Conversation> {
    if (conversation.effects.length === 0) return conversation;
    // Erased meanwhile or not: that a person took it stays on record.
    const [seq] = await Promise.all([appendEffects(conversation), onEvents?.(eventsOf(conversation.effects))]);
    // The texts are in the log for good: the customer need not wait until the document is tidied up.
    if (seq !== null) fanOut.publish(conversationTopic(conversation.id), { seq });
    await updateConversation({
      filter: { _id: conversation.id, version: conversation.version },
      update: { $set: { effects: [] }, $unset: { effectsSince: 1 } },
      wasWritten: async () => true,
    });
    fanOut.publish(consoleTopic, {
      conversationId: conversation.id,
      version: conversation.version,
      seq,
      phase: conversation.phase,
      moved: hasMoved,
    });
    return withoutEffects(conversation);
  }

  async function appendEffects(conversation: Conversation): Promise<number | null> {
    if (erased.has(conversation.id)) return null;
    const rows = conversation.effects.flatMap((effect): NewRow[] =>
      effect.kind === 'message'
        ? [{ ...effect.message, delivery: 'sent', version: conversation.version, conversationId: conversation.id }]
        : [],
    );
    const [appended] = await Promise.all([
      rows.length === 0 ? [] : appendRows({ ...appending, conversationId: conversation.id, rows }),
      markDecided(conversation),
      appendEvents(conversation.effects),
    ]);
    recent.appended(appended.map(({ message }) => message));
    return appended.at(-1)?.message.seq ?? null;
  }

  async function markDecided({ id, effects }: Conversation): Promise<void> {
    await Promise.all(
      effects.map(async (effect) => {
        if (effect.kind !== 'decided') return;
        const { kind: _kind, messageId, ...found } = effect;
        const update = { $set: found, $unset: { undecidedSince: 1 as const } };
        await updateMessage({ filter: { _id: messageId }, update, wasWritten: async () => true });
        recent.decided(id, messageId, found);
      }),
    );
  }

  async function appendEvents(effects: Effect[]): Promise<void> {
    const events = eventsOf(effects).map(toStored<CareEvent>);
    if (events.length === 0) return;
    try {
      await store.rows.events.insertMany(events, { ordered: false });
    } catch (fault) {
      if (!isDuplicate(fault)) throw fault;
    }
  }

  async function messagesAfter(conversationId: string, seq: number, limit: number): Promise<Message[]> {
    const atHand = recent.rowsAfter(conversationId, seq);
    if (atHand !== null) return atHand.slice(0, limit);
    const rows = await store.rows.messages
      .find({ conversationId, seq: { $gt: seq } })
      .sort({ seq: 1 })
      .limit(limit)
      .toArray();
    return rows.map((row) => fromStored<Message>(row));
  }

  /** The newest `limit` rows, in seq order. */
  async function latestMessages(conversationId: string, limit: number): Promise<Message[]> {
    const rows = await store.rows.messages.find({ conversationId }).sort({ seq: -1 }).limit(limit).toArray();
    return rows.reverse().map((row) => fromStored<Message>(row));
  }

  async function lastSeq(conversationId: string): Promise<number> {
    const atHand = isAlone ? hints.get(conversationId) : undefined;
    if (atHand !== undefined) return atHand;
    const row = await store.rows.messages
      .find({ conversationId }, { projection: { seq: 1 } })
      .sort({ seq: -1 })
      .limit(1)
      .next();
    return row?.seq ?? 0;
  }

  const findByKey = (conversationId: string, key: string): Promise<Message | null> =>
    findKept(store.rows.messages, conversationId, key);

  /** What the customer wrote after `seq`, in seq order, at most 200 rows, however much others wrote in between. */
  async function customerRowsAfter(conversationId: string, seq: number): Promise<Message[]> {
    const atHand = recent.rowsAfter(conversationId, seq);
    if (atHand !== null) return atHand.filter((row) => row.from.kind === 'customer');
    const rows = await store.rows.messages
      .find({ conversationId, seq: { $gt: seq }, 'from.kind': 'customer' })
      .sort({ seq: 1 })
      .limit(mostCustomerRows)
      .toArray();
    return rows.map((row) => fromStored<Message>(row));
  }

  return {
    open,
    load,
    latest,
    append,
    commit,
    messagesAfter,
    customerRowsAfter,
    latestMessages,
    lastSeq,
    findByKey,
    forget,
    erased,
    newId,
  };
}

/** The change is more than words: whoever shows how things stand has something new to show. */
function hasMoved({ set }: Change): boolean {
  return ['phase', 'owner', 'promise', 'deferredUntil', 'waitingSince', 'customer'].some((field) => field in set);
}
