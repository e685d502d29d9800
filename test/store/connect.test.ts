import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema } from 'mongoose';
import { createLog } from '../../src/log';
import { connectStore } from '../../src/store/connect';
import { startPrimaryStub } from './primary-stub';
import { startEmbeddedServer } from './separate-server';

const log = createLog('silent');
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-test-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

test('what was written is there after closing and opening again', async () => {
  const schema = new Schema({ _id: String, text: String });
  const first = await connectStore({ dataDir, log });
  await first.connection.model('Note', schema).create({ _id: 'a', text: 'ciao' });
  await first.close();
  const second = await connectStore({ dataDir, log });
  expect(await second.connection.model('Note', schema).findById('a').lean()).toMatchObject({ text: 'ciao' });
  await second.close();
});

test('a model builds nothing by itself: indexes are made by migrations', async () => {
  const { connection, close } = await connectStore({ dataDir, log });
  const Note = connection.model('Note', new Schema({ _id: String, text: String }).index({ text: 1 }));
  await Note.init();
  expect(await connection.db?.listCollections().toArray()).toEqual([]);
  await Note.create({ _id: 'a', text: 'ciao' });
  expect((await Note.collection.indexes()).map(({ key }) => key)).toEqual([{ _id: 1 }]);
  await close();
});

test('the folder and the socket are for the owner alone, and the socket goes away on close', async () => {
  const store = await connectStore({ dataDir, log });
  const socket = join(dataDir, 'store.sock');
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(socket).mode & 0o777).toBe(0o600);
  await store.close();
  expect(existsSync(socket)).toBe(false);
});

test('a replica set gets a write again under its number when the answer was lost, and must have it on most disks', async () => {
  const primary = await startPrimaryStub();
  const { connection, close } = await connectStore({ mongodbUri: primary.uri, dataDir, log });
  await connection.collection<{ _id: string }>('rows').insertOne({ _id: 'a' });
  expect(primary.inserts).toHaveLength(2);
  const [first, again] = primary.inserts;
  expect(first).toMatchObject({ txnNumber: expect.anything(), writeConcern: { w: 'majority', j: true } });
  expect(again).toMatchObject({ lsid: first?.lsid, txnNumber: first?.txnNumber });
  await close();
  await primary.close();
});

test('a server without a replica set gets its writes without a number, whatever the address says', async () => {
  const server = await startEmbeddedServer();
  const uri = new URL(server.uri);
  uri.searchParams.delete('retryWrites');
  const { connection, close } = await connectStore({ mongodbUri: uri.href, dataDir, log });
  // The embedded engine refuses numbered writes by name.
  await connection.collection<{ _id: string }>('rows').insertOne({ _id: 'a' });
  await close();
  await server.stop();
});

test('what the address says of the connection wins over our defaults', async () => {
  const primary = await startPrimaryStub();
  const mongodbUri = `${primary.uri}&w=1&journal=false&maxPoolSize=3`;
  const { connection, close } = await connectStore({ mongodbUri, dataDir, log });
  await connection.collection<{ _id: string }>('rows').insertOne({ _id: 'a' });
  expect(primary.inserts.at(-1)?.writeConcern).toEqual({ w: 1, j: false });
  expect(connection.getClient().options.maxPoolSize).toBe(3);
  expect(connection.getClient().options.socketTimeoutMS).toBe(1_500);
  await close();
  await primary.close();
});

test('an address that is none, and one where nobody answers, are told apart in one sentence', async () => {
  await expect(connectStore({ mongodbUri: 'mongo.example.com', dataDir, log })).rejects.toMatchObject({
    code: 'bad-settings',
    message: expect.stringContaining('MONGODB_URI is no address of a MongoDB'),
  });
  const nobody = 'mongodb://127.0.0.1:1/ascolto?serverSelectionTimeoutMS=50';
  await expect(connectStore({ mongodbUri: nobody, dataDir, log })).rejects.toMatchObject({
    code: 'store-unreachable',
    message: 'The database does not answer: check MONGODB_URI.',
  });
});
