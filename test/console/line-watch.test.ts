// Waits that began at a process which this one cannot hear: found in the store, told once.
import { watchLine } from '../../src/console/line-watch';
import { consoleTopic, type Hint } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLog } from '../../src/log';
import type { Store } from '../../src/store/store';
import { anna, type CareWorld, createCareWorld } from '../care-world';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { rest } from '../jobs/until';
import { type OpenStore, openStore } from '../open-store';

let opened: OpenStore;
let clock: FakeClock;
let elsewhere: CareWorld;
let told: Hint[];
let gap: () => void;
let isHeard: boolean;
let stop: () => Promise<void>;
const fanOut = createLocalFanOut();

beforeAll(async () => {
  opened = await openStore();
});
beforeEach(() => {
  clock = createFakeClock();
  elsewhere = createCareWorld({ store: opened.store, clock });
  told = [];
  isHeard = true;
  stop = watchLine({
    store: opened.store,
    clock,
    log: createLog('silent'),
    fanOut: {
      ...fanOut,
      onGap(listener) {
        gap = listener;
        return () => {};
      },
    },
    isHeard: () => isHeard,
    tell: (hint) => told.push(hint),
    online: () => ['anna', 'bruno'],
  });
});
afterEach(async () => {
  await stop();
  await removeAll(opened.store);
});
afterAll(() => opened.close());

const removeAll = async ({ rows }: Store) => {
  for (const collection of [rows.conversations, rows.messages, rows.events]) await collection.deleteMany({});
};

async function look(times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    await clock.advance(5_000);
    await rest(60);
  }
}

async function beginWait(): Promise<{ id: string; version: number }> {
  const { id } = await elsewhere.open();
  await elsewhere.say(id, 'voglio parlare con una persona');
  const { version, phase } = await elsewhere.read(id);
  expect(phase).toBe('waiting');
  return { id, version };
}

const hintOf = ({ id, version }: { id: string; version: number }) => ({ conversationId: id, version, seq: null });

test('a wait that nobody told of is shown at the second look, and rings for everybody who is there, once', async () => {
  await look();
  const wait = await beginWait();
  await look();
  expect(told).toEqual([]);
  await look(4);
  const bell = { event: 'waiting', conversationId: wait.id, toldFirst: 'anna,bruno' };
  expect(told).toEqual([hintOf(wait), bell]);
});

test('one whose hint came, before the look or soon after, is not told again', async () => {
  await look();
  const early = await beginWait();
  fanOut.publish(consoleTopic, hintOf(early));
  const late = await beginWait();
  await look();
  fanOut.publish(consoleTopic, hintOf(late));
  await look(3);
  expect(told).toEqual([]);
});

test('a change of a wait and its end are shown without a bell', async () => {
  const wait = await beginWait();
  await look();
  await elsewhere.say(wait.id, 'è urgente, per favore!');
  const changed = await elsewhere.read(wait.id);
  expect(changed.phase).toBe('waiting');
  expect(changed.version).toBeGreaterThan(wait.version);
  await look(2);
  expect(told).toEqual([hintOf(changed)]);
  await elsewhere.desk.claim(wait.id, anna);
  const claimed = await elsewhere.read(wait.id);
  await look(3);
  expect(told).toEqual([hintOf(changed), hintOf(claimed)]);
});

test('what waited at the start, while nobody looked, or at a loss that everybody reloads after, is not told', async () => {
  await beginWait();
  await look(3);
  isHeard = false;
  await look();
  await beginWait();
  await look();
  isHeard = true;
  await look(3);
  await beginWait();
  gap();
  await look(3);
  expect(told).toEqual([]);
});
