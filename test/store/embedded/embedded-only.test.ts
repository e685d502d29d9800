// What only the embedded engine does, or refuses: seen through mongoose and the driver.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, Schema } from 'mongoose';
import { createLog } from '../../../src/log';
import { connectStore } from '../../../src/store/connect';
import { buildIndexes } from '../build-indexes';
import { planOf, usesIndex } from '../query-plans';

const log = createLog('silent');
let dataDir: string;
let connection: Connection;
let close: () => Promise<void>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-only-'));
  ({ connection, close } = await connectStore({ dataDir, log }));
});

afterAll(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});

test('a positional $ below the top level is refused with the way out', async () => {
  const rows = connection.collection('nested');
  await rows.insertOne({ meta: { list: [{ k: 1 }] }, top: [{ k: 1 }] });
  const refused = rows.updateOne({ 'meta.list.k': 1 }, { $set: { 'meta.list.$.v': 9 } });
  await expect(refused).rejects.toThrow(/top-level array only, not in 'meta\.list\.\$\.v': use arrayFilters/);
  await rows.updateOne({ 'top.k': 1 }, { $set: { 'top.$.v': 9 } });
  expect(await rows.findOne({ 'top.v': 9 })).not.toBeNull();
});

test('documents past their date are removed, at the minute or when a test says so', async () => {
  const Visit = connection.model(
    'Visit',
    new Schema({ at: { type: Date, index: { expires: 60 } }, dates: { type: [Date], index: { expires: 0 } } }),
  );
  await buildIndexes(Visit);
  const now = new Date('2026-03-04T09:00:00Z');
  const past = new Date('2026-03-04T08:58:59Z');
  const recent = new Date('2026-03-04T08:59:01Z');
  await Visit.create([{ at: past }, { at: recent }, { dates: [recent, new Date('2027-01-01')] }, {}]);
  expect(await connection.db?.admin().command({ expireDocuments: 1, now })).toMatchObject({ n: 2 });
  expect(await Visit.find().lean()).toHaveLength(2);
  expect(await Visit.countDocuments({ at: recent })).toBe(1);
});

test('explain says which index a query searches', async () => {
  const schema = new Schema({ phase: String, at: Date, note: String, due: Date });
  schema.index({ phase: 1, at: -1 });
  schema.index({ due: 1 }, { partialFilterExpression: { due: { $type: 'date' } } });
  const Line = connection.model('Line', schema);
  await buildIndexes(Line);
  expect(await usesIndex(Line, { phase: 'waiting' }, { at: -1 })).toBe(true);
  expect(await usesIndex(Line, { due: { $lte: new Date() } }, { due: 1 })).toBe(true);
  expect(await usesIndex(Line, { note: 'x' })).toBe(false);
  expect(await usesIndex(Line, { phase: 'waiting' }, { note: 1 })).toBe(false);
  expect((await planOf(Line, { due: { $ne: null } })).steps).toEqual([expect.stringMatching(/^SCAN/)]);
});

test("a query that was explained stands in nobody's way: collections and indexes can be dropped", async () => {
  const [explained, other] = [connection.collection('explained'), connection.collection('other')];
  await explained.createIndex({ text: 'text' });
  await other.createIndex({ n: 1 }, { name: 'n' });
  await explained.find({ $text: { $search: 'x' } }).explain();
  await other.dropIndex('n');
  expect(await other.drop()).toBe(true);
  expect(await explained.drop()).toBe(true);
});

test.each<[string, object, RegExp]>([
  [
    'a change stream',
    { aggregate: 'rows', pipeline: [{ $changeStream: {} }], cursor: {} },
    /\$changeStream is not supported/,
  ],
  ['a collation', { find: 'rows', collation: { locale: 'it' } }, /no collations/],
  ['a transaction', { insert: 'rows', documents: [], txnNumber: 1, startTransaction: true }, /no transactions/],
  ['an unknown command', { mapReduce: 'rows' }, /no such command: 'mapreduce'/],
  ['an unknown operator', { find: 'rows', filter: { a: { $near: [1, 2] } } }, /unknown operator: \$near/],
  ['scripts', { find: 'rows', filter: { $where: 'true' } }, /unknown top level operator: \$where/],
  ['a capped collection', { create: 'capped', capped: true, size: 1000 }, /creates no collections with 'capped'/],
])('%s is refused by name', async (_name, command, message) => {
  await connection.collection('rows').insertOne({});
  await expect(connection.db?.command(command as { ping: 1 })).rejects.toThrow(message);
});

test('an array where a unique index looks is refused, not silently let through', async () => {
  const rows = connection.collection<{ code: unknown }>('unique-arrays');
  await rows.createIndex({ code: 1 }, { unique: true });
  await expect(rows.insertOne({ code: ['a', 'b'] })).rejects.toThrow(
    /cannot keep 'code' unique while it holds an array/,
  );
});

test('a document nested too deeply is refused and the engine goes on', async () => {
  const rows = connection.collection<{ deep: unknown }>('deep');
  const nest = (levels: number) => {
    let value: unknown = 1;
    for (let at = 0; at < levels; at++) value = { value };
    return value;
  };
  await rows.insertOne({ deep: nest(100) });
  await expect(rows.insertOne({ deep: nest(500) })).rejects.toThrow(/180 levels/);
  expect(await rows.countDocuments({})).toBe(1);
});

test('bytes that are not the protocol end their own connection only', async () => {
  const socket = createConnection(join(dataDir, 'store.sock'));
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await ended;
  expect(await connection.db?.admin().ping()).toMatchObject({ ok: 1 });
});

test('a data folder with a very long path works through a private temporary folder', async () => {
  const longDir = join(dataDir, 'x'.repeat(120));
  const first = await connectStore({ dataDir: longDir, log });
  await first.connection.collection('rows').insertOne({ n: 1 });
  const note = readFileSync(join(longDir, 'store.sock.path'), 'utf8');
  expect(note.length).toBeLessThan(104);
  const second = await connectStore({ dataDir: longDir, log, joinsRunning: true });
  expect(await second.connection.collection('rows').countDocuments({})).toBe(1);
  await second.close();
  await first.close();
  await expect(
    connectStore({ dataDir: longDir, log, joinsRunning: true }).then(({ close: end }) => end()),
  ).resolves.toBe(undefined);
});
