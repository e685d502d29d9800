// How late the process is: a timer that should have run by now tells how long everything else had to wait.
import type { Strain } from './admission';

export interface LoopDelay {
  /** Milliseconds by which things run late, the worst of the last second counting most. */
  delayMs(): number;
  strain(): Strain;
  close(): void;
}

const lookEveryMs = 50;
/** A second after the worst, a tenth of it still counts. */
const fade = 0.9;
const strainedMs = 250;
const swampedMs = 700;
/** One long pause (a debugger, a sleeping laptop) is forgotten within two seconds. */
const mostMs = 2_000;

/** Real time on purpose: it measures this process, and no clock of a test can be late. */
export function watchLoopDelay(): LoopDelay {
  let delayMs = 0;
  let dueMs = performance.now() + lookEveryMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    delayMs = Math.max(Math.min(mostMs, nowMs - dueMs), delayMs * fade);
    dueMs = nowMs + lookEveryMs;
  }, lookEveryMs);
  timer.unref();
  return {
    delayMs: () => delayMs,
    strain: () => strainOf(delayMs),
    close: () => clearInterval(timer),
  };
}

/** What a delay means for who may be let in. */
export function strainOf(delayMs: number): Strain {
  if (delayMs >= swampedMs) return 'swamped';
  return delayMs >= strainedMs ? 'strained' : 'calm';
}
