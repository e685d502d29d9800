// Passwords as argon2id hashes; checking an account that does not exist takes as long as checking one that does.
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CareError } from '../errors';

/** The OWASP minimum for argon2id; about 11 ms and 19 MB a check. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Checks run on the few threads that files use too: more than this waiting means an attack. */
const waitingLimit = 32;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** False for a null hash, after the same work. Throws `busy` (503) when too many checks wait. */
  matches(passwordHash: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const nobodys = hash(randomBytes(32), cost);
  let waiting = 0;
  return {
    hash: (password) => hash(password.normalize('NFKC'), cost),
    async matches(passwordHash, password) {
      if (waiting >= waitingLimit) throw busy();
      waiting += 1;
      try {
        const isMatch = await verify(passwordHash ?? (await nobodys), password.normalize('NFKC'));
        return isMatch && passwordHash !== null;
      } finally {
        waiting -= 1;
      }
    },
  };
}

/** 20 characters that nobody chose. */
export function randomPassword(): string {
  return randomBytes(15).toString('base64url');
}

function busy(): CareError {
  return new CareError('busy', 'Too many people are signing in at once; try again in a moment.', {
    status: 503,
    retryable: true,
    headers: { 'Retry-After': '2' },
  });
}
