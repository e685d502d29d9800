// Bells: wake-ups held in memory alone. One handler per key at a time; rings during a run cause exactly one more run.
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';
import { within } from './within';

export interface Bells {
  ring(name: string, key: string, how?: RingHow): void;
  onRing(name: string, handler: (key: string) => Promise<void>): void;
  /** Begins to answer; rings before are kept. */
  start(): void;
  /** Answers no more rings and waits for the runs in progress. */
  close(): Promise<void>;
}

/** `isLate`: the work waits far too long already; a bell rung for it before may be lost, and is not waited for. */
export interface RingHow {
  isLate: boolean;
}

export interface LocalBells extends Bells {
  /** Rings, and resolves after a run that began later: true when there was one, false when none will come any more. */
  answer(name: string, key: string): Promise<boolean>;
  /** Whether somebody here listens to the name. */
  isHeard(name: string): boolean;
}

/** Keys handled at the same time; the others wait in the order of their rings. */
export const mostBellsAtOnce = 64;
/** A run that takes longer hangs: the next one of its key begins beside it, and whatever both decide is a conditional write. */
const hangsAfterMs = 30_000;

interface Ring {
  name: string;
  run(): Promise<void>;
  /** Those who wait for the end of the run. */
  told: ((isAnswered: boolean) => void)[];
}

export function createBells({ clock, log }: { clock: Clock; log: Log }): LocalBells {
  const handlers = new Map<string, (key: string) => Promise<void>>();
  const waiting = new Map<string, Ring>();
  const running = new Map<string, Promise<void>>();
  let answers = false;
  let isClosed = false;

  function next(): void {
    for (const [id, ring] of waiting) {
      if (!answers || running.size >= mostBellsAtOnce) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      running.set(id, run(id, ring));
    }
  }

  async function run(id: string, ring: Ring): Promise<void> {
    try {
      await within(clock, hangsAfterMs, ring.run());
    } catch (fault) {
      // The work has its home in the store and is rung for again; here only the fault must not be lost.
      log.error({ name: ring.name, ...describeFault(fault) }, 'ring-failed');
    }
    running.delete(id);
    for (const tell of ring.told) tell(true);
    next();
  }

  function ring(name: string, key: string, told: Ring['told'] = []): void {
    const id = `${name} ${key}`;
    const before = waiting.get(id)?.told ?? [];
    waiting.set(id, { name, run: async () => handlers.get(name)?.(key), told: [...before, ...told] });
    next();
  }

  return {
    ring: (name, key) => ring(name, key),
    answer: (name, key) =>
      new Promise((resolve) => {
        if (isClosed) resolve(false);
        else ring(name, key, [resolve]);
      }),
    isHeard: (name) => handlers.has(name),
    onRing(name, handler) {
      handlers.set(name, handler);
    },
    start() {
      answers = true;
      next();
    },
    async close() {
      answers = false;
      isClosed = true;
      for (const { told } of waiting.values()) for (const tell of told) tell(false);
      waiting.clear();
      await Promise.all(running.values());
    },
  };
}
