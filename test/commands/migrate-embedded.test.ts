import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { verifyStore } from '../../src/conversation/verify-store';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { tallyOf } from '../../src/store/transfer/documents';
import { moveStore, undoMove } from '../../src/store/transfer/move-store';
import { type SeparateServer, startSeparateServer } from '../store/separate-server';
import { fillShop, shopClock } from '../store/transfer/a-shop';

const root = join(__dirname, '../..');
const log = createLog('silent');
/** Enough that the command can be killed in the middle. */
const receipts = 4_000;

let folder: string;
let server: SeparateServer;
beforeAll(async () => {
  server = await startSeparateServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascolto-move-'));
});
afterEach(async () => {
  await withTarget(async (connection) => void (await connection.dropDatabase()));
  rmSync(folder, { recursive: true });
});

const openSource = () => createStore({ dataDir: folder, log });
const openTarget = () => createStore({ dataDir: folder, mongodbUri: server.uri, log });

async function withTarget<Result>(look: (connection: mongoose.Connection) => Promise<Result>): Promise<Result> {
  const connection = await mongoose.createConnection(server.uri).asPromise();
  try {
    return await look(connection);
  } finally {
    await connection.close();
  }
}

const command = ['--require', 'tsx/cjs', join(root, 'src/commands/migrate-embedded.ts')];
const surroundings = () => ({ cwd: root, env: { ...process.env, DATA_DIR: folder, MONGODB_URI: '' } });

/** Runs the command as its own process. */
function move(...words: string[]): Promise<{ code: number; words: string }> {
  const asked = words.length === 0 ? ['--to', server.uri] : words;
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...asked], surroundings(), (fault, stdout, stderr) => {
      resolve({ code: fault === null ? 0 : Number(fault.code), words: stdout + stderr });
    });
  });
}

/** Starts the command and kills it once it has copied some of the last, large collection. */
async function moveAndDie(): Promise<void> {
  const child = spawn(process.execPath, [...command, '--to', server.uri], { ...surroundings(), stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await withTarget(async (connection) => {
    while ((await connection.collection('receipts').countDocuments({})) === 0 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 10));
  });
  child.kill('SIGKILL');
  expect([await ended, child.signalCode]).toEqual([null, 'SIGKILL']);
}

async function expectEqual(source: Store, target: Store): Promise<void> {
  for (const collection of source.collections)
    expect([collection, await tallyOf(target.db, collection)]).toEqual([
      collection,
      await tallyOf(source.db, collection),
    ]);
}

it('moves a shop whole, also after a kill in the middle, closes the store it left, and never writes over a shop started there', async () => {
  const before = await openSource();
  await fillShop(before);
  const marks = Array.from({ length: receipts }, (_, n) => ({ _id: `c${n}`, deliveredSeq: n, readSeq: n }));
  await before.receipts.insertMany(marks);
  await before.close();

  await moveAndDie();
  await expect(openTarget()).rejects.toMatchObject({ code: 'store-unfinished' });
  const { code, words } = await move();
  expect([code, words]).toEqual([
    0,
    expect.stringContaining('Now set MONGODB_URI to the same address and start the app.'),
  ]);
  expect(words).toMatch(new RegExp(`^receipts +${receipts}  [0-9a-f]{16}$`, 'm'));

  // The store that was left is closed, to the app, to commands and to a second move, until the move is taken back.
  const place = server.uri.replace(/\/\/[^@/]*@/, '//').replace(/\?.*/, '');
  const isMoved = { code: 'store-moved', message: expect.stringContaining(`moved to ${place} on `) };
  await expect(openSource()).rejects.toMatchObject(isMoved);
  await expect(createStore({ dataDir: folder, log, joinsRunning: true })).rejects.toMatchObject(isMoved);
  await expect(moveStore({ dataDir: folder, mongodbUri: server.uri, log })).rejects.toMatchObject(isMoved);
  expect(await move('--undo')).toEqual({ code: 0, words: expect.stringContaining('may be started again') });
  await expect(undoMove({ dataDir: folder, log })).rejects.toMatchObject({ code: 'not-moved' });

  const [source, target] = [await openSource(), await openTarget()];
  await expectEqual(source, target);
  expect((await verifyStore(target, shopClock.now())).faults).toEqual([]);
  await target.conversations.updateOne({}, { $set: { preview: 'said after the move' } });
  await source.close();
  await target.close();
  expect(await move()).toEqual({ code: 1, words: expect.stringContaining('The target is not empty') });
  const preview = await withTarget((connection) =>
    connection.collection('conversations').findOne({ preview: /after/ }),
  );
  expect(preview).not.toBeNull();
}, 120_000);

it('moves a shop beside its running app, and at the second run what changed since', async () => {
  const source = await openSource();
  const world = await fillShop(source, 4);
  const { isEqual, isDone } = await moveStore({ dataDir: folder, mongodbUri: server.uri, log });
  expect([isEqual, isDone]).toEqual([true, false]);
  const [one, other] = await source.rows.conversations.find({}).sort({ _id: 1 }).toArray();
  await world.say(one?._id ?? '', 'e il mio pacco?');
  await source.rows.conversations.deleteOne({ _id: other?._id ?? '' });
  const { code, words } = await move();
  expect([code, words]).toEqual([0, expect.stringContaining('is still in use: stop the app and run this again')]);
  const target = await openTarget();
  await expectEqual(source, target);
  await target.close();
  await source.close();
  // Nothing was marked: its app may be started again.
  await (await openSource()).close();
}, 60_000);

it('refuses a database that holds anything else, and touches nothing in it', async () => {
  await (await openSource()).close();
  await withTarget(async (connection) => void (await connection.collection('orders').insertOne({ n: 1 })));
  const refused = moveStore({ dataDir: folder, mongodbUri: server.uri, log });
  await expect(refused).rejects.toMatchObject({
    code: 'target-not-empty',
    message: expect.stringContaining('"orders"'),
  });
  const names = await withTarget(async ({ db }) => (await db?.listCollections().toArray())?.map(({ name }) => name));
  expect(names).toEqual(['orders']);
});
