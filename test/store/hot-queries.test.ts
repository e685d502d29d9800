// A hot query is never answered by a scan: every query that the way of a message, the desk, the sweep and the console
// really make is recorded and its plan is asked for.
import type { Model } from 'mongoose';
import { createConversationList, views } from '../../src/console/conversation-list';
import { createConversationReader } from '../../src/console/conversation-reader';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLog } from '../../src/log';
import { createCareFigures } from '../../src/monitoring/care-figures';
import type { Store } from '../../src/store/store';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { planOf } from './query-plans';

type Sort = Record<string, 1 | -1>;
interface Asked {
  collection: string;
  filter: object;
  sort: Sort;
}

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
const asked = new Map<string, Asked>();
let opened: OpenStore;

beforeAll(async () => {
  opened = await openStore({ mustEmbed: true });
  const store = listening(opened.store);
  const world = createCareWorld({ store, clock });
  await liveThrough(store, world);
  await readAll(store, world);
});
afterAll(() => opened.close());

async function liveThrough(store: Store, world: ReturnType<typeof createCareWorld>): Promise<void> {
  const { id } = await world.open();
  await world.say(id, 'quanto costa la spedizione?');
  await world.say(id, 'voglio parlare con una persona');
  await createCareFigures({ store, clock, log: createLog('silent') })();
  await clock.advance(16 * 60_000);
  await world.sweep.atStart();
  await world.sweep.often();
  await world.say(id, 'ci siete?');
  await world.desk.claim(id, anna);
  await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r' });
  await world.say(id, 'grazie');
  await world.desk.handBack(id, anna, { seenSeq: 99 });
  await clock.advance(30 * 60 * 60_000);
  await world.open();
  await world.sweep.seldom();
  await clock.advance(30 * 60 * 60_000);
  await world.sweep.seldom();
  await world.sweep.returnAllOf('anna');
}

async function readAll(store: Store, { journal }: ReturnType<typeof createCareWorld>): Promise<void> {
  const list = createConversationList(store);
  const at = clock.now().getTime();
  const cursor = Buffer.from(JSON.stringify([5, at, 'x'])).toString('base64url');
  for (const view of views) {
    await list.page({ view, words: '', agentId: 'anna' });
    await list.page({ view, words: '', agentId: 'anna', cursor });
    await list.page({ view, words: 'spedizione', agentId: 'anna' });
    await list.page({ view, words: 'mario@example.com', agentId: 'anna' });
  }
  await list.counts('anna');
  const reader = createConversationReader({
    store,
    journal,
    clock,
    fanOut: createLocalFanOut(),
    deliveryOf: async () => () => 'sent',
    attachmentUrl: (id) => id,
    isCustomerTyping: () => false,
  });
  const { items } = await list.page({ view: 'all', words: '', agentId: 'anna' });
  await reader.read(items[0]?.id ?? '');
}

it('asks every hot query of an index, without a walk over the collection or a sort in memory', async () => {
  expect(asked.size).toBeGreaterThan(25);
  const slow: string[] = [];
  for (const { collection, filter, sort } of asked.values()) {
    const model = opened.store[collection as 'messages'] as unknown as Model<never>;
    const { steps, sortsInMemory } = await planOf(model, filter, sort);
    const scans = steps.some((step) => /^SCAN(?!.*VIRTUAL TABLE INDEX)|TEMP B-TREE/.test(step));
    // The words of a search are few rows by then: sorting them is what is asked for.
    const mayScan = JSON.stringify(filter).includes('"$in"');
    if ((scans || sortsInMemory) && !mayScan) slow.push(`${collection} ${JSON.stringify({ filter, sort, steps })}`);
  }
  expect(slow).toEqual([]);
});

const finders = new Set([
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'countDocuments',
]);

/** The store with ears: remembers each shape of filter and sort once. */
function listening(store: Store): Store {
  const rows = Object.fromEntries(
    Object.entries(store.rows).map(([name, collection]) => [name, hear(collection, name)]),
  ) as unknown as Store['rows'];
  return { ...store, rows };
}

function hear<T extends object>(collection: T, name: string): T {
  return new Proxy(collection, {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result: unknown = value.apply(target, args);
        if (typeof property !== 'string' || !finders.has(property)) return result;
        const entry: Asked = { collection: name, filter: args[0] as object, sort: {} };
        if (property === 'find') hearSort(result as { sort(order: Sort): unknown }, entry);
        else remember(entry);
        return result;
      };
    },
  });
}

function hearSort(cursor: { sort(order: Sort): unknown }, entry: Asked): void {
  const sort = cursor.sort.bind(cursor);
  remember(entry);
  cursor.sort = (order) => {
    asked.delete(keyOf(entry));
    remember({ ...entry, sort: order });
    return sort(order);
  };
}

const remember = (entry: Asked) => asked.set(keyOf(entry), entry);

/** Same fields and operators: the same query, whatever the values. */
function keyOf({ collection, filter, sort }: Asked): string {
  const shape = JSON.stringify(filter, (key, value) =>
    typeof value === 'string' || typeof value === 'number' || value instanceof Date ? `${key}?` : value,
  );
  return `${collection} ${shape} ${JSON.stringify(sort)}`;
}
