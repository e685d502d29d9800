// What only the store knows: who waits, which promises are open, what nobody has handled yet. Read by indexed queries and at
// most once in ten seconds, however many ask how often.
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';
import type { Store } from '../store/store';
import { within } from './within';

export interface CareFigures {
  waiting: number;
  withPeople: number;
  /** Seconds that the customer who has waited longest has waited; 0 when nobody waits. */
  oldestWaitSeconds: number;
  promisesOpen: number;
  promisesDueSoon: number;
  promisesOverdue: number;
  /** Age of the oldest customer's message that no turn has handled; 0 when all are. */
  undecidedSeconds: number;
}

export interface CareFiguresParts {
  store: Pick<Store, 'rows'>;
  clock: Clock;
  log: Log;
}

const freshForMs = 10_000;
/** Who asks is not kept waiting by a store that hangs. */
const answerWithinMs = 2_500;
const dueSoonMs = 5 * 60_000;
/** The line is walked by its priorities; there are six, and no query ever asks for more. */
const mostPriorities = 12;

/** Null while the store does not answer, or not in time. */
export type ReadCareFigures = () => Promise<CareFigures | null>;

/** The latest figures; however many ask, one reading is under way at most. */
export function createCareFigures({ store, clock, log }: CareFiguresParts): ReadCareFigures {
  let latest: { atMs: number; figures: CareFigures | null } | null = null;
  let reading: Promise<CareFigures | null> | null = null;

  async function read(): Promise<CareFigures | null> {
    const now = clock.now();
    const figures = await readCareFigures(store, now).catch((fault: unknown) => {
      log.warn(describeFault(fault), 'figures-not-read');
      return null;
    });
    latest = { atMs: now.getTime(), figures };
    reading = null;
    return figures;
  }

  return () => {
    if (latest !== null && Math.abs(clock.now().getTime() - latest.atMs) < freshForMs)
      return Promise.resolve(latest.figures);
    reading ??= read();
    return within(clock, answerWithinMs, reading);
  };
}

async function readCareFigures({ rows }: Pick<Store, 'rows'>, now: Date): Promise<CareFigures> {
  const { conversations } = rows;
  const soon = new Date(now.getTime() + dueSoonMs);
  const open = { 'promise.state': 'open' };
  const secondsSince = (moment: Date | null) =>
    moment === null ? 0 : Math.max(0, (now.getTime() - moment.getTime()) / 1000);
  const [waiting, withPeople, promisesOpen, promisesOverdue, byThen, oldestWait, oldestUndecided] = await Promise.all([
    conversations.countDocuments({ phase: 'waiting' }),
    conversations.countDocuments({ phase: 'human' }),
    conversations.countDocuments(open),
    conversations.countDocuments({ ...open, 'promise.dueAt': { $lte: now } }),
    conversations.countDocuments({ ...open, 'promise.dueAt': { $lte: soon } }),
    findOldestWait(rows),
    findOldestUndecided(rows),
  ]);
  return {
    waiting,
    withPeople,
    oldestWaitSeconds: secondsSince(oldestWait),
    promisesOpen,
    promisesDueSoon: byThen - promisesOverdue,
    promisesOverdue,
    undecidedSeconds: secondsSince(oldestUndecided),
  };
}

/** The first of each priority, by the index that orders the line. */
async function findOldestWait({ conversations }: Store['rows']): Promise<Date | null> {
  let oldest: Date | null = null;
  let above = -1;
  for (let looks = 0; looks < mostPriorities; looks++) {
    const first = await conversations
      .find({ phase: 'waiting', priority: { $gt: above } }, { projection: { priority: 1, waitingSince: 1 } })
      .sort({ priority: 1, waitingSince: 1 })
      .limit(1)
      .next();
    if (first === null) break;
    above = first.priority;
    const since = first.waitingSince;
    if (since !== undefined && (oldest === null || since < oldest)) oldest = since;
  }
  return oldest;
}

async function findOldestUndecided({ messages }: Store['rows']): Promise<Date | null> {
  const [first] = await messages
    .find({ undecidedSince: { $type: 'date' } }, { projection: { undecidedSince: 1 } })
    .sort({ undecidedSince: 1 })
    .limit(1)
    .toArray();
  return first?.undecidedSince ?? null;
}
