// Waiting with an end.
import type { Clock } from '../clock';

/** What `promise` resolves with, or null after `limitMs`. */
export function within<T>(clock: Clock, limitMs: number, promise: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => resolve(null));
    promise.then(resolve, reject).finally(cancel);
  });
}
