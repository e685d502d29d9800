// One of several processes sweeps, another one soon after it died, and all of them while Redis cannot tell.
import { systemClock } from '../../src/clock';
import { createLease, createLoneLease, type Lease } from '../../src/jobs/lease';
import { createRedis, type RedisLink } from '../../src/jobs/redis';
import { createLog } from '../../src/log';
import { createFakeClock } from '../fake-clock';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { rest, until } from './until';

const log = createLog('silent');

test('a process on its own always sweeps', () => {
  expect(createLoneLease().isMine()).toBe(true);
});

test('without any Redis everybody sweeps', async () => {
  const redis = createRedis({ url: 'redis://127.0.0.1:1', log });
  const lease = createLease({ redis, clock: systemClock, log, name: 'sweep' });
  await rest(50);
  expect(lease.isMine()).toBe(true);
  await lease.close();
  await redis.close();
});

withRedis('the lease for sweeps', () => {
  let server: RedisServer;
  let open: { redis: RedisLink; lease: Lease; taken(): number }[] = [];

  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const { lease, redis } of open) {
      await lease.close();
      await redis.close();
    }
    open = [];
    await server.flush();
  });
  afterAll(() => server.stop());

  async function join(clock = systemClock) {
    const redis = createRedis({ url: server.url, log });
    const lease = createLease({ redis, clock, log, name: 'sweep' });
    let taken = 0;
    lease.onTaken(() => taken++);
    const one = { redis, lease, taken: () => taken };
    open.push(one);
    await until('up', redis.isUp);
    await rest(50);
    return one;
  }

  const holders = () => open.filter(({ lease }) => lease.isMine()).length;

  test('exactly one of three processes has it, and keeps it', async () => {
    await join();
    await join();
    await join();
    for (let look = 0; look < 20; look++) {
      expect(open.map(({ lease }) => lease.isMine())).toEqual([true, false, false]);
      await rest(100);
    }
    expect(open.map(({ taken }) => taken())).toEqual([1, 0, 0]);
  });

  test('the next one takes it within two seconds of the end of its holder', async () => {
    const first = await join();
    const second = await join();
    await first.lease.close();
    await until('taken', () => second.taken() === 1, 2_000);
  });

  test('the next one takes it within five seconds of the death of its holder', async () => {
    const dead = createFakeClock();
    const first = await join(dead);
    const second = await join();
    expect([first.lease.isMine(), second.lease.isMine()]).toEqual([true, false]);
    await until('taken', () => second.taken() === 1, 5_500);
  });

  test('everybody sweeps while Redis is frozen, and one of them soon after', async () => {
    await join();
    await join();
    expect(holders()).toBe(1);
    server.pause();
    await until('unknown', () => holders() === 2, 3_000);
    server.resume();
    await until('settled', () => holders() === 1, 3_000);
  });

  test('a Redis that was emptied has one holder again within two seconds, and never none', async () => {
    await join();
    await join();
    await server.flush();
    const end = performance.now() + 2_000;
    while (performance.now() < end) {
      expect(holders()).toBeGreaterThan(0);
      await rest(20);
    }
    expect(holders()).toBe(1);
  });
});
