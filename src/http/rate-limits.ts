// How often the outside may try: failed sign-ins, new conversations, messages. All memory is bounded.
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../clock';
import type { SignInLimits } from '../console/session-routes';
import { networkOf } from './caller';

export interface SignInLimitOptions {
  failuresPerAccount: number;
  failuresPerAddress: number;
}

const signInWindowSeconds = 15 * 60;

/** Failed sign-ins of the last 15 minutes. A try counts until it succeeded, so that tries at once cannot outrun the count. */
export function createSignInLimits(options: SignInLimitOptions): SignInLimits {
  const accounts = new RateLimiterMemory({ points: options.failuresPerAccount, duration: signInWindowSeconds });
  const addresses = new RateLimiterMemory({ points: options.failuresPerAddress, duration: signInWindowSeconds });
  const keyOf = createKeys();
  const accountKey = (account: string) => keyOf(account.trim().toLowerCase());
  const addressKey = (address: string) => keyOf(networkOf(address));
  return {
    async take(account, address) {
      const waitForAddress = await consume(addresses, addressKey(address));
      if (waitForAddress !== null) return waitForAddress;
      const waitForAccount = await consume(accounts, accountKey(account));
      if (waitForAccount !== null) await addresses.reward(addressKey(address));
      return waitForAccount;
    },
    async succeeded(account, address) {
      await accounts.delete(accountKey(account));
      await addresses.reward(addressKey(address));
    },
  };
}

/** At most 262,144 different keys, whatever is tried; which ones collide cannot be known from outside. */
function createKeys(): (text: string) => string {
  const salt = randomBytes(16);
  return (text) => (createHmac('sha256', salt).update(text).digest().readUInt32BE(0) >>> 14).toString(36);
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** Limits of the website channel. Each call counts one; the answer is null, or the seconds to wait. */
export interface PublicLimits {
  /** A new conversation from this network address. */
  newSession(address: string): number | null;
  /** A message under this conversation's token. */
  message(conversationId: string): number | null;
}

export interface PublicLimitOptions {
  clock: Clock;
  sessionsPerMinute: number;
  messageBurst: number;
  messagesPerSecond: number;
  /** Callers remembered per limit; the one quiet for longest is forgotten first. */
  maxCallers?: number;
}

export function createPublicLimits(options: PublicLimitOptions): PublicLimits {
  const { clock, maxCallers = 50_000 } = options;
  const { sessionsPerMinute, messageBurst, messagesPerSecond } = options;
  const sessions = createBuckets({ clock, maxCallers, burst: sessionsPerMinute, perSecond: sessionsPerMinute / 60 });
  const messages = createBuckets({ clock, maxCallers, burst: messageBurst, perSecond: messagesPerSecond });
  return { newSession: (address) => sessions(networkOf(address)), message: messages };
}

interface BucketOptions {
  clock: Clock;
  maxCallers: number;
  burst: number;
  perSecond: number;
}

/** A bucket of `burst` drops per caller, filled again by `perSecond`. */
function createBuckets({ clock, maxCallers, burst, perSecond }: BucketOptions): (caller: string) => number | null {
  const buckets = new Map<string, { drops: number; atMs: number }>();
  return (caller) => {
    const atMs = clock.now().getTime();
    const known = buckets.get(caller);
    const gained = known === undefined ? burst : (Math.max(0, atMs - known.atMs) / 1000) * perSecond;
    const drops = Math.min(burst, (known?.drops ?? 0) + gained);
    const isAllowed = drops >= 1;
    // Taken out and put back: the map's first entry is always the one quiet for longest.
    buckets.delete(caller);
    buckets.set(caller, { drops: isAllowed ? drops - 1 : drops, atMs });
    const [quietest] = buckets.keys();
    if (buckets.size > maxCallers && quietest !== undefined) buckets.delete(quietest);
    return isAllowed ? null : Math.max(1, Math.ceil((1 - drops) / perSecond));
  };
}
