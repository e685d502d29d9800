// Bounded work: what does not fit is refused at once instead of waiting in a line that grows.
import { CareError } from '../errors';

/** Runs `task`, or throws `busy` (503) when `limit` tasks are running already. */
export type Gate = <Result>(task: () => Promise<Result> | Result) => Promise<Result>;

export function createGate(limit: number): Gate {
  let running = 0;
  return async (task) => {
    if (running >= limit) throw busy();
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
    }
  };
}

/** The refusal of a server that has too much to do. */
export function busy(): CareError {
  return new CareError('busy', 'Too much is going on at once; try again in a moment.', {
    status: 503,
    retryable: true,
    headers: { 'Retry-After': '1' },
  });
}
