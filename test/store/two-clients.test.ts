// What the way of a message rests on, with the store in a process of its own and two apps at it at once: each has its own
// connections and knows nothing of the other.
import { randomUUID } from 'node:crypto';
import { createJournal, type Journal } from '../../src/conversation/journal';
import { createJobRows } from '../../src/jobs/job-rows';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLog } from '../../src/log';
import { isDuplicate } from '../../src/store/duplicate';
import { createStore, type Store } from '../../src/store/store';
import { createFakeClock } from '../fake-clock';
import { type SeparateServer, startSeparateServer } from './separate-server';

const clock = createFakeClock();
let server: SeparateServer;
let stores: Store[];
let journals: Journal[];

beforeAll(async () => {
  server = await startSeparateServer();
  const open = () => createStore({ dataDir: '', mongodbUri: server.uri, log: createLog('silent') });
  // Both find an empty store and bring it up to date: one does it, the other waits.
  stores = await Promise.all([open(), open()]);
  journals = stores.map((store) => createJournal({ store, clock, fanOut: createLocalFanOut(), newId: randomUUID }));
}, 60_000);
afterAll(async () => {
  for (const store of stores) await store.close();
  await server.stop();
});

const open = () =>
  one(journals, 0).open({ channel: 'web', language: 'it', customer: { id: 'c', locale: 'it', identified: false } });

function one<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** The same work at both ends at once. */
const atBoth = <Result>(work: (store: Store, n: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(stores.map(work));

it('gives a log written from both ends the numbers 1 to n, in each end its own order, and every key once', async () => {
  const { id: conversationId } = await open();
  const keys = Array.from({ length: 20 }, (_, n) => n);
  await Promise.all(
    journals.map(async (journal, end) => {
      const from = { kind: 'customer', id: 'c' } as const;
      for (const n of keys) {
        await journal.append({ conversationId, key: `customer:${end}:${n}`, from, text: `${end}` });
        await journal.append({ conversationId, key: `customer:both:${n}`, from, text: 'both' });
      }
    }),
  );
  const rows = await one(journals, 1).messagesAfter(conversationId, 0, 200);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  expect(new Set(rows.map(({ key }) => key)).size).toBe(60);
  for (const end of ['0', '1'])
    expect(rows.filter(({ text }) => text === end).map(({ key }) => key)).toEqual(
      keys.map((n) => `customer:${end}:${n}`),
    );
}, 60_000);

it('lets one of two decisions on the same version through, and appends its words once', async () => {
  for (let round = 0; round < 10; round++) {
    const conversation = await open();
    const decided = await Promise.all(
      journals.map((journal, end) =>
        journal.commit(conversation, {
          moveId: `${round}:${end}`,
          set: { priority: end },
          messages: [{ key: 'move:2:0', from: { kind: 'bot' }, text: `${end}`, at: clock.now() }],
          events: [],
        }),
      ),
    );
    const winner = decided.findIndex((after) => after !== 'conflict');
    expect(decided.filter((after) => after === 'conflict')).toHaveLength(1);
    const read = await Promise.all(journals.map((journal) => journal.load(conversation.id)));
    expect(read.map((after) => [after?.version, after?.priority])).toEqual([
      [2, winner],
      [2, winner],
    ]);
    const log = await one(journals, round).messagesAfter(conversation.id, 0, 10);
    expect(log.map(({ text }) => text)).toEqual([`${winner}`]);
  }
}, 60_000);

it('refuses the second of two documents under one unique key, and tells it which', async () => {
  const results = await atBoth((store, n) =>
    store.agents
      .create({
        _id: `agent-${n}`,
        email: 'anna@shop.example',
        name: 'Anna',
        roles: ['agent'],
        languages: ['it'],
        active: true,
        passwordHash: 'x',
        generation: 1,
        presence: 'offline',
        createdAt: clock.now(),
        changedAt: clock.now(),
      })
      .then(
        () => 'created',
        (fault: unknown) => (isDuplicate(fault) ? 'duplicate' : fault),
      ),
  );
  expect(results.sort()).toEqual(['created', 'duplicate']);
});

it('hands each due job to one of two holders', async () => {
  const [first, second] = stores.map((store) => createJobRows(store.rows.jobs));
  if (first === undefined || second === undefined) throw new Error('two stores are open');
  const ids = Array.from({ length: 30 }, (_, n) => `job-${n}`);
  const order = { name: 'remind', data: {}, runAt: clock.now(), attempts: 1, backoffMs: 1 };
  await Promise.all(ids.map((id) => first.put(id, order)));
  const claimed: string[] = [];
  const work = async (rows: typeof first, holder: string) => {
    for (;;) {
      const row = await rows.claim(['remind'], clock.now(), new Date(clock.now().getTime() + 60_000), holder);
      if (row === null) return;
      claimed.push(row._id);
      await rows.finish(row._id, holder);
    }
  };
  await Promise.all([work(first, 'a'), work(second, 'b'), work(first, 'a2'), work(second, 'b2')]);
  expect(claimed.sort()).toEqual([...ids].sort());
}, 60_000);

it('reads its own writes and those of the other end at once, page by page too', async () => {
  const [here, there] = [one(stores, 0), one(stores, 1)];
  const marks = Array.from({ length: 1_500 }, (_, n) => ({ _id: `r${n}`, deliveredSeq: n, readSeq: 0 }));
  await here.receipts.insertMany(marks);
  const seen = await there.receipts
    .find({ deliveredSeq: { $gte: 0 } })
    .sort({ _id: 1 })
    .lean();
  expect(seen.map(({ _id }) => _id)).toEqual(marks.map(({ _id }) => _id).sort());
  await there.receipts.updateMany({}, { $inc: { readSeq: 1 } });
  expect(await here.receipts.countDocuments({ readSeq: 1 })).toBe(1_500);
});
