// What a website customer hears who does too much of something.
import { CareError } from '../../errors';

/** Throws 507 with Retry-After when there is a time to wait: what customers may leave in files is full. */
export function refuseFull(waitSeconds: number | null, code: string): void {
  if (waitSeconds === null) return;
  throw new CareError(code, 'No more files can be taken for now; messages without files still go through.', {
    status: 507,
    retryable: true,
    headers: { 'Retry-After': String(Math.max(1, waitSeconds)) },
  });
}

/** Throws 429 with Retry-After when there is a time to wait. */
export function refuseTooMany(waitSeconds: number | null): void {
  if (waitSeconds === null) return;
  throw new CareError('too-many-requests', 'Too many requests; try again after the time in Retry-After.', {
    status: 429,
    retryable: true,
    headers: { 'Retry-After': String(Math.max(1, waitSeconds)) },
  });
}
