// What a website customer hears who does too much of something.
import { CareError } from '../../errors';

/** Throws 429 with Retry-After when there is a time to wait. */
export function refuseTooMany(waitSeconds: number | null): void {
  if (waitSeconds === null) return;
  throw new CareError('too-many-requests', 'Too many requests; try again after the time in Retry-After.', {
    status: 429,
    retryable: true,
    headers: { 'Retry-After': String(Math.max(1, waitSeconds)) },
  });
}
