import { createHash } from 'node:crypto';
import { systemClock } from '../../src/clock';
import type { Limits } from '../../src/jobs/limits';
import { createLocalLimits } from '../../src/jobs/local-limits';
import { createRedis, type RedisLink } from '../../src/jobs/redis';
import { createRedisLimits } from '../../src/jobs/redis-limits';
import { createLog } from '../../src/log';
import { createAuditLog } from '../../src/privacy/audit-log';
import { describeLimits } from '../contracts/limits';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { lasts, rest, until } from './until';

const log = createLog('silent');

const alone = createLocalLimits({ clock: systemClock });
describeLimits('one process', () => [alone, alone]);

test('an allowance of one process goes by its clock, and a clock put back refills nothing', async () => {
  const clock = createFakeClock();
  const allowance = createLocalLimits({ clock }).allowance('x', { burst: 1, perSecond: 1 / 60 });
  expect(await allowance('a')).toBeNull();
  clock.set(new Date(clock.now().getTime() - 3_600_000));
  expect(await allowance('a')).toBe(60);
  clock.set(new Date(clock.now().getTime() + 60_000));
  expect(await allowance('a')).toBeNull();
});

withRedis('limits over Redis', () => {
  let server: RedisServer;
  const links: RedisLink[] = [];
  let processes: [Limits, Limits];
  let opened: OpenStore;

  beforeAll(async () => {
    opened = await openStore();
    server = await startRedis();
    const connect = async (): Promise<Limits> => {
      const redis = createRedis({ url: server.url, log });
      links.push(redis);
      await until('connected', redis.isUp);
      const audit = createAuditLog({ store: opened.store, clock: systemClock });
      const pseudonym = (key: string) => audit.pseudonym('limit', key);
      return createRedisLimits({ redis, clock: systemClock, log, pseudonym });
    };
    processes = [await connect(), await connect()];
  });
  afterAll(async () => {
    for (const link of links) await link.close();
    await server.stop();
    await opened.close();
  });

  describeLimits('Redis', () => processes);

  const areUp = () => until('up', () => links.every((link) => link.isUp()));

  test('nothing in Redis names who is counted, and all of it goes away by itself', async () => {
    await processes[0].allowance('sessions', { burst: 3, perSecond: 1 })('203.0.113.9');
    await processes[0].tries('sign-ins', { most: 3, windowSeconds: 60 }).take('anna@shop.example');
    const keys = (await server.command('KEYS', 'ascolto:limit:s*')) as string[];
    expect(keys).toHaveLength(2);
    expect(keys.join()).not.toMatch(/203|anna/);
    // Who reads Redis knows all addresses there are, and no key.
    const guessed = ['203.0.113.9', 'anna@shop.example'].map((name) => createHash('sha256').update(name));
    for (const bytes of guessed.map((hash) => hash.digest()))
      for (const kind of ['base64url', 'hex', 'base64'] as const)
        expect(keys.join()).not.toContain(bytes.toString(kind).slice(0, 10));
    for (const key of keys) expect(await server.command('PTTL', key)).toBeGreaterThan(0);
  });

  test('Redis that stands still delays one answer by half a second, and each process goes on limiting by itself', async () => {
    const allowance = processes[0].allowance('frozen', { burst: 2, perSecond: 0.1 });
    const tries = processes[1].tries('frozen', { most: 2, windowSeconds: 60 });
    server.pause();
    try {
      const tookMs = [await lasts(allowance('a')), await lasts(allowance('a')), await lasts(allowance('a'))];
      expect(tookMs[0]).toBeLessThan(800);
      expect(Math.max(tookMs[1] ?? 0, tookMs[2] ?? 0)).toBeLessThan(100);
      expect(await allowance('a')).toBe(10);
      expect([await tries.take('a'), await tries.take('a')]).toEqual([null, null]);
      expect(await tries.take('a')).toBeGreaterThan(50);
    } finally {
      server.resume();
    }
    await areUp();
  });

  test('without Redis everybody is still limited, and counted together again when it is back', async () => {
    const [one, other] = processes.map((limits) => limits.tries('away', { most: 2, windowSeconds: 60 }));
    await server.kill();
    expect([await one?.take('a'), await one?.take('a'), await other?.take('a')]).toEqual([null, null, null]);
    expect(await one?.take('a')).toBeGreaterThan(50);
    await server.start();
    await areUp();
    await rest(1_100);
    expect([await one?.take('a'), await other?.take('a')]).toEqual([null, null]);
    expect(await one?.take('a')).toBeGreaterThan(50);
    await server.flush();
    expect(await other?.take('a')).toBeNull();
  }, 20_000);
});
