// Bells: wake-ups held in memory alone. One handler per key at a time; rings during a run cause exactly one more run.
import { describeFault, type Log } from '../log';

export interface Bells {
  ring(name: string, key: string): void;
  onRing(name: string, handler: (key: string) => Promise<void>): void;
  /** Begins to answer; rings before are kept. */
  start(): void;
  /** Answers no more rings and waits for the runs in progress. */
  close(): Promise<void>;
}

/** Keys handled at the same time; the others wait in the order of their rings. */
const mostAtOnce = 64;

export function createBells({ log }: { log: Log }): Bells {
  const handlers = new Map<string, (key: string) => Promise<void>>();
  const waiting = new Map<string, () => Promise<void>>();
  const running = new Map<string, Promise<void>>();
  let answers = false;

  function next(): void {
    for (const [id, run] of waiting) {
      if (!answers || running.size >= mostAtOnce) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      running.set(id, answer(id, run));
    }
  }

  async function answer(id: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (fault) {
      // The work has its home in the store and is rung for again; here only the fault must not be lost.
      log.error(describeFault(fault), 'ring-failed');
    }
    running.delete(id);
    next();
  }

  return {
    ring(name, key) {
      waiting.set(`${name} ${key}`, async () => handlers.get(name)?.(key));
      next();
    },
    onRing(name, handler) {
      handlers.set(name, handler);
    },
    start() {
      answers = true;
      next();
    },
    async close() {
      answers = false;
      waiting.clear();
      await Promise.all(running.values());
    },
  };
}
