// Time as an argument: everything that reads the time or waits gets a Clock, so that tests never depend on the wall clock.

export interface Clock {
  /** The present moment, UTC. */
  now(): Date;
  /** Runs `task` once after `delayMs`; the returned function cancels it. Never keeps the process alive by itself. */
  after(delayMs: number, task: () => void): () => void;
}

/** Resolves after `delayMs` of the given clock. */
export function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}

/** Runs `task` every `periodMs`, never two at once; the returned function stops it after the run in progress. */
export function every(clock: Clock, periodMs: number, task: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancel = clock.after(periodMs, tick);
  function tick(): void {
    running = task().then(() => {
      if (!stopped) cancel = clock.after(periodMs, tick);
    });
  }
  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

export const systemClock: Clock = {
  now: () => new Date(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
