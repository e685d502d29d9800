// Whether Redis may throw away what it holds when its memory is short. Bells, signs and counts of tries are then lost one by one,
// which nobody notices as one notices an emptied Redis: somebody has to be told.
import type { Redis } from 'ioredis';
import { type Clock, every } from '../clock';

export interface EvictionWatch {
  /** As far as Redis tells: false while it was not asked yet, and for who may not ask. */
  mayEvict(): boolean;
  look(): Promise<void>;
  close(): Promise<void>;
}

const lookEveryMs = 60_000;

export function createEvictionWatch({ client, clock }: { client: Redis; clock: Clock }): EvictionWatch {
  let policy: string | undefined;

  async function look(): Promise<void> {
    try {
      // CONFIG GET would say it too, and is forbidden by most who rent out a Redis.
      policy = /^maxmemory_policy:(\S+)/m.exec(await client.info('memory'))?.[1];
    } catch {
      // What was known last still counts.
    }
  }

  return {
    mayEvict: () => policy !== undefined && policy !== 'noeviction',
    look,
    close: every(clock, lookEveryMs, look),
  };
}
