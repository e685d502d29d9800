// The steps of a stop. Each has its time and none can keep the others from happening: what is not done then is in the store.
import { describeFault, type Log } from '../log';

/** Runs one step for at most `limitMs`; a late or failed one is logged and left behind. */
export type Leave = (step: string, limitMs: number, run: () => Promise<void>) => Promise<void>;

/** Real time on purpose: a stop must end, whatever the parts' clock does. */
export function createLeaving(log: Log): Leave {
  return async (step, limitMs, run) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        log.warn({ step }, 'stop-out-of-time');
        resolve();
      }, limitMs);
    });
    const done = run().catch((fault: unknown) => log.error({ step, ...describeFault(fault) }, 'stop-step-failed'));
    await Promise.race([done, late]);
    clearTimeout(timer);
  };
}
