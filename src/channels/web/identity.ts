// Who the shop says the customer is: a JWT that the shop's own server signed with the secret it shares with us.
import { createHmac, createSecretKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { CareError } from '../../errors';

export interface Identity {
  customerId: string;
  name?: string | undefined;
  email?: string | undefined;
  /** Where this customer's first conversation lies: the same for two tabs that ask at once, and not to be guessed. */
  conversationId: string;
}

export type VerifyIdentity = (jwt: string) => Promise<Identity>;

/** Longest life of an identity, and how far the shop's clock may be off. */
const longestLifeSeconds = 3_600;
const toleranceSeconds = 60;

const claims = z.object({
  sub: z.string().trim().min(1).max(120),
  exp: z.number(),
  name: z.string().trim().min(1).max(80).optional().catch(undefined),
  email: z.email().max(254).optional().catch(undefined),
});

/** A verifier that throws `identity-refused` (403) for every token it does not believe, and for all when no secret is set. */
export function createIdentityCheck({ secret, clock }: { secret?: string | undefined; clock: Clock }): VerifyIdentity {
  const key = secret === undefined ? null : createSecretKey(secret, 'utf8');
  return async (jwt) => {
    if (key === null) throw refused();
    const now = clock.now();
    const payload = await jwtVerify(jwt, key, {
      algorithms: ['HS256'],
      currentDate: now,
      clockTolerance: toleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    }).then(
      (verified) => verified.payload,
      () => null,
    );
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw refused();
    const latest = now.getTime() / 1000 + longestLifeSeconds + toleranceSeconds;
    if (parsed.data.exp > latest) throw refused();
    const customerId = namedCustomerId(parsed.data.sub);
    const conversationId = createHmac('sha256', key)
      .update(`conversation:${customerId}`)
      .digest('base64url')
      .slice(0, 32);
    return { customerId, conversationId, name: parsed.data.name, email: parsed.data.email };
  };
}

const anonymousPrefix = 'dl_a_';

/** The customer id of a visitor nobody vouches for. */
export function anonymousCustomerId(randomId: string): string {
  return `${anonymousPrefix}${randomId}`;
}

/** The customer id of somebody the shop's server named. */
export function namedCustomerId(shopsOwnId: string): string {
  return `dl_u_${shopsOwnId}`;
}

/** True when the shop's server vouches for this customer. */
export function isNamed(customerId: string): boolean {
  return !customerId.startsWith(anonymousPrefix);
}

function refused(): CareError {
  return new CareError('identity-refused', 'The identity is not signed by this shop, or no longer valid.', {
    status: 403,
  });
}
