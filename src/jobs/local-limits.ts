// Limits of one process: the embedded default, and what a process counts by while Redis does not answer. Bounded, whatever
// is tried: of allowances the one that was quiet longest is forgotten first, and tries have only so many different keys.
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../clock';
import { type Allowance, type AllowanceOptions, type Limits, secondsOf, type Tries, type TriesOptions } from './limits';

const mostKeys = 20_000;

export function createLocalLimits({ clock }: { clock: Clock }): Limits {
  const allowances = new Map<string, Allowance>();
  const allTries = new Map<string, Tries>();
  return {
    allowance: (name, options) => known(allowances, name, () => createAllowance(clock, options)),
    tries: (name, options) => known(allTries, name, () => createTries(options)),
  };
}

/** Who counts under the same name counts together, as processes do. */
function known<Counter>(counters: Map<string, Counter>, name: string, create: () => Counter): Counter {
  const counter = counters.get(name) ?? create();
  counters.set(name, counter);
  return counter;
}

function createAllowance(clock: Clock, { burst, perSecond }: AllowanceOptions): Allowance {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return async (key, count = 1) => {
    const atMs = clock.now().getTime();
    const before = buckets.get(key) ?? { left: burst, atMs };
    const left = Math.min(burst, before.left + (Math.max(0, atMs - before.atMs) / 1000) * perSecond);
    buckets.delete(key);
    buckets.set(key, { left: left < count ? left : left - count, atMs });
    if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value ?? key);
    return left < count ? secondsOf(((count - left) / perSecond) * 1000) : null;
  };
}

function createTries({ most, windowSeconds }: TriesOptions): Tries {
  const counter = new RateLimiterMemory({ points: most, duration: windowSeconds });
  const keyOf = createKeys();
  return {
    take: (key) => waitOf(counter.consume(keyOf(key))),
    giveBack: async (key) => void (await counter.reward(keyOf(key))),
    forget: async (key) => void (await counter.delete(keyOf(key))),
  };
}

/** Null when the count was within its limit; rethrows what is no refusal. */
export async function waitOf(counting: Promise<RateLimiterRes>): Promise<number | null> {
  try {
    await counting;
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return secondsOf(refusal.msBeforeNext);
    throw refusal;
  }
}

/** At most 262,144 different keys; which ones collide cannot be known from outside. */
function createKeys(): (text: string) => string {
  const salt = randomBytes(16);
  return (text) => (createHmac('sha256', salt).update(text).digest().readUInt32BE(0) >>> 14).toString(36);
}
