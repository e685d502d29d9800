import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyStore } from '../../../src/conversation/verify-store';
import { createLog } from '../../../src/log';
import { bytesOf } from '../../../src/store/models/attachment';
import { createStore, type Store } from '../../../src/store/store';
import { filesOf } from '../../../src/store/transfer/at-rest';
import { writeBackup } from '../../../src/store/transfer/backup';
import { readBackupHead, readBackupRows } from '../../../src/store/transfer/backup-file';
import { putRows, tallyOf } from '../../../src/store/transfer/documents';
import { restoreBackup } from '../../../src/store/transfer/restore';
import { openTarget } from '../../../src/store/transfer/target';
import { fillShop, keepTalking, shopClock } from './a-shop';

const log = createLog('silent');
// Every test opens several stores.
jest.setTimeout(60_000);
let folder: string;
let store: Store;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ascolto-backup-'));
  file = join(folder, 'shop.backup');
  store = await createStore({ dataDir: join(folder, 'shop'), log });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const backUp = () => writeBackup(store, file, shopClock.now());
const restoreTo = (name: string) => restoreBackup({ dataDir: join(folder, name), log }, file);

/** Opens a restored store as the app would. */
async function within<Result>(name: string, look: (restored: Store) => Promise<Result>): Promise<Result> {
  const restored = await createStore({ dataDir: join(folder, name), log });
  try {
    return await look(restored);
  } finally {
    await restored.close();
  }
}

it('brings back every document as it was, byte by byte, but nobody signed in', async () => {
  await fillShop(store);
  await backUp();
  await restoreTo('restored');
  await within('restored', async (restored) => {
    for (const collection of store.collections.filter((name) => name !== 'signInSessions'))
      expect([collection, await tallyOf(restored.db, collection)]).toEqual([
        collection,
        await tallyOf(store.db, collection),
      ]);
    expect(await restored.sessions.countDocuments()).toBe(0);
    const photo = await restored.attachments.findOne({ _id: 'file' }).lean();
    expect(photo === null ? null : [...bytesOf(photo)]).toEqual([0, 255, 1, 2, 3]);
    expect((await verifyStore(restored, shopClock.now())).faults).toEqual([]);
  });
});

it('reads files one at a time: those that went or changed meanwhile are not in memory', async () => {
  const bytes = Buffer.alloc(300_000, 7);
  const about = { name: 'foto.png', contentType: 'image/png', sizeBytes: bytes.length, bytes, at: shopClock.now() };
  for (const _id of ['a', 'b', 'c', 'd', 'e']) await store.attachments.create({ _id, conversationId: 'c1', ...about });
  const files = filesOf(store.db, 'c1');
  expect(await files.next()).toMatchObject({ value: { _id: 'a' } });
  // The driver asks for the next one ahead; what comes after that lies in the store alone.
  await store.attachments.deleteOne({ _id: 'c' });
  await store.attachments.updateOne({ _id: 'd' }, { $set: { conversationId: 'c2' } });
  const rest: string[] = [];
  for await (const { _id } of files) rest.push(_id);
  expect(rest).toEqual(['b', 'e']);
});

it('made while everybody is talking, holds conversations in which every invariant holds', async () => {
  const world = await fillShop(store, 6);
  const ids = (await store.rows.conversations.find({}).toArray()).map(({ _id }) => _id);
  const stopTalking = keepTalking(world, ids);
  let before = 0;
  for (const round of [1, 2]) {
    file = join(folder, `round-${round}.backup`);
    await backUp();
    await restoreTo(`round-${round}`);
    // An hour later nothing may be left half done, though no app was started on the copy.
    const anHourLater = new Date(shopClock.now().getTime() + 3_600_000);
    const restored = await within(`round-${round}`, (copy) => verifyStore(copy, anHourLater));
    expect(restored).toMatchObject({ faults: [], conversations: ids.length });
    expect(restored.messages).toBeGreaterThan(before);
    before = restored.messages;
  }
  expect(await stopTalking()).toBeGreaterThan(ids.length);
  expect((await verifyStore(store, shopClock.now())).faults).toEqual([]);
});

it('is a file for its owner alone, which has its name only when it is whole, and is never written over', async () => {
  await fillShop(store, 2);
  await backUp();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['shop', 'shop.backup']);
  const before = readFileSync(file);
  await expect(backUp()).rejects.toMatchObject({ code: 'file-exists' });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['shop', 'shop.backup']);
});

it('that was cut off or changed is refused before anything is written', async () => {
  await fillShop(store, 2);
  await backUp();
  const whole = readFileSync(file);
  const changed = Buffer.from(whole);
  const middle = Math.floor(whole.length / 2);
  changed.writeUInt8((changed.readUInt8(middle) + 1) % 256, middle);
  for (const bytes of [whole.subarray(0, -1), whole.subarray(0, middle), whole.subarray(0, 5), changed]) {
    writeFileSync(file, bytes);
    await expect(restoreTo('never')).rejects.toMatchObject({ code: 'backup-not-whole' });
  }
  writeFileSync(file, 'something else');
  await expect(restoreTo('never')).rejects.toMatchObject({ code: 'backup-not-whole' });
  expect(readdirSync(folder)).not.toContain('never');
});

it('is not restored over anything, not even a store that only has people in it', async () => {
  await fillShop(store, 1);
  await backUp();
  await within('used', async (used) => {
    await used.signingKeys.create({ _id: 'k', secret: 's', createdAt: new Date() });
  });
  await expect(restoreTo('used')).rejects.toMatchObject({
    code: 'target-not-empty',
    message: expect.stringContaining('"signingKeys"'),
  });
  expect(await within('used', (used) => used.conversations.countDocuments())).toBe(0);
});

it('that was restored by half is opened by nobody, until the same restore has ended', async () => {
  await fillShop(store);
  await backUp();
  const { backupId } = await readBackupHead(file);
  const half = await openTarget({ dataDir: join(folder, 'half'), log }, backupId);
  let left = 9;
  for await (const [collection, row] of readBackupRows(file)) {
    if (left-- > 0) await putRows(half.store.db, collection, [row]);
  }
  await half.store.close();
  await expect(within('half', async () => undefined)).rejects.toMatchObject({ code: 'store-unfinished' });
  await restoreTo('half');
  const { faults } = await within('half', (restored) => verifyStore(restored, shopClock.now()));
  expect(faults).toEqual([]);
  await expect(restoreTo('half')).rejects.toMatchObject({ code: 'target-not-empty' });
});
