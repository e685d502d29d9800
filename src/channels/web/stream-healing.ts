// Makes up for hints that were lost between processes: every stream looks at the log now and then, and all of them soon after
// it was noticed that something was lost. Looks are spread out, so that the store never feels all streams at once.
import { type Clock, every } from '../../clock';
import type { FanOut } from '../../jobs/fan-out';
import type { StreamHub } from './stream-hub';

export interface HealingParts {
  /** By conversation; the order is ours to change. */
  hubs: Map<string, Pick<StreamHub, 'check' | 'tellState'>>;
  clock: Clock;
  fanOut: Pick<FanOut, 'onGap'>;
  /** Other processes write to the same conversations: their hints may be lost. */
  isShared: boolean;
}

const checkEveryMs = 5_000;
const stepMs = 250;
/** Streams that look at the same moment after a loss, and the time until the next ones do. */
const together = 50;
const gapStepMs = 25;

/** The returned function ends it. */
export function healStreams({ hubs, clock, fanOut, isShared }: HealingParts): () => Promise<void> {
  /** Those that looked longest ago; each comes up once in five seconds. */
  async function checkSome(): Promise<void> {
    const due = [...hubs].slice(0, Math.ceil((hubs.size * stepMs) / checkEveryMs));
    for (const [conversationId, hub] of due) {
      hubs.delete(conversationId);
      hubs.set(conversationId, hub);
      hub.check();
    }
  }

  const stopGaps = fanOut.onGap(() => {
    const all = [...hubs.values()];
    for (let first = 0; first < all.length; first += together) {
      clock.after((first / together) * gapStepMs, () => {
        for (const hub of all.slice(first, first + together)) {
          hub.check();
          hub.tellState();
        }
      });
    }
  });
  const stopChecks = isShared ? every(clock, stepMs, checkSome) : async () => {};
  return async () => {
    stopGaps();
    await stopChecks();
  };
}
