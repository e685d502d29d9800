// Watches the engine's thread: without it the app can keep no promise, so the process ends at once, and aloud.
import type { Worker } from 'node:worker_threads';
import { CareError } from '../../errors';
import type { Log } from '../../log';

/** Ends the process by an uncaught `store-engine-lost` when the thread ends; the returned function stops watching. */
export function endProcessWhenLost(worker: Worker, log: Log): () => void {
  let cause: unknown;
  const onError = (fault: unknown): void => {
    cause = fault;
  };
  const onExit = (code: number): void => {
    log.error({ code, fault: cause instanceof Error ? cause.name : null }, 'store-engine-lost');
    const message = 'The embedded store ended unexpectedly; this process cannot go on without it.';
    throw new CareError('store-engine-lost', message, { cause });
  };
  worker.on('error', onError).on('exit', onExit);
  return () => worker.off('exit', onExit);
}
