// The keys of website tokens. A key belongs to one rotation period and is named by its number, so that processes that
// rotate at the same moment agree without talking; this period's key signs, the one before still opens.
import { createSecretKey, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock';
import { isDuplicate } from '../../store/duplicate';
import type { Store } from '../../store/store';
import type { Hs256Key } from './hs256';

export interface SigningKeys {
  /** The key that signs now. */
  current(): Promise<Hs256Key>;
  /** A key that may still open tokens, or null. */
  find(kid: string): Promise<Hs256Key | null>;
}

/** Much longer than a token lives (30 min), so that two keys always suffice. */
const periodMs = 24 * 3_600_000;
/** How long an unknown key stays unknown without asking the store again: another process may make it in this moment. */
const missMs = 500;

export function createSigningKeys({ store, clock }: { store: Pick<Store, 'signingKeys'>; clock: Clock }): SigningKeys {
  const known = new Map<string, Promise<Hs256Key | null>>();
  const period = (): number => Math.floor(clock.now().getTime() / periodMs);

  function remember(kid: string, load: () => Promise<Hs256Key | null>): Promise<Hs256Key | null> {
    const loading = load();
    known.set(kid, loading);
    loading.then(
      (key) => {
        if (key === null) clock.after(missMs, () => known.delete(kid));
      },
      () => known.delete(kid),
    );
    return loading;
  }

  async function read(kid: string): Promise<Hs256Key | null> {
    const found = await store.signingKeys.findById(kid).lean();
    return found === null ? null : { kid, secret: createSecretKey(found.secret, 'base64url') };
  }

  async function readOrCreate(kid: string): Promise<Hs256Key | null> {
    const found = await read(kid);
    if (found !== null) return found;
    const now = clock.now();
    try {
      await store.signingKeys.create({ _id: kid, secret: randomBytes(32).toString('base64url'), createdAt: now });
    } catch (fault) {
      if (!isDuplicate(fault)) throw fault;
    }
    await store.signingKeys.deleteMany({ createdAt: { $lt: new Date(now.getTime() - 3 * periodMs) } });
    for (const old of known.keys()) if (Number(old) < Number(kid) - 1) known.delete(old);
    return read(kid);
  }

  return {
    async current() {
      const kid = String(period());
      const key = (await known.get(kid)) ?? (await remember(kid, () => readOrCreate(kid)));
      if (key === null) throw new Error('The signing key just written cannot be read.');
      return key;
    },
    async find(kid) {
      const now = period();
      // One period ahead too: another process's clock may be a little faster than ours.
      if (![now - 1, now, now + 1].some((live) => kid === String(live))) return null;
      return known.get(kid) ?? remember(kid, () => read(kid));
    },
  };
}
