// Probes tell the truth, and always in time.
import { createHealthRoutes, createReadiness, type HealthParts } from '../../src/http/health';
import { createFakeClock } from '../fake-clock';
import { outcomeOf, startTestServer } from './test-server';

function probe(parts: Partial<HealthParts> = {}) {
  const clock = createFakeClock();
  const well = { isStopping: () => false, isStoreReady: async () => true, refusesWrites: () => false };
  const readiness = createReadiness({ clock, ...well, ...parts });
  const [live, ready] = createHealthRoutes(readiness);
  const ask = async () => (await ready?.handle(null as never)) as { status: number; json: unknown };
  return { clock, live, readiness, ask };
}

test('a process whose store answers is ready', async () => {
  expect(await probe().ask()).toEqual({ status: 200, json: { status: 'ok' } });
});

test.each([
  ['fails', () => Promise.reject(new Error('no route to host'))],
  ['says no', async () => false],
])('a process whose store %s is not ready', async (_how, isStoreReady) => {
  expect(await probe({ isStoreReady }).ask()).toMatchObject({
    status: 503,
    json: { status: 'not-ready', reasons: ['store-not-ready'] },
  });
});

test('a store that hangs is found out within a second, and is asked once by all who ask', async () => {
  let asked = 0;
  const { clock, ask } = probe({
    isStoreReady: () => {
      asked += 1;
      return new Promise(() => {});
    },
  });
  const answers = Promise.all([ask(), ask(), ask()]);
  await clock.advance(1_000);
  expect((await answers).map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(asked).toBe(1);
  const again = ask();
  await clock.advance(1_000);
  expect([(await again).status, asked]).toEqual([503, 2]);
});

test('a process without its Redis is degraded and ready, since Redis is only a bell', async () => {
  let isUp = false;
  const { ask } = probe({ isRedisUp: () => isUp });
  expect(await ask()).toEqual({ status: 200, json: { status: 'degraded', reasons: ['redis-down'] } });
  isUp = true;
  expect(await ask()).toEqual({ status: 200, json: { status: 'ok' } });
});

test('a process whose store refuses every write says so, and is asked for what can still be read', async () => {
  let refusesWrites = true;
  const { ask } = probe({ refusesWrites: () => refusesWrites });
  expect(await ask()).toEqual({ status: 200, json: { status: 'degraded', reasons: ['store-refuses-writes'] } });
  refusesWrites = false;
  expect(await ask()).toEqual({ status: 200, json: { status: 'ok' } });
});

test('a process that stops says so, with everything else that is wrong', async () => {
  const { ask } = probe({ isStopping: () => true, isStoreReady: async () => false, isRedisUp: () => false });
  expect((await ask()).json).toEqual({ status: 'not-ready', reasons: ['stopping', 'store-not-ready', 'redis-down'] });
});

test('while the store hangs the process is alive all the same', async () => {
  const { readiness } = probe({ isStoreReady: () => new Promise(() => {}) });
  const server = await startTestServer({
    routes: createHealthRoutes(readiness),
    access: { 'GET /health/live': 'anyone', 'GET /health/ready': 'anyone' },
  });
  expect(await outcomeOf(await fetch(`${server.url}/health/live`))).toEqual([200, undefined]);
  await server.close();
});
