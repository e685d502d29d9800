// What time does: overdue promises, agents who went away or stayed silent, idle conversations, what a crash left behind.
// Every look is an indexed query on the store, so that a lost timer loses nothing; none of them fails another.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Conversation } from '../conversation/types';
import type { Promises } from '../dialogs/policy';
import type { RingHow } from '../jobs/bells';
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';
import type { Desk } from './desk';
import { createForgetVisitor } from './forget-visitor';
import { createLooks, type Look, type LooksParts, pageSize } from './looks';

export interface SweepParts extends LooksParts {
  store: Pick<Store, 'rows'>;
  journal: Journal;
  desk: Desk;
  clock: Clock;
  promises: Promises;
  isOffline(agentId: string): boolean;
  /** Wakes the conversation's turn. */
  ring(conversationId: string, how?: RingHow): void;
}

type Filter = Parameters<Store['rows']['conversations']['find']>[0];

/** A closed visitor is deleted this long after closing, so that a late first message still finds the conversation. */
const purgeAfterMs = 60 * 60 * 1000;
/** Rings for rows that the bell should have reached by now. */
const undecidedAfterMs = 1_000;
/** By now no bell can be waited for any more. */
const lateAfterMs = 10_000;
const mostRung = 5_000;
const rowsAtOnce = 1_000;
/** Of one look. */
const oftenBudgetMs = 5_000;
const seldomBudgetMs = 4 * 60_000;

export type Sweep = ReturnType<typeof createSweep>;

