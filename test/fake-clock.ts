// A clock that moves only when a test says so.
import type { Clock } from '../src/clock';

export interface FakeClock extends Clock {
  /** Moves time forward, running due tasks in order; lets promises settle between them. */
  advance(ms: number): Promise<void>;
  /** Sets the present moment without running tasks. */
  set(moment: Date): void;
}

export function createFakeClock(start = new Date('2026-03-04T09:00:00Z')): FakeClock {
  let nowMs = start.getTime();
  let tasks: { at: number; order: number; task: () => void }[] = [];
  let order = 0;
  return {
    now: () => new Date(nowMs),
    after(delayMs, task) {
      const entry = { at: nowMs + delayMs, order: order++, task };
      tasks.push(entry);
      return () => {
        tasks = tasks.filter((other) => other !== entry);
      };
    },
    set(moment) {
      nowMs = moment.getTime();
    },
    async advance(ms) {
      const until = nowMs + ms;
      for (;;) {
        const due = tasks.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
        if (due === undefined) break;
        tasks = tasks.filter((entry) => entry !== due);
        nowMs = Math.max(nowMs, due.at);
        due.task();
        await new Promise((resolve) => setImmediate(resolve));
      }
      nowMs = until;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
