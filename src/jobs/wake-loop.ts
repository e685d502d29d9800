// Looks for work when woken and after a while: one look at a time, and a wake during a look causes another one.
import type { Clock } from '../clock';

export interface WakeLoop {
  start(): void;
  /** Looks now; nothing before start and after stop. */
  wake(): void;
  /** Looks no more and waits for the look in progress. */
  stop(): Promise<void>;
}

/** `look` answers after how many milliseconds to look again, or null to wait for a wake. It must not throw. */
export function createWakeLoop(clock: Clock, look: () => Promise<number | null>): WakeLoop {
  let isOpen = false;
  let looksAgain = false;
  let looking: Promise<void> | undefined;
  let cancelTimer: () => void = () => undefined;

  async function lookOnce(): Promise<void> {
    looksAgain = false;
    const waitMs = await look();
    looking = undefined;
    if (looksAgain) wake();
    else if (isOpen && waitMs !== null) cancelTimer = clock.after(waitMs, wake);
  }

  function wake(): void {
    looksAgain = true;
    if (!isOpen || looking !== undefined) return;
    cancelTimer();
    looking = lookOnce();
  }

  return {
    start() {
      isOpen = true;
      wake();
    },
    wake,
    async stop() {
      isOpen = false;
      cancelTimer();
      await looking;
    },
  };
}
