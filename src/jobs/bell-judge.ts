// Judges from one look a second whether a worker takes bells. Pure, so that every case can be shown.
import { mostBellsAtOnce } from './bells';

/** What is seen of a worker. */
export interface BellSight {
  /** Id of the bell that is next in the queue. */
  oldestWaiting: string | null;
  /** Bells taken so far. */
  taken: number;
  /** Bells taken and not finished. */
  inHand: number;
  /** Since the last look. */
  faults: number;
  isRunning: boolean;
}

export type Verdict = 'fine' | 'deaf' | 'ended' | 'faulty';

/** Looks at which the same bell was still next, while the worker had its hands free and took nothing. */
const looksUntilDeaf = 2;
/** Faults between two looks at which a worker is stopped: one that fails at once would go on failing thousands of times. */
export const mostFaults = 50;

/** The returned function judges each look by the ones before; after a verdict it begins anew. */
export function createBellJudge(): (sight: BellSight) => Verdict {
  let before: BellSight | null = null;
  let deafLooks = 0;
  return (sight) => {
    const verdict = judge(sight);
    before = verdict === 'fine' ? { ...sight } : null;
    if (verdict !== 'fine') deafLooks = 0;
    return verdict;
  };

  function judge(sight: BellSight): Verdict {
    if (sight.faults >= mostFaults) return 'faulty';
    if (!sight.isRunning) return 'ended';
    deafLooks = isIdleBesideWork(sight, before) ? deafLooks + 1 : 0;
    return deafLooks >= looksUntilDeaf ? 'deaf' : 'fine';
  }
}

function isIdleBesideWork(sight: BellSight, before: BellSight | null): boolean {
  return (
    before !== null &&
    sight.oldestWaiting !== null &&
    sight.oldestWaiting === before.oldestWaiting &&
    sight.taken === before.taken &&
    sight.inHand < mostBellsAtOnce
  );
}
