// How often somebody may fail to sign in, per account and per network.
import type { SignInLimits } from '../console/session-routes';
import type { Limits } from '../jobs/limits';
import { networkOf } from './caller';

export interface SignInLimitOptions {
  limits: Pick<Limits, 'tries'>;
  failuresPerAccount: number;
  failuresPerAddress: number;
}

const windowSeconds = 15 * 60;

/** Failed sign-ins of the last 15 minutes. A try counts until it succeeded, so that tries at once cannot outrun the count. */
export function createSignInLimits({ limits, ...options }: SignInLimitOptions): SignInLimits {
  const accounts = limits.tries('sign-ins-of-account', { most: options.failuresPerAccount, windowSeconds });
  const addresses = limits.tries('sign-ins-of-address', { most: options.failuresPerAddress, windowSeconds });
  const accountKey = (account: string) => account.trim().toLowerCase();
  return {
    async take(account, address) {
      const waitForAddress = await addresses.take(networkOf(address));
      if (waitForAddress !== null) return waitForAddress;
      const waitForAccount = await accounts.take(accountKey(account));
      if (waitForAccount !== null) await addresses.giveBack(networkOf(address));
      return waitForAccount;
    },
    async succeeded(account, address) {
      await accounts.forget(accountKey(account));
      await addresses.giveBack(networkOf(address));
    },
  };
}
