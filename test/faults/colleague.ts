// An agent at the console: signs in, looks at the line, claims, replies, lets go. Every wish is repeated with the same ids
// until it is answered, as the real console does. Keeps what was acknowledged and checks every conversation it is shown.
import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/route';
import { type Caller, type Reply, rest } from './caller';
import type { Random } from './random';
import { administrator } from './rig';

export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** What signs the calls. */
  readonly headers: { cookie: string };
  /** May act on conversations of others. */
  readonly manages: boolean;
  /** Replies answered 200. */
  readonly acknowledged: readonly { conversationId: string; clientId: string; text: string }[];
  /** By `<conversation> <version>`: who owned it, as this agent was shown. */
  readonly seenOwners: ReadonlyMap<string, string>;
  /** By conversation: the promises this agent was shown, named by the moment they were made. */
  readonly seenPromises: ReadonlyMap<string, ReadonlySet<string>>;
  /** What a console must never show and did. */
  readonly faults: readonly string[];
  /** A move of this conversation: its answer for good. */
  move(conversationId: string, wish: string, body?: object): Promise<Reply>;
  reply(conversationId: string, text: string, clientId?: string): Promise<Reply>;
  waiting(): Promise<string[]>;
  /** Conversations this agent has. */
  mine(): Promise<string[]>;
  read(conversationId: string): Promise<Reply>;
}

/** Makes the account as the administrator and signs in. */
export async function hire(caller: Caller, n: number, roles: Role[] = ['agent']): Promise<Colleague> {
  const boss = await signIn(caller, administrator.email, administrator.password);
  const who = { email: `persona${n}@example.com`, name: `Persona ${n}`, password: `una-password-lunga-${n}` };
  const json = { ...who, roles, languages: ['it', 'en'] };
  const made = await caller.insist('POST', '/api/agents', { headers: boss, json });
  // 409: the answer to an earlier try was lost.
  if (made.status !== 201 && made.status !== 409) throw new Error(`not hired: ${made.status}`);
  const headers = await signIn(caller, who.email, who.password);
  const { body: me } = await caller.insist('GET', '/api/me', { headers });
  return createColleague(caller, headers, { id: me.id, name: me.name, manages: roles.includes('manager') });
}

async function signIn(caller: Caller, email: string, password: string): Promise<{ cookie: string }> {
  const reply = await caller.insist('POST', '/api/session', { json: { email, password } });
  if (reply.status !== 200 || reply.cookie === undefined) throw new Error(`not signed in: ${reply.status}`);
  return { cookie: reply.cookie };
}

function createColleague(
  caller: Caller,
  headers: { cookie: string },
  me: Pick<Colleague, 'id' | 'name' | 'manages'>,
): Colleague {
  const acknowledged: { conversationId: string; clientId: string; text: string }[] = [];
  const faults: string[] = [];
  const seenOwners = new Map<string, string>();
  const seenPromises = new Map<string, Set<string>>();
  const shown = new Map<string, Map<number, string>>();

  const newestShown = (conversationId: string) => Math.max(0, ...(shown.get(conversationId)?.keys() ?? []));

  /** The log only grows: no gap, a row once shown stays as it was, and rows seen before the question are in its answer. */
  function look(conversationId: string, seenBefore: number, reply: Reply): Reply {
    if (reply.status !== 200) return reply;
    const { messages = [], version, owner, promise }: Shown = reply.body;
    const place = `${conversationId} ${version}`;
    const who = `${owner.kind} ${owner.id ?? ''}`;
    if ((seenOwners.get(place) ?? who) !== who) faults.push(`${place}: two owners`);
    seenOwners.set(place, who);
    if (promise !== undefined) remember(seenPromises, conversationId, promise.madeAt);
    const rows = shown.get(conversationId) ?? new Map<number, string>();
    shown.set(conversationId, rows);
    messages.forEach(({ seq, text, from }, index) => {
      const row = `${from.kind} ${text}`;
      const due = (messages[0]?.seq ?? 1) + index;
      if (seq !== due) faults.push(`${conversationId}: seq ${seq} at place ${due}`);
      if ((rows.get(seq) ?? row) !== row) faults.push(`${conversationId}: seq ${seq} has changed`);
      rows.set(seq, row);
    });
    if ((messages.at(-1)?.seq ?? 0) < seenBefore) faults.push(`${conversationId}: rows are gone`);
    return reply;
  }

  async function ask(method: string, conversationId: string, rest_: string, json?: object): Promise<Reply> {
    const seenBefore = newestShown(conversationId);
    const path = `/api/conversations/${conversationId}${rest_}`;
    return look(conversationId, seenBefore, await caller.insist(method, path, { headers, json }));
  }

  async function list(view: 'waiting' | 'mine'): Promise<string[]> {
    const { body } = await caller.insist('GET', `/api/conversations?view=${view}`, { headers });
    return body.items.map((item: { id: string }) => item.id);
  }

  const move = (conversationId: string, wish: string, json: object = {}) =>
    ask('POST', conversationId, `/${wish}`, json);

  return {
    ...me,
    headers,
    acknowledged,
    seenOwners,
    seenPromises,
    faults,
    move,
    async reply(conversationId, text, clientId = randomUUID()) {
      const reply = await move(conversationId, 'reply', { text, clientId });
      if (reply.status === 200) acknowledged.push({ conversationId, clientId, text });
      return reply;
    },
    waiting: () => list('waiting'),
    mine: () => list('mine'),
    read: (conversationId) => ask('GET', conversationId, ''),
  };
}

interface Shown {
  messages?: { seq: number; text: string; from: { kind: string } }[];
  version: number;
  owner: { kind: string; id?: string };
  promise?: { madeAt: string };
}

function remember(seen: Map<string, Set<string>>, conversationId: string, promise: string): void {
  seen.set(conversationId, (seen.get(conversationId) ?? new Set()).add(promise));
}

/** Serves the line until told to stop. What is refused is somebody else's luck, not a fault. */
export async function keepServing(
  agent: Colleague,
  others: readonly Colleague[],
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    // What was left unfinished is taken up again, so that no conversation lies with an agent for ever.
    const open = random.chance(0.3) ? await agent.mine() : await agent.waiting();
    if (open.length > 0) await serve(agent, others, random, random.pick(open));
    await rest(random.between(10, 80));
  }
}

async function serve(agent: Colleague, others: readonly Colleague[], random: Random, conversationId: string) {
  const claimed = await agent.move(conversationId, 'claim');
  if (claimed.status !== 200) return;
  for (let n = random.between(0, 2); n > 0; n--) {
    await agent.reply(conversationId, `Eccomi, sono ${agent.name}.`);
    await rest(random.between(5, 60));
  }
  const settling = random.chance(0.5) ? { release: { reason: 'risolto per telefono' } } : {};
  const ends: (() => Promise<unknown>)[] = [
    () => agent.move(conversationId, 'release'),
    () => agent.move(conversationId, 'hand-back', settling),
    () => agent.move(conversationId, 'close', { outcome: 'solved', ...settling }),
    () => agent.move(conversationId, 'transfer', { to: random.pick(others).id }),
    async () => undefined,
  ];
  await random.pick(ends)();
}
