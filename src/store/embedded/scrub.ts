// After an erasure: rewrites the data file from what is still in it. Overwriting what is deleted (secure_delete) is not
// enough: when SQLite moves rows between pages it leaves stale copies in the gaps, which only a VACUUM gets rid of. It runs
// after the answer, since it may take longer than a driver waits (about 7 s per gigabyte, during which nothing else runs).
//
// The copy and the write-ahead log are each as large as what is in the file. A disk that filled up in the middle would refuse
// every write afterwards: so the room is looked at before the first byte, and what a failure leaves in the log is cut off.
import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Document } from './bson-codec';
import { type Catalog, textIndexOf, textTable } from './catalog';
import type { Handlers } from './engine-parts';
import type { SqliteFile } from './sqlite-file';

interface ScrubParts {
  file: SqliteFile;
  catalog: Catalog;
  path: string;
  onFault(fault: unknown): void;
  /** Of the disk with the file; asked of the file system unless told. */
  freeBytes?: () => number;
}

/** Left for what is written meanwhile by others on the disk. */
const spareBytes = 4 * 1024 * 1024;

/**
 * `scrubFile: 1` orders one and answers its number; with `number` it answers whether that one is done, and how many bytes the
 * disk lacked when the last one was refused.
 */
export function createScrub(parts: ScrubParts): Handlers {
  let ordered = 0;
  let done = 0;
  let isComing = false;
  let lacksBytes = 0;

  function run(): void {
    isComing = false;
    const upTo = ordered;
    lacksBytes = 0;
    try {
      lacksBytes = rewrite(parts);
      if (lacksBytes === 0) done = upTo;
    } catch (fault) {
      parts.onFault(fault);
    }
  }

  return {
    reads: {
      scrubfile({ body }): Document {
        const number = Number(body.number ?? Number.NaN);
        if (Number.isInteger(number))
          return { isDone: number <= done, isComing: number <= ordered && isComing, lacksBytes };
        ordered += 1;
        if (!isComing) setImmediate(run);
        isComing = true;
        return { number: ordered };
      },
    },
    writes: {},
  };
}

/** 0 when it is done, else how many bytes the disk lacks: then nothing was copied. */
function rewrite(parts: ScrubParts): number {
  const lacked = lackedBytes(parts);
  if (lacked > 0) return lacked;
  try {
    emptyLog(parts.file);
    optimiseWords(parts);
    emptyLog(parts.file);
    // The words may have grown for now.
    const lackedNow = lackedBytes(parts);
    if (lackedNow === 0) vacuum(parts);
    return lackedNow;
  } finally {
    emptyLog(parts.file);
  }
}

/** First the log is brought into the file, which may make it larger; then what is in it is written twice more. */
function lackedBytes({ file, path, freeBytes = () => freeBytesAt(path) }: ScrubParts): number {
  const pageSize = readNumber(file, 'page_size');
  const pages = readNumber(file, 'page_count');
  const usedBytes = (pages - readNumber(file, 'freelist_count')) * pageSize;
  const growthBytes = Math.max(0, pages * pageSize - sizeOf(path));
  const free = freeBytes();
  const toEmptyLog = growthBytes - free;
  const toCopy = 2 * usedBytes + growthBytes - sizeOf(`${path}-wal`) - free;
  return Math.max(0, spareBytes + Math.max(toEmptyLog, toCopy));
}

function readNumber(file: SqliteFile, name: string): number {
  return Number(file.all(`PRAGMA ${name}`)[0]?.[name] ?? 0);
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** What this user may still write; a file system that does not say is taken to have room. */
function freeBytesAt(path: string): number {
  const { blocks, bavail, bsize } = statfsSync(dirname(path));
  return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
}

const emptyLog = (file: SqliteFile): void => void file.all('PRAGMA wal_checkpoint(TRUNCATE)');

function optimiseWords({ file, catalog }: ScrubParts): void {
  for (const collection of catalog.list()) {
    if (textIndexOf(collection) === undefined) continue;
    const table = textTable(collection);
    file.run(`INSERT INTO ${table}(${table}) VALUES('optimize')`);
  }
}

/** The copy is as large as the file: not in memory, and on the same disk. */
function vacuum({ file, path }: ScrubParts): void {
  file.all(`PRAGMA temp_store_directory = '${dirname(path).replaceAll("'", "''")}'`);
  file.all('PRAGMA temp_store = FILE');
  try {
    file.changeLayout('VACUUM');
  } finally {
    file.all('PRAGMA temp_store = MEMORY');
  }
}
