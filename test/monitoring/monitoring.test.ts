// The watch put together: what it shows of Redis, of the shop, of this process, and what is wrong.
import type { Troubles } from '../../src/console/troubles';
import { createLog } from '../../src/log';
import { createMonitoring } from '../../src/monitoring/monitoring';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { samplesOf } from './exposition';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

function createScene(redis: { isUp(): boolean; mayEvict(): boolean } | null) {
  const monitoring = createMonitoring({ clock, log: createLog('silent'), metricsToken: undefined });
  const gaps: (() => void)[] = [];
  const watch = monitoring.watch({ store: opened.store, redis, onGap: (listener) => gaps.push(listener) });
  const asked = { params: {}, query: {}, headers: {}, body: undefined, address: '127.0.0.1', origin: '' } as never;
  const read = async () => {
    const answer = await monitoring.route.handle(asked);
    if (!('bytes' in answer)) throw new Error('metrics are text');
    return samplesOf(String(answer.bytes));
  };
  return { monitoring, watch, gaps, read };
}

/** Until every look of a trouble that lasts has been taken; the store answers in real time in between. */
async function looks(until: (troubles: Troubles) => boolean, watch: Troubles, most = 100): Promise<void> {
  for (let n = 0; n < most && !until(watch); n++) {
    await clock.advance(300);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('shows Redis, gaps and what is wrong, and closes', async () => {
  let isUp = true;
  const { watch, gaps, read } = createScene({ isUp: () => isUp, mayEvict: () => false });
  expect((await read()).get('ascolto_redis_up')).toBe(1);
  isUp = false;
  for (const tell of gaps) tell();
  await looks(({ current }) => current().length > 0, watch);
  const samples = await read();
  expect(samples.get('ascolto_redis_up')).toBe(0);
  expect(samples.get('ascolto_redis_gaps_total')).toBe(1);
  expect(samples.get('ascolto_degraded{trouble="redis-down"}')).toBe(1);
  expect(samples.get('ascolto_degraded{trouble="store-away"}')).toBe(0);
  await watch.close();
});

it('tries a write at every look, of which the store keeps one document and no backup', async () => {
  const { watch, read } = createScene(null);
  const tries = opened.store.db.collection('writeTries');
  const countOf = async () => Number((await tries.findOne())?.count ?? 0);
  const before = await countOf();
  let count = before;
  for (let n = 0; n < 100 && count < before + 3; n++) {
    await looks(() => false, watch, 1);
    count = await countOf();
  }
  expect(count).toBeGreaterThanOrEqual(before + 3);
  expect(await tries.countDocuments()).toBe(1);
  expect(opened.store.collections).not.toContain('writeTries');
  expect((await read()).get('ascolto_degraded{trouble="store-refuses-writes"}')).toBe(0);
  await watch.close();
});

it('says nothing of Redis where none is used', async () => {
  const { watch, read } = createScene(null);
  expect((await read()).has('ascolto_redis_up')).toBe(false);
  await watch.close();
});

it('shows the shop, what is open, and how late this process runs', async () => {
  const { monitoring, watch, read } = createScene(null);
  monitoring.showOpen({ sockets: () => 7, feeds: () => 2 });
  const world = createCareWorld({ store: opened.store, clock });
  const { id } = await world.open();
  await world.say(id, 'voglio parlare con una persona');
  // The event loop is watched every 20 ms: first a look, then a block, then a look that is late.
  await new Promise((resolve) => setTimeout(resolve, 60));
  const until = performance.now() + 300;
  while (performance.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const samples = await read();
  expect(samples.get('ascolto_conversations_waiting')).toBe(1);
  expect(samples.get('ascolto_customer_sockets')).toBe(7);
  expect(samples.get('ascolto_console_feeds')).toBe(2);
  expect(samples.get('nodejs_eventloop_lag_seconds{quantile="1"}')).toBeGreaterThan(0.2);
  expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
  await watch.close();
});
