// Who sweeps: one process at a time holds a lease in Redis and renews it. A lease only saves work, it guards nothing: moves are
// conditional, so whenever Redis cannot tell, everybody sweeps.
import { randomUUID } from 'node:crypto';
import { type Clock, every } from '../clock';
import { describeFault, type Log } from '../log';
import type { RedisLink } from './redis';

export interface Lease {
  /** True for the holder, and for everybody while Redis does not answer. */
  isMine(): boolean;
  /** Called when it became ours, so that what the last holder left undone need not wait. Returns the end. */
  onTaken(listener: () => void): () => void;
  /** Gives it up, so that another process need not wait for its end. */
  close(): Promise<void>;
}

export interface LeaseOptions {
  redis: RedisLink;
  clock: Clock;
  log: Log;
  /** What the holder does. */
  name: string;
}

const lastsMs = 4_000;
const renewEveryMs = 1_000;

/** Takes it when nobody has it, renews it when it is ours: 1 when it is ours. */
const takeScript = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

const giveUpScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

/** Where there is one process, it is always its own. */
export function createLoneLease(): Lease {
  return { isMine: () => true, onTaken: () => () => undefined, close: async () => undefined };
}

export function createLease({ redis, clock, log, name }: LeaseOptions): Lease {
  const me = randomUUID();
  const key = `ascolto:lease:${name}`;
  const listeners = new Set<() => void>();
  // By a timer, which no change of the wall clock moves.
  let cancelEnd: () => void = () => undefined;
  let state: 'mine' | 'others' | 'unknown' = 'unknown';

  function become(next: typeof state): void {
    cancelEnd();
    // Less than it lasts in Redis: it began to last before the answer came here.
    if (next !== 'unknown') cancelEnd = clock.after(lastsMs - renewEveryMs, () => become('unknown'));
    const isTaken = next === 'mine' && state !== 'mine';
    state = next;
    if (!isTaken) return;
    log.debug({ name }, 'lease-taken');
    for (const listener of [...listeners]) listener();
  }

  async function renew(): Promise<void> {
    try {
      become((await redis.client.eval(takeScript, 1, key, me, lastsMs)) === 1 ? 'mine' : 'others');
    } catch (fault) {
      log.debug({ name, ...describeFault(fault) }, 'lease-not-renewed');
    }
  }

  const stopOnUp = redis.onUp(() => void renew());
  const stopRenewing = every(clock, renewEveryMs, renew);
  return {
    isMine: () => state !== 'others' || !redis.isUp(),
    onTaken(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      stopOnUp();
      await stopRenewing();
      cancelEnd();
      listeners.clear();
      await redis.client.eval(giveUpScript, 1, key, me).catch(() => undefined);
    },
  };
}
