// Bounded work where one piece of it holds much: what does not fit is refused at once instead of waiting in a line that grows.
import { CareError } from '../errors';

/** Runs `task`, or throws `overloaded` (503) when `limit` tasks are running already. */
export type Gate = <Result>(task: () => Promise<Result> | Result) => Promise<Result>;

export function createGate(limit: number): Gate {
  let running = 0;
  return async (task) => {
    if (running >= limit) throw overloaded(1);
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
    }
  };
}

/** The refusal of a server that has too much to do. */
export function overloaded(retryAfterSeconds: number): CareError {
  return new CareError('overloaded', 'Too much is going on at once; try again after the time in Retry-After.', {
    status: 503,
    retryable: true,
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
}
