// Compact JWTs signed with HMAC-SHA256. Our own few lines because every customer request is checked by them: a WebCrypto
// library takes twenty times the CPU. Tokens of others (a shop's identity) go through jose, see identity.ts.
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export interface Hs256Key {
  kid: string;
  secret: KeyObject;
}

const header = z.object({ alg: z.literal('HS256'), kid: z.string().min(1).max(40) });

/** Signs `claims` as they are; the caller sets `exp` (seconds since 1970). */
export function signHs256(key: Hs256Key, claims: Record<string, string | number>): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  return `${signed}.${mac(key, signed).toString('base64url')}`;
}

/** The claims of a token whose signature holds, else null. Expiry is the caller's to check. */
export async function openHs256(
  token: string,
  findKey: (kid: string) => Promise<Hs256Key | null>,
): Promise<unknown | null> {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return null;
  const parsed = header.safeParse(decode(head));
  if (!parsed.success) return null;
  const key = await findKey(parsed.data.kid);
  if (key === null) return null;
  const expected = mac(key, `${head}.${body}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return decode(body);
}

function mac(key: Hs256Key, signed: string): Buffer {
  return createHmac('sha256', key.secret).update(signed).digest();
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