export function createSweep(parts: SweepParts) {
  const { store, desk, clock, promises } = parts;
  const { conversations, messages } = store.rows;
  const { guard, each } = createLooks(parts);
  const forgetVisitor = createForgetVisitor(parts);

  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);
  const isIdle = (limitMs: number) => (conversation: Conversation) => conversation.lastMessageAt <= ago(limitMs);

  /** The first page in the order of `by`, an indexed field. */
  const pageOf =
    (filter: Filter, by: string): Look['page'] =>
    async (without) => {
      const rows = await conversations
        .find(without.length === 0 ? filter : { ...filter, _id: { $nin: [...without] } }, { projection: { _id: 1 } })
        .sort({ [by]: 1 })
        .limit(pageSize)
        .toArray();
      return rows.map((row) => row._id);
    };

  /** Texts and events of decisions whose process died before they reached the log. */
  const settleEffects = () => ({
    name: 'effects' as const,
    page: pageOf({ effectsSince: { $lte: clock.now() } }, 'effectsSince'),
    settle: parts.journal.load,
  });

  /** The longest undecided first, each conversation once, however much was written in one. */
  async function ringUndecided(olderThanMs: number): Promise<void> {
    const before = ago(olderThanMs);
    const rung = new Set<string>();
    while (rung.size < mostRung) {
      const rows = await messages
        .find(
          { undecidedSince: { $lte: before }, ...(rung.size === 0 ? {} : { conversationId: { $nin: [...rung] } }) },
          { projection: { conversationId: 1, undecidedSince: 1 } },
        )
        .sort({ undecidedSince: 1 })
        .limit(rowsAtOnce)
        .toArray();
      for (const { conversationId, undecidedSince } of rows) {
        if (rung.has(conversationId)) continue;
        rung.add(conversationId);
        parts.ring(conversationId, { isLate: undecidedSince !== undefined && undecidedSince <= ago(lateAfterMs) });
      }
      if (rows.length < rowsAtOnce) return;
    }
  }

  const breakOverdue = () => ({
    name: 'promises' as const,
    page: pageOf({ 'promise.state': 'open', 'promise.dueAt': { $lte: clock.now() } }, 'promise.dueAt'),
    settle: desk.breakOverdue,
  });

  function returnUnanswered() {
    const field = 'human.customerWaitingSince';
    // While a promise is open its own clock runs; after it, or when there was none, this one does.
    const waitedTooLong = ({ human, promise }: Conversation): boolean =>
      human?.customerWaitingSince !== undefined &&
      human.customerWaitingSince <= ago(promises.replyWithinMs) &&
      promise?.state !== 'open';
    return {
      name: 'unanswered' as const,
      page: pageOf({ [field]: { $lte: ago(promises.replyWithinMs) }, 'promise.state': { $ne: 'open' } }, field),
      settle: (id: string) => desk.returnToLine(id, 'unanswered', waitedTooLong),
    };
  }

  /** Claimed and not yet answered, while the agent is gone. */
  function returnFromAbsent() {
    const isLeft = ({ human, owner }: Conversation): boolean =>
      owner.kind === 'agent' && human !== undefined && human.answeredAt === undefined && parts.isOffline(owner.id);
    async function page(without: readonly string[]): Promise<string[]> {
      const filter = { phase: 'human', 'human.answeredAt': { $exists: false } } as const;
      const rows = await conversations.find(filter, { projection: { owner: 1, human: 1 } }).toArray();
      const left = rows.filter((row) => isLeft(fromStored<Conversation>(row)) && !without.includes(row._id));
      return left.slice(0, pageSize).map((row) => row._id);
    }
    return {
      name: 'absent' as const,
      page,
      settle: (id: string) => desk.returnToLine(id, 'agent-offline', isLeft),
    };
  }

  function closeIdle(name: 'idle' | 'expired') {
    const limitMs = name === 'idle' ? promises.idleCloseAfterMs : promises.visitorsExpireAfterMs;
    const filter = { listed: name === 'idle', phase: 'bot', lastMessageAt: { $lte: ago(limitMs) } } as const;
    const isStillIdle = (conversation: Conversation) => conversation.phase === 'bot' && isIdle(limitMs)(conversation);
    return {
      name,
      page: pageOf(filter, 'lastMessageAt'),
      settle: (id: string) => desk.closeIdle(id, isStillIdle),
    };
  }

  /** A person has it, answered, owes nothing, and nobody has written for long. */
  function closeSilent() {
    const limitMs = promises.silentCloseAfterMs;
    const isSilent = (conversation: Conversation): boolean =>
      isIdle(limitMs)(conversation) &&
      conversation.promise?.state !== 'open' &&
      conversation.human?.answeredAt !== undefined &&
      conversation.human.customerWaitingSince === undefined;
    const filter = {
      listed: true,
      phase: 'human',
      lastMessageAt: { $lte: ago(limitMs) },
      'promise.state': { $ne: 'open' },
      'human.answeredAt': { $exists: true },
      'human.customerWaitingSince': { $exists: false },
    } as const;
    return {
      name: 'silent' as const,
      page: pageOf(filter, 'lastMessageAt'),
      settle: (id: string) => desk.closeIdle(id, isSilent),
    };
  }

  /** Visitors who never wrote. */
  function forgetVisitors() {
    const before = ago(promises.visitorsExpireAfterMs + purgeAfterMs);
    const filter = { listed: false, phase: 'closed', lastMessageAt: { $lte: before } } as const;
    return { name: 'forgotten' as const, page: pageOf(filter, 'lastMessageAt'), settle: forgetVisitor };
  }

  const always = (): boolean => true;
  return {
    /** Once, before the first customer is served. Never fails: what it could not settle is looked for again. */
    async atStart(): Promise<void> {
      await each({ ...settleEffects(), budgetMs: oftenBudgetMs, mayGoOn: always });
      await guard('undecided', () => ringUndecided(0));
    },
    /** Every few seconds. */
    async often(mayGoOn: () => boolean = always): Promise<void> {
      const limits = { budgetMs: oftenBudgetMs, mayGoOn };
      await each({ ...settleEffects(), ...limits });
      await guard('undecided', () => ringUndecided(undecidedAfterMs));
      for (const look of [breakOverdue, returnUnanswered, returnFromAbsent]) await each({ ...look(), ...limits });
    },
    /** Every few minutes. */
    async seldom(mayGoOn: () => boolean = always): Promise<void> {
      const limits = { budgetMs: seldomBudgetMs, mayGoOn };
      for (const name of ['idle', 'expired'] as const) await each({ ...closeIdle(name), ...limits });
      for (const look of [closeSilent, forgetVisitors]) await each({ ...look(), ...limits });
    },
    /** At sign-out for good: an agent who was deactivated owns nothing any more. */
    async returnAllOf(agentId: string): Promise<void> {
      const isTheirs = ({ owner }: Conversation) => owner.kind === 'agent' && owner.id === agentId;
      const page = pageOf({ 'owner.id': agentId, phase: 'human' }, 'lastMessageAt');
      const seen: string[] = [];
      for (let ids = await page(seen); ids.length > 0; ids = await page(seen))
        for (const id of ids) {
          seen.push(id);
          await desk.returnToLine(id, 'deactivated', isTheirs);
        }
    },
  };
}
