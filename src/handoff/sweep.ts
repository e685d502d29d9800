// What time does: overdue promises, agents who went away or stayed silent, idle conversations, what a crash left behind.
// Every look is an indexed query on the store, so that a lost timer loses nothing.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Conversation } from '../conversation/types';
import type { Promises } from '../dialogs/policy';
import { isDuplicate } from '../store/duplicate';
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';
import type { Desk } from './desk';

export interface SweepParts {
  store: Pick<Store, 'rows'>;
  journal: Journal;
  desk: Desk;
  clock: Clock;
  promises: Promises;
  isOffline(agentId: string): boolean;
  /** Wakes the conversation's turn. */
  ring(conversationId: string): void;
}

const batch = 500;
/** A closed visitor is deleted this long after closing, so that a late first message still finds the conversation. */
const purgeAfterMs = 60 * 60 * 1000;
/** Rings for rows that the bell should have reached by now. */
const undecidedAfterMs = 1_000;

export type Sweep = ReturnType<typeof createSweep>;

export function createSweep(parts: SweepParts) {
  const { store, desk, clock, promises } = parts;
  const { conversations, messages, events } = store.rows;

  async function ids(filter: Parameters<typeof conversations.find>[0]): Promise<string[]> {
    const rows = await conversations
      .find(filter, { projection: { _id: 1 } })
      .limit(batch)
      .toArray();
    return rows.map((row) => row._id);
  }

  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);

  /** Texts and events of decisions whose process died before they reached the log. */
  async function settleEffects(): Promise<void> {
    for (const id of await ids({ effectsSince: { $lte: clock.now() } })) await parts.journal.load(id);
  }

  async function ringUndecided(olderThanMs: number): Promise<void> {
    const rows = await messages
      .find({ undecidedSince: { $lte: ago(olderThanMs) } }, { projection: { conversationId: 1 } })
      .limit(batch)
      .toArray();
    for (const id of new Set(rows.map((row) => row.conversationId))) parts.ring(id);
  }

  async function breakOverdue(): Promise<void> {
    for (const id of await ids({ 'promise.state': 'open', 'promise.dueAt': { $lte: clock.now() } }))
      await desk.breakOverdue(id);
  }

  async function returnUnanswered(): Promise<void> {
    // While a promise is open its own clock runs; after it, or when there was none, this one does.
    const waitedTooLong = ({ human, promise }: Conversation): boolean =>
      human?.customerWaitingSince !== undefined &&
      human.customerWaitingSince <= ago(promises.replyWithinMs) &&
      promise?.state !== 'open';
    for (const id of await ids({ 'human.customerWaitingSince': { $lte: ago(promises.replyWithinMs) } }))
      await desk.returnToLine(id, 'unanswered', waitedTooLong);
  }

  /** Claimed and not yet answered, while the agent is gone. */
  async function returnFromAbsent(): Promise<void> {
    const isLeft = ({ human, owner }: Conversation): boolean =>
      owner.kind === 'agent' && human !== undefined && human.answeredAt === undefined && parts.isOffline(owner.id);
    const cursor = conversations.find(
      { phase: 'human', 'human.answeredAt': { $exists: false } },
      { projection: { owner: 1, human: 1 } },
    );
    for await (const row of cursor)
      if (isLeft(fromStored<Conversation>(row))) await desk.returnToLine(row._id, 'agent-offline', isLeft);
  }

  async function closeIdle(): Promise<void> {
    const isIdle = (limitMs: number) => (conversation: Conversation) => conversation.lastMessageAt <= ago(limitMs);
    for (const id of await ids({ listed: true, phase: 'bot', lastMessageAt: { $lte: ago(promises.idleCloseAfterMs) } }))
      await desk.closeIdle(id, isIdle(promises.idleCloseAfterMs));
    for (const id of await ids({
      listed: false,
      phase: 'bot',
      lastMessageAt: { $lte: ago(promises.visitorsExpireAfterMs) },
    }))
      await desk.closeIdle(id, isIdle(promises.visitorsExpireAfterMs));
  }

  /** Visitors who never wrote. */
  async function purgeVisitors(): Promise<void> {
    const before = ago(promises.visitorsExpireAfterMs + purgeAfterMs);
    for (const id of await ids({ listed: false, phase: 'closed', lastMessageAt: { $lte: before } })) await purge(id);
  }

  /** The conversation goes last, so that after a death in between it is found again. A first message puts all back. */
  async function purge(conversationId: string): Promise<void> {
    const [log, happened] = await Promise.all([
      messages.find({ conversationId }).toArray(),
      events.find({ conversationId }).toArray(),
    ]);
    if (log.some((row) => row.from.kind === 'customer')) return parts.ring(conversationId);
    await messages.deleteMany({ conversationId, 'from.kind': { $ne: 'customer' } });
    await events.deleteMany({ conversationId });
    const gone = await conversations.findOneAndDelete({ _id: conversationId, listed: false, phase: 'closed' });
    if (gone !== null && (await messages.findOne({ conversationId })) === null) return;
    await putBack(messages, log);
    await putBack(events, happened);
    if (gone !== null) await conversations.insertOne(gone);
    parts.ring(conversationId);
  }

  return {
    /** Once, before the first customer is served. */
    async atStart(): Promise<void> {
      await settleEffects();
      await ringUndecided(0);
    },
    /** Every few seconds. */
    async often(): Promise<void> {
      await settleEffects();
      await ringUndecided(undecidedAfterMs);
      await breakOverdue();
      await returnUnanswered();
      await returnFromAbsent();
    },
    /** Every few minutes. */
    async seldom(): Promise<void> {
      await closeIdle();
      await purgeVisitors();
    },
    /** At sign-out for good: an agent who was deactivated owns nothing any more. */
    async returnAllOf(agentId: string): Promise<void> {
      for (const id of await ids({ 'owner.id': agentId, phase: 'human' }))
        await desk.returnToLine(id, 'deactivated', ({ owner }) => owner.kind === 'agent' && owner.id === agentId);
    },
  };
}

/** A row whose place was taken meanwhile stays away. */
async function putBack<Row extends { _id: string }>(
  rows: { insertMany(docs: Row[], options: { ordered: boolean }): Promise<unknown> },
  taken: Row[],
): Promise<void> {
  if (taken.length === 0) return;
  try {
    await rows.insertMany(taken, { ordered: false });
  } catch (fault) {
    if (!isDuplicate(fault)) throw fault;
  }
}
