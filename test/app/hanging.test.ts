// What a supervisor is told, and how a process ends, while the store and Redis hang: in time, and the truth.
import type { Reply } from '../faults/caller';
import { until } from '../faults/caller';
import { enterShop } from '../faults/customer';
import { type AppProcess, createStand, type Stand } from '../faults/stand';
import { withRedis } from '../redis-server';

/** Generous: this machine runs other tests beside this one. */
const probeAnswersWithinMs = 3_000;
const stopsWithinMs = 12_500;

async function probe(app: AppProcess, name: 'live' | 'ready'): Promise<Reply> {
  const from = performance.now();
  const reply = await app.caller.call('GET', `/health/${name}`);
  expect(performance.now() - from).toBeLessThan(probeAnswersWithinMs);
  return reply;
}

const isTold = (app: AppProcess, status: number, body: object) => async () => {
  const ready = await probe(app, 'ready');
  return ready.status === status && JSON.stringify(ready.body) === JSON.stringify(body);
};

withRedis('while what it stands on hangs, a process', () => {
  let stand: Stand;
  let app: AppProcess;
  beforeAll(async () => {
    stand = await createStand({ processes: 1 });
    const [only] = stand.apps;
    if (only === undefined) throw new Error('no process');
    app = only;
  }, 180_000);
  afterAll(() => stand.close());

  test('is ready and degraded without Redis, not ready without the store, and alive all the time', async () => {
    await until(isTold(app, 200, { status: 'ok' }), 'a good start');
    app.toRedis.set('hang');
    await until(isTold(app, 200, { status: 'degraded', reasons: ['redis-down'] }), 'degraded', 10_000);
    expect((await enterShop(app.caller)).conversationId).toMatch(/^[\w-]{20,}$/);
    app.toStore.set('hang');
    await until(isTold(app, 503, { status: 'not-ready', reasons: ['store-not-ready', 'redis-down'] }), 'not ready');
    expect((await probe(app, 'live')).status).toBe(200);
    app.toRedis.set('pass');
    app.toStore.set('pass');
    await until(isTold(app, 200, { status: 'ok' }), 'a good end');
  }, 120_000);

  test('ends in time when told to, and without a fault', async () => {
    app.toRedis.set('hang');
    app.toStore.set('hang');
    await until(async () => (await probe(app, 'ready')).status === 503, 'not ready');
    const from = performance.now();
    await app.program.stop();
    expect(performance.now() - from).toBeLessThan(stopsWithinMs);
  }, 60_000);
});
