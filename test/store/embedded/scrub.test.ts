// Deleting leaves copies behind: in the gaps of pages whose rows moved, in the write-ahead log, in the words of the text
// index. After a scrub the files hold only what the collections hold.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog } from '../../../src/store/embedded/catalog';
import { createScrub } from '../../../src/store/embedded/scrub';
import { openSqliteFile, type SqliteFile } from '../../../src/store/embedded/sqlite-file';
import { scrubFile } from '../../../src/store/scrub';
import { createRandom } from '../../faults/random';
import { leaveOut } from '../../left-out';
import { type OpenStore, openStore } from '../../open-store';
import { findBytes } from '../raw-bytes';

let opened: OpenStore;
beforeEach(async () => {
  opened = await openStore({ mustEmbed: true });
});
afterEach(() => opened.close());

const secret = 'segretissimo';
const at = new Date('2026-03-04T09:00:00Z');

/** Rows that come, grow and move, a few of them with words that will have to go. */
async function fill({ next: random }: ReturnType<typeof createRandom>): Promise<void> {
  const { messages } = opened.store.rows;
  for (let round = 0; round < 3; round++) {
    const rows = Array.from({ length: 200 }, (_, n) => {
      const isSecret = random() < 0.05;
      const _id = `${isSecret ? secret : 'row'}-${Math.floor(random() * 1e9)}-${round}-${n}`;
      const text = `${isSecret ? `${secret} ${_id} ` : ''}${'parola '.repeat(Math.floor(random() * 40))}`;
      const from = { kind: 'customer' as const };
      return { _id, conversationId: isSecret ? secret : `c${n}`, seq: round * 200 + n, key: _id, from, text, at };
    });
    await messages.insertMany(rows.map((row) => ({ ...row, delivery: 'sent' as const })));
    for (const { _id } of rows.filter(() => random() < 0.5))
      await messages.updateOne({ _id }, { $set: { language: 'it', echo: 'x'.repeat(Math.floor(random() * 900)) } });
  }
}

describe('scrubbing the data file', () => {
  it('leaves no byte of what was deleted, in file, write-ahead log and text index', async () => {
    const { store, dataDir } = opened;
    await fill(createRandom(7));
    expect(findBytes(dataDir, [secret])).not.toEqual([]);
    const kept = await store.rows.messages.countDocuments({ conversationId: { $ne: secret } });
    await store.rows.messages.deleteMany({ conversationId: secret });

    expect(await store.scrub()).toBe(true);
    expect(findBytes(dataDir, [secret, secret.slice(0, 8)])).toEqual([]);
    expect(await store.rows.messages.countDocuments({})).toBe(kept);
    expect(await store.rows.messages.countDocuments({ $text: { $search: 'parola' } })).toBeGreaterThan(0);
    const reopened = await opened.reopen();
    expect(await reopened.rows.messages.countDocuments({})).toBe(kept);
  });

  it('goes on serving, and scrubs once for orders that come together', async () => {
    const { store } = opened;
    await fill(createRandom(8));
    const before = await store.rows.messages.countDocuments({});
    const [one, other, counted] = await Promise.all([
      store.scrub(),
      store.scrub(),
      store.rows.messages.countDocuments({}),
    ]);
    expect([one, other, counted]).toEqual([true, true, before]);
  });
});

describe('on a disk without enough room', () => {
  let folder: string;
  let file: SqliteFile;
  let freeBytes: number;
  const faults: unknown[] = [];
  const sizes = () => ['', '-wal'].map((end) => statSync(join(folder, `store.db${end}`)).size);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ascolto-scrub-'));
    file = openSqliteFile(join(folder, 'store.db'));
    file.changeLayout('CREATE TABLE one(a)');
    file.run('INSERT INTO one VALUES(?)', [Buffer.alloc(4_000_000)]);
    faults.length = 0;
  });
  afterEach(() => {
    file.close();
    rmSync(folder, { recursive: true });
  });

  function scrub(): Promise<boolean> {
    const parts = { catalog: createCatalog(file), path: join(folder, 'store.db'), freeBytes: () => freeBytes };
    const { reads } = createScrub({ ...parts, file, onFault: (fault) => faults.push(fault) });
    const answer = (command: object) =>
      'hello' in command ? { embeddedStore: true } : reads.scrubfile?.({ database: 'admin', body: { ...command } });
    return scrubFile({ command: async (command) => ({ ...answer(command) }) });
  }

  it('is refused before a byte is written, and done when there is room', async () => {
    const before = sizes();
    freeBytes = 9_000_000;
    await expect(scrub()).rejects.toMatchObject({ code: 'no-room-to-scrub', retryable: true });
    expect(sizes()).toEqual(before);
    expect(faults).toEqual([]);
    freeBytes = 20_000_000;
    expect(await scrub()).toBe(true);
  });

  it('leaves no log behind that fills the disk, when it fails in the middle', async () => {
    freeBytes = 20_000_000;
    const { changeLayout } = file;
    file.changeLayout = () => {
      // What was copied so far lies in the log.
      changeLayout('PRAGMA cache_size = 10; BEGIN; INSERT INTO one SELECT a FROM one; ROLLBACK');
      expect(sizes()[1]).toBeGreaterThan(3_000_000);
      throw new Error('database or disk is full');
    };
    await expect(scrub()).rejects.toMatchObject({ code: 'not-scrubbed' });
    expect(sizes()[1]).toBe(0);
    expect(faults).toHaveLength(1);
  });

  const mount = mountSmallDisk();
  if (mount === null)
    it('is left out: a small disk', () =>
      leaveOut('a disk too small to rewrite the file on', 'needs unshare and tmpfs'));
  else
    it('goes on writing on a real one', () => {
      const app = `${process.execPath} --require tsx/cjs ${join(__dirname, 'small-disk-app.ts')} ${folder} 4`;
      const printed = execFileSync('unshare', ['-rm', 'sh', '-c', `${mount} ${folder} && ${app}`], {
        encoding: 'utf8',
      });
      expect(JSON.parse(printed)).toEqual({ isDone: false, lacksRoom: true, after: 'written' });
    }, 30_000);
});

/** How to mount one where nobody else sees it; null where this machine does not let us. */
function mountSmallDisk(): string | null {
  const mount = 'mount -t tmpfs -o size=42m none';
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', `${mount} ${tmpdir()}`], { stdio: 'ignore' });
    return mount;
  } catch {
    return null;
  }
}
