// The link to a real Redis through everything that can happen to it.
import { createRedis, type RedisLink } from '../../src/jobs/redis';
import { createLog } from '../../src/log';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { lasts, rest, until } from './until';

const log = createLog('silent');

test('without any Redis the link is made, is not up and closes at once', async () => {
  const redis = createRedis({ url: 'redis://127.0.0.1:1', log });
  expect(await lasts(redis.client.get('x'))).toBeLessThan(200);
  expect([redis.isUp(), redis.upSinceMs()]).toEqual([false, null]);
  expect(await lasts(redis.close())).toBeLessThan(1_000);
});

test('an address that cannot be read is said in the log and treated as a Redis that is down', async () => {
  const events: string[] = [];
  const tell = (_fields: object, event: string) => void events.push(event);
  const redis = createRedis({ url: 'localhost:6379', log: { debug: tell, info: tell, warn: tell, error: tell } });
  expect(events).toContain('redis-url-not-valid');
  await expect(redis.client.ping()).rejects.toThrow();
  await redis.close();
});

withRedis('the link to Redis', () => {
  let server: RedisServer;
  let redis: RedisLink;
  let ups: number;

  beforeEach(async () => {
    server = await startRedis();
    redis = createRedis({ url: server.url, log });
    ups = 0;
    redis.onUp(() => ups++);
    await until('up', redis.isUp);
  });
  afterEach(async () => {
    server.resume();
    expect(await lasts(redis.close())).toBeLessThan(1_000);
    await server.stop();
  });

  test('tells whether Redis may throw away what it holds', async () => {
    expect(redis.mayEvict()).toBe(false);
    const evicting = await startRedis({ maxmemory: '32mb', 'maxmemory-policy': 'volatile-lru' });
    const link = createRedis({ url: evicting.url, log });
    await until('told', link.mayEvict);
    await link.close();
    await evicting.stop();
  });

  test('comes back within a second of a Redis that was killed and restarted', async () => {
    await server.kill();
    await until('down', () => !redis.isUp());
    expect(await lasts(redis.client.get('x'))).toBeLessThan(200);
    await rest(2_500);
    await server.start();
    expect(await until('up', redis.isUp)).toBeLessThan(1_500);
    expect(ups).toBe(2);
  });

  test('a frozen Redis fails commands after half a second and is found down, then up', async () => {
    server.pause();
    const waited = await lasts(redis.client.get('x'));
    expect(waited).toBeGreaterThan(400);
    expect(waited).toBeLessThan(900);
    await until('down', () => !redis.isUp(), 3_000);
    server.resume();
    await until('up', redis.isUp, 2_000);
    expect(ups).toBe(2);
  });

  test('a Redis that was emptied is noticed within two seconds', async () => {
    const before = redis.upSinceMs();
    await server.flush();
    await until('told', () => ups === 2, 2_000);
    expect(redis.isUp()).toBe(true);
    expect(redis.upSinceMs()).toBeGreaterThanOrEqual(before ?? Number.POSITIVE_INFINITY);
  });

  test('connections that were cut are made again', async () => {
    await server.cutConnections();
    await until('told', () => ups === 2, 2_000);
    await redis.client.set('x', '1');
    expect(await redis.client.get('x')).toBe('1');
  });

  test('closes at once while Redis is frozen, dead or away for long', async () => {
    server.pause();
    const frozen = createRedis({ url: server.url, log });
    await rest(100);
    expect(await lasts(frozen.close())).toBeLessThan(1_000);
  });
});
