// How a driver proves over TCP that it knows the password, without sending it: the server's half of SCRAM-SHA-256 (RFC 7677).
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { CommandError } from './command-error';

/** What a connection and the server say in turn; throws `AuthenticationFailed` at the first wrong word. */
export interface Conversation {
  /** The client's first message; answers with the server's. */
  start(payload: string): string;
  /** The client's proof; answers with the server's own. */
  finish(payload: string): string;
}

const USER = 'ascolto';
/** The least a driver accepts: the password has 256 random bits, so that stretching it adds nothing. */
const ITERATIONS = 4096;

/** The name every driver signs in with. */
export const loopbackUser = USER;

/** A function that begins a sign-in. */
export function createScram(password: string): () => Conversation {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  const serverKey = hmac(salted, 'Server Key');
  return () => {
    let clientFirst = '';
    let serverFirst = '';
    return {
      start(payload) {
        const { n: user, r: nonce } = fieldsOf(payload);
        if (user !== USER || nonce === undefined) throw refused();
        clientFirst = payload.slice(payload.indexOf('n='));
        const ownNonce = randomBytes(18).toString('base64');
        serverFirst = `r=${nonce}${ownNonce},s=${salt.toString('base64')},i=${ITERATIONS}`;
        return serverFirst;
      },
      finish(payload) {
        const { r: nonce, p: proof = '' } = fieldsOf(payload);
        if (serverFirst === '' || nonce !== fieldsOf(serverFirst).r) throw refused();
        const words = `${clientFirst},${serverFirst},${payload.slice(0, payload.lastIndexOf(',p='))}`;
        const clientKey = xor(Buffer.from(proof, 'base64'), hmac(storedKey, words));
        const shown = createHash('sha256').update(clientKey).digest();
        if (!timingSafeEqual(shown, storedKey)) throw refused();
        return `v=${hmac(serverKey, words).toString('base64')}`;
      },
    };
  };
}

/** `a=1,b=2` as an object; what stands before the first field (`n,,`) is left out. */
function fieldsOf(payload: string): Record<string, string | undefined> {
  const fields = payload.split(',').filter((field) => field.charAt(1) === '=');
  return Object.fromEntries(fields.map((field) => [field.charAt(0), field.slice(2)]));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  if (a.length !== b.length) throw refused();
  return Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));
}

function refused(): CommandError {
  return new CommandError('AuthenticationFailed', 'Authentication failed.');
}
