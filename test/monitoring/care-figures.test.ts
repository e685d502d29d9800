import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log';
import { createCareFigures } from '../../src/monitoring/care-figures';
import { createStore, type Store } from '../../src/store/store';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
const log = createLog('silent');
const calls: string[] = [];
let store: Store;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-figures-'));
  store = await createStore({ dataDir, log, onCall: (call) => calls.push(call) });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('tells who waits, how long, and how the promises stand', async () => {
  const world = createCareWorld({ store, clock });
  const askedAt = clock.now().getTime();
  const first = await world.open();
  await world.say(first.id, 'voglio parlare con una persona');
  await clock.advance(60_000);
  const second = await world.open();
  await world.say(second.id, 'È la terza volta che arriva rotto, siete ladri, mi rivolgo al mio avvocato');
  const third = await world.open();
  await world.send(third.id, 'ciao');
  const dueAt = (await world.read(first.id)).promise?.dueAt.getTime() ?? 0;
  await clock.advance(dueAt - clock.now().getTime() - 60_000);
  expect(await createCareFigures({ store, clock, log })()).toEqual({
    waiting: 2,
    withPeople: 0,
    oldestWaitSeconds: (dueAt - 60_000 - askedAt) / 1000,
    promisesOpen: 2,
    promisesDueSoon: 2,
    promisesOverdue: 0,
    undecidedSeconds: (dueAt - 60_000 - askedAt - 60_000) / 1000,
  });
  await clock.advance(60_000);
  expect(await createCareFigures({ store, clock, log })()).toMatchObject({ promisesDueSoon: 1, promisesOverdue: 1 });
});

it('reads the store once in ten seconds, however many ask', async () => {
  const figures = createCareFigures({ store, clock, log });
  calls.length = 0;
  await Promise.all(Array.from({ length: 50 }, figures));
  const once = calls.length;
  expect(once).toBeGreaterThan(4);
  await clock.advance(9_000);
  await figures();
  expect(calls).toHaveLength(once);
  await clock.advance(1_000);
  await figures();
  expect(calls.length).toBeGreaterThan(once);
});

it('answers in time although the store hangs, and asks it nothing more meanwhile', async () => {
  let asked = 0;
  const hanging = {
    rows: new Proxy({} as Store['rows'], {
      get: () => ({
        countDocuments: () => new Promise(() => asked++),
        find: () => ({ sort: () => hang, limit: () => hang }),
      }),
    }),
  };
  const hang = {
    limit: () => hang,
    sort: () => hang,
    next: () => new Promise(() => asked++),
    toArray: () => new Promise(() => asked++),
  };
  const figures = createCareFigures({ store: hanging, clock, log });
  const answers = [figures(), figures()];
  await clock.advance(3_000);
  expect(await Promise.all(answers)).toEqual([null, null]);
  const before = asked;
  const later = figures();
  await clock.advance(3_000);
  expect(await later).toBeNull();
  expect(asked).toBe(before);
});
