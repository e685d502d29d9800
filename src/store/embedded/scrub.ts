// After an erasure: rewrites the data file from what is still in it. Overwriting what is deleted (secure_delete) is not
// enough: when SQLite moves rows between pages it leaves stale copies in the gaps, which only a VACUUM gets rid of. It runs
// after the answer, since it may take longer than a driver waits (about 7 s per gigabyte, during which nothing else runs).
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
}

/** `scrubFile: 1` orders one and answers its number; with `number` it answers whether that one is done. */
export function createScrub(parts: ScrubParts): Handlers {
  let ordered = 0;
  let done = 0;
  let isComing = false;

  function run(): void {
    isComing = false;
    const upTo = ordered;
    try {
      rewrite(parts);
      done = upTo;
    } catch (fault) {
      parts.onFault(fault);
    }
  }

  return {
    reads: {
      scrubfile({ body }): Document {
        const number = Number(body.number ?? Number.NaN);
        if (Number.isInteger(number)) return { isDone: number <= done, isComing: number <= ordered && isComing };
        ordered += 1;
        if (!isComing) setImmediate(run);
        isComing = true;
        return { number: ordered };
      },
    },
    writes: {},
  };
}

function rewrite({ file, catalog, path }: ScrubParts): void {
  for (const collection of catalog.list()) {
    if (textIndexOf(collection) === undefined) continue;
    const table = textTable(collection);
    file.run(`INSERT INTO ${table}(${table}) VALUES('optimize')`);
  }
  // The copy is as large as the file: not in memory, and on the same disk.
  file.all(`PRAGMA temp_store_directory = '${dirname(path).replaceAll("'", "''")}'`);
  file.all('PRAGMA temp_store = FILE');
  try {
    file.changeLayout('VACUUM');
  } finally {
    file.all('PRAGMA temp_store = MEMORY');
  }
  file.all('PRAGMA wal_checkpoint(TRUNCATE)');
}
