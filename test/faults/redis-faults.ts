// F5: Redis dies, freezes, forgets, refuses, or cannot be reached. It is only a bell: nothing is lost, and five seconds after its
// return everything is as before.
import { rest } from './caller';
import { type Injection, wires } from './injections';
import type { Stand } from './stand';

const recoversWithinMs = 5_000;

async function killed({ redis }: Stand, times: number): Promise<number> {
  for (let n = 0; n < times; n++) {
    await redis.kill();
    await rest(1_500);
    await redis.start();
    await rest(500);
  }
  return times;
}

async function frozen({ redis }: Stand, forMs: number): Promise<number> {
  redis.pause();
  await rest(forMs);
  redis.resume();
  return 1;
}

async function repeatedly(times: number, everyMs: number, act: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < times; n++) {
    await act();
    await rest(everyMs);
  }
  return times;
}

/** Every write is refused. */
async function full({ redis }: Stand): Promise<number> {
  await redis.command('CONFIG', 'SET', 'maxmemory', '1');
  await rest(5_000);
  await redis.command('CONFIG', 'SET', 'maxmemory', '0');
  return 1;
}

const one = (fault: string, inject: Injection['inject']): Injection => ({
  fault: `F5 Redis ${fault}`,
  recoversWithinMs,
  inject,
});

export const redisFaults: readonly Injection[] = [
  one('killed and started empty', (stand) => killed(stand, 5)),
  one('frozen for 1 s', (stand) => frozen(stand, 1_000)),
  one('frozen for 10 s', (stand) => frozen(stand, 10_000)),
  one('frozen for 30 s', (stand) => frozen(stand, 30_000)),
  one('cuts every connection', ({ redis }) => repeatedly(30, 150, redis.cutConnections)),
  one('emptied (FLUSHALL)', ({ redis }) => repeatedly(30, 150, redis.flush)),
  one('full (maxmemory)', full),
  one('silent for 10 s (wire hangs)', wires('toRedis', 'hang', 10_000)),
  one('deaf for 10 s (answers lost)', wires('toRedis', 'deaf', 10_000)),
  one('refuses for 10 s', wires('toRedis', 'refuse', 10_000)),
];

/** The short form: the worst of them, one after the other. */
export const redisFaultsInShort: Injection = one('killed, emptied, frozen for 1 s', async (stand) => {
  await killed(stand, 1);
  await repeatedly(2, 100, stand.redis.flush);
  return 3 + (await frozen(stand, 1_000));
});
