// Goes through the conversations that a look of the sweep finds, a page at a time, several side by side, for as long as it may.
// One that cannot be settled is logged, counted and left to rest for longer and longer: it keeps no other from its turn.
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';

export const lookNames = [
  'effects',
  'undecided',
  'promises',
  'unanswered',
  'absent',
  'idle',
  'silent',
  'expired',
  'forgotten',
] as const;
export type LookName = (typeof lookNames)[number];

export interface LooksParts {
  clock: Clock;
  log: Log;
  /** Told of every look and every conversation in one that failed. */
  onFailed(look: LookName): void;
}

export interface Look {
  name: LookName;
  /** At most `pageSize` ids of conversations to settle, none of them among `without`. */
  page(without: readonly string[]): Promise<string[]>;
  /** Repeatable; what it settled is not found again. */
  settle(conversationId: string): Promise<unknown>;
  /** The rest is for the next time. */
  budgetMs: number;
  /** False: somebody else does it now, or the process stops. */
  mayGoOn(): boolean;
}

export const pageSize = 200;
const atOnce = 8;
const mostResting = 1_000;
/** Found again although they were settled; a look that finds more has its filter wrong, and ends. */
const mostLeft = 1_000;
/** In looks: after the first failure it is left out of one, then of two, and so on. */
const longestRest = 12;

interface Rest {
  /** The look at which it is tried again. */
  until: number;
  lasts: number;
}

export function createLooks({ clock, log, onFailed }: LooksParts) {
  const counts = new Map<LookName, number>();
  const resting = new Map(lookNames.map((name) => [name, new Map<string, Rest>()]));
  const restingIn = (name: LookName): Map<string, Rest> => resting.get(name) ?? new Map<string, Rest>();

  /** Whatever befalls this look, the next one is taken. */
  async function guard(name: LookName, task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (fault) {
      log.error({ look: name, ...describeFault(fault) }, 'look-failed');
      onFailed(name);
    }
  }

  async function settleOne({ name, settle }: Look, conversationId: string): Promise<void> {
    const rests = restingIn(name);
    try {
      await settle(conversationId);
      rests.delete(conversationId);
    } catch (fault) {
      log.error({ look: name, conversationId, ...describeFault(fault) }, 'look-failed-for-one');
      onFailed(name);
      letRest(rests, conversationId, counts.get(name) ?? 0);
    }
  }

  async function goThrough(look: Look): Promise<void> {
    const count = (counts.get(look.name) ?? 0) + 1;
    counts.set(look.name, count);
    let isOver = false;
    const cancel = clock.after(look.budgetMs, () => {
      isOver = true;
    });
    const mayGoOn = () => !isOver && look.mayGoOn();
    const without = [...restingIn(look.name)].flatMap(([id, { until }]) => (until > count ? [id] : []));
    try {
      await readAll(look, without, mayGoOn);
    } finally {
      cancel();
    }
  }

  async function readAll(look: Look, without: readonly string[], mayGoOn: () => boolean): Promise<void> {
    const seen = new Set<string>();
    const left = new Set<string>();
    while (mayGoOn() && left.size < mostLeft) {
      const ids = await look.page([...without, ...left]);
      const fresh = ids.filter((id) => !seen.has(id));
      for (const id of ids) if (seen.has(id)) left.add(id);
      for (let from = 0; from < fresh.length && mayGoOn(); from += atOnce) {
        const some = fresh.slice(from, from + atOnce);
        for (const id of some) seen.add(id);
        await Promise.all(some.map((id) => settleOne(look, id)));
      }
      if (ids.length < pageSize) return;
    }
  }

  return { guard, each: (look: Look): Promise<void> => guard(look.name, () => goThrough(look)) };
}

function letRest(rests: Map<string, Rest>, conversationId: string, count: number): void {
  const lasts = Math.min(longestRest, (rests.get(conversationId)?.lasts ?? 0) * 2 + 1);
  rests.delete(conversationId);
  rests.set(conversationId, { until: count + 1 + lasts, lasts });
  if (rests.size > mostResting) rests.delete(rests.keys().next().value ?? conversationId);
}
