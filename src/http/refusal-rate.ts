// How much more is asked for than can be done, which tells for how long callers should be sent away.
import type { Clock } from '../clock';

export interface RefusalRate {
  admitted(): void;
  refused(): void;
  /** Refused for one admitted, in this second or the last one, whichever was worse. */
  refusedPerAdmitted(): number;
}

export function createRefusalRate(clock: Clock): RefusalRate {
  let second = 0;
  let current = { admitted: 0, refused: 0 };
  let last = current;
  function thisSecond() {
    const now = Math.floor(clock.now().getTime() / 1000);
    if (now !== second) {
      last = now === second + 1 ? current : { admitted: 0, refused: 0 };
      current = { admitted: 0, refused: 0 };
      second = now;
    }
    return current;
  }
  return {
    admitted() {
      thisSecond().admitted += 1;
    },
    refused() {
      thisSecond().refused += 1;
    },
    refusedPerAdmitted() {
      const { admitted, refused } = thisSecond();
      return Math.max(refused, last.refused) / Math.max(1, admitted, last.admitted);
    },
  };
}
