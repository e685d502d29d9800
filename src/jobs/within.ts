// A limit for what may never come: calls to a Redis that is away.
import type { Clock } from '../clock';
import { CareError } from '../errors';

/** Rejects with `too-late` after `limitMs`; the task goes on, and what becomes of it is unknown. */
export async function within<Result>(clock: Clock, limitMs: number, task: Promise<Result>): Promise<Result> {
  let cancel: () => void = () => undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(limitMs, () => reject(new CareError('too-late', `No answer within ${limitMs} ms.`)));
  });
  try {
    return await Promise.race([task, limit]);
  } finally {
    cancel();
  }
}
