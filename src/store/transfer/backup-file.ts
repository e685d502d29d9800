// The file of a backup: a gzip stream of BSON documents. First what it is, then one document per row as {c: collection, d: row},
// last what must have come, so that a file that was cut or changed is refused before a byte of it is restored.
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { CareError } from '../../errors';
import { type Document, decodeExact, decodePlain, encode } from '../embedded/bson-codec';
import { createTally, type Row, readRow, type Tally } from './documents';

const head = z.object({
  ascolto: z.literal('backup'),
  format: z.literal(1),
  /** Names this very backup. */
  backupId: z.string(),
  storeId: z.string(),
  /** The version of the store's documents. */
  version: z.number(),
  madeAt: z.date(),
});
export type BackupHead = z.output<typeof head>;
export type Tallies = Record<string, Tally>;

export interface BackupWriter {
  add(collection: string, row: Row): Promise<void>;
  /** Completes the file; only then it has its name. */
  finish(): Promise<Tallies>;
  abandon(): Promise<void>;
}

const MAX_DOCUMENT_BYTES = 17 * 1024 * 1024;

/** Begins a file that only its owner can read. It has another name until it is whole. */
export async function writeBackupFile(path: string, about: BackupHead): Promise<BackupWriter> {
  const unfinished = `${path}.unfinished-${process.pid}`;
  const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600 });
  const gzip = createGzip({ level: 6 });
  const written = pipeline(gzip, file);
  // A fault shows when something is added or at the end; until then nobody waits for it.
  written.catch(() => undefined);
  const tallies = new Map<string, ReturnType<typeof createTally>>();
  async function put(document: Document): Promise<void> {
    if (gzip.destroyed) await written;
    if (!gzip.write(encode(document))) await Promise.race([once(gzip, 'drain'), written]);
  }
  await put({ ...about });
  return {
    async add(collection, row) {
      const tally = tallies.get(collection) ?? createTally();
      tallies.set(collection, tally);
      tally.add(row);
      await put({ c: collection, d: row });
    },
    async finish() {
      const end = Object.fromEntries([...tallies].map(([collection, tally]) => [collection, tally.read()]));
      await put({ end });
      gzip.end();
      await written;
      await sync(unfinished);
      await rename(unfinished, path);
      return end;
    },
    async abandon() {
      gzip.destroy();
      await written.catch(() => undefined);
      await rm(unfinished, { force: true });
    },
  };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}

/** What the file is; throws `not-a-backup` for anything else. */
export async function readBackupHead(path: string): Promise<BackupHead> {
  for await (const bytes of documentsOf(path)) return readHead(bytes);
  throw notWhole();
}

/** The rows in the order of the file, and after them a check that all of them came: throws `backup-not-whole`. */
export async function* readBackupRows(path: string): AsyncGenerator<[collection: string, row: Row]> {
  const tallies = new Map<string, ReturnType<typeof createTally>>();
  let isFirst = true;
  let isEnded = false;
  for await (const bytes of documentsOf(path)) {
    if (isFirst) readHead(bytes);
    else {
      const { c: collection, d: row, end } = decodeExact(bytes);
      if (end !== undefined) isEnded = isTally(decodePlain(bytes).end, tallies);
      else {
        const read = readRow(encode(row as Document));
        const tally = tallies.get(String(collection)) ?? createTally();
        tallies.set(String(collection), tally);
        tally.add(read);
        yield [String(collection), read];
      }
    }
    isFirst = false;
  }
  if (!isEnded) throw notWhole();
}

function isTally(end: unknown, tallies: ReadonlyMap<string, ReturnType<typeof createTally>>): boolean {
  const expected = z.record(z.string(), z.object({ count: z.number(), digest: z.string() })).parse(end);
  const names = new Set([...Object.keys(expected), ...tallies.keys()]);
  return [...names].every((name) => expected[name]?.digest === tallies.get(name)?.read().digest);
}

function readHead(bytes: Uint8Array): BackupHead {
  const parsed = head.safeParse(decodePlain(bytes));
  if (!parsed.success) throw new CareError('not-a-backup', 'The file is no backup that this program can read.');
  return parsed.data;
}

/** Cuts the stream into documents, each of which begins with its length. */
async function* documentsOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const bytes = file.pipe(createGunzip({ chunkSize: 256 * 1024 }));
  file.on('error', (fault) => bytes.destroy(fault));
  let kept: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      let at = 0;
      for (let length = lengthAt(kept, at); kept.length - at >= length; length = lengthAt(kept, at)) {
        yield kept.subarray(at, at + length);
        at += length;
      }
      kept = kept.subarray(at);
    }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code?.startsWith('Z_')) throw notWhole();
    throw fault;
  } finally {
    file.destroy();
  }
  if (kept.length > 0) throw notWhole();
}

/** The length of the document that begins there; more than there can be while it is not known yet. */
function lengthAt(bytes: Buffer, at: number): number {
  if (bytes.length - at < 4) return MAX_DOCUMENT_BYTES * 2;
  const length = bytes.readInt32LE(at);
  if (length < 5 || length > MAX_DOCUMENT_BYTES) throw notWhole();
  return length;
}

function notWhole(): CareError {
  return new CareError('backup-not-whole', 'The backup is cut off or was changed: nothing of it can be trusted.');
}
