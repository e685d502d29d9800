// How often somebody may fail to sign in. The website channel counts its own callers (channels/web/allowance.ts).
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
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
