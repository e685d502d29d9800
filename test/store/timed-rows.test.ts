import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';

const calls: { call: string; tookMs: number; failed: boolean }[] = [];
let store: Store;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-timed-'));
  const onCall = (call: string, tookMs: number, failed: boolean) => void calls.push({ call, tookMs, failed });
  store = await createStore({ dataDir, log: createLog('silent'), onCall });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  calls.length = 0;
});

const event = (id: string) => ({
  _id: id,
  conversationId: 'c',
  version: 1,
  at: new Date(),
  kind: 'claimed' as const,
  by: { kind: 'bot' as const },
});

it('tells every call by collection and kind, once, when it has ended', async () => {
  const { events } = store.rows;
  await events.insertOne(event('a'));
  await events.insertMany([event('b'), event('c')]);
  await events.updateOne({ _id: 'a' }, { $set: { version: 2 } });
  await events.countDocuments({ conversationId: 'c' });
  await events.findOne({ _id: 'a' });
  await events.find({ conversationId: 'c' }).sort({ version: 1 }).limit(2).toArray();
  await events.find({ conversationId: 'c' }).next();
  await events.deleteMany({ conversationId: 'c' });
  expect(calls.map(({ call }) => call)).toEqual(
    ['insert', 'insert', 'update', 'count', 'find', 'find', 'find', 'delete'].map((kind) => `events.${kind}`),
  );
  expect(calls.every(({ tookMs, failed }) => tookMs > 0 && !failed)).toBe(true);
});

it('does not take a refused duplicate for a failure, alone or among others', async () => {
  const { events } = store.rows;
  await events.insertOne(event('d'));
  await expect(events.insertOne(event('d'))).rejects.toMatchObject({ code: 11000 });
  await expect(events.insertMany([event('d'), event('e')], { ordered: false })).rejects.toMatchObject({ code: 11000 });
  expect(calls.map(({ failed }) => failed)).toEqual([false, false, false]);
});

it('tells a call that failed, and leaves the fault to the caller', async () => {
  const broken = { version: { $nonsense: 1 } } as never;
  await expect(store.rows.events.updateOne(broken, { $set: { version: 2 } })).rejects.toThrow();
  await expect(store.rows.events.find(broken).toArray()).rejects.toThrow();
  expect(calls.map(({ call, failed }) => [call, failed])).toEqual([
    ['events.update', true],
    ['events.find', true],
  ]);
});
