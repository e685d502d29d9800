// How much one conversation may do: a burst that refills steadily. Bounded: who was quiet longest is forgotten first.
import type { Clock } from '../../clock';
import { CareError } from '../../errors';

/** Counts one; null, or the seconds to wait. */
export type Allowance = (key: string) => number | null;

const mostKeys = 20_000;

export function createAllowance(options: { clock: Clock; burst: number; perSecond: number }): Allowance {
  const { clock, burst, perSecond } = options;
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (key) => {
    const atMs = clock.now().getTime();
    const before = buckets.get(key) ?? { left: burst, atMs };
    const left = Math.min(burst, before.left + (Math.max(0, atMs - before.atMs) / 1000) * perSecond);
    buckets.delete(key);
    buckets.set(key, { left: left < 1 ? left : left - 1, atMs });
    if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value ?? key);
    return left < 1 ? Math.ceil((1 - left) / perSecond) : null;
  };
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
