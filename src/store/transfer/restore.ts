// Puts a backup into an empty store. The file is read twice: once to know that it is whole, before anything is written.
import { CareError } from '../../errors';
import { knownMigrations } from '../migrations/known-migrations';
import { adoptIdentity, stateOf } from '../migrations/store-state';
import type { StoreOptions } from '../store';
import { createStore } from '../store';
import { readBackupHead, readBackupRows, type Tallies } from './backup-file';
import { createTally, inBatches, putRows, type Row, tallyOf } from './documents';
import { openTarget } from './target';

/** Throws `backup-not-whole`, `backup-newer`, `target-not-empty`; may be run again after it was cut off. */
export async function restoreBackup(options: StoreOptions, path: string): Promise<Tallies> {
  const head = await readBackupHead(path);
  if (head.version > (knownMigrations.at(-1)?.version ?? 0)) throw newer();
  const expected = await tallyFile(path);
  const target = await openTarget(options, head.backupId);
  try {
    const { db } = target.store;
    for await (const [collection, rows] of runsOf(readBackupRows(path)))
      await putRows(db, collection, rows, !target.isResumed);
    for (const [collection, tally] of Object.entries(expected)) {
      if ((await tallyOf(db, collection)).digest !== tally.digest) throw differs(collection);
    }
    await adoptIdentity(stateOf(db), head);
    await target.finish();
  } finally {
    await target.store.close();
  }
  // Rows of an older version are brought up to date now, and not by whoever starts first.
  await (await createStore({ ...options, isPatient: true, allowsUnfinished: true })).close();
  return expected;
}

async function tallyFile(path: string): Promise<Tallies> {
  const tallies = new Map<string, ReturnType<typeof createTally>>();
  for await (const [collection, row] of readBackupRows(path)) {
    const tally = tallies.get(collection) ?? createTally();
    tallies.set(collection, tally);
    tally.add(row);
  }
  return Object.fromEntries([...tallies].map(([collection, tally]) => [collection, tally.read()]));
}

/** Batches of one collection each: neighbours in the file may belong to different ones. */
async function* runsOf(rows: AsyncIterable<[string, Row]>): AsyncGenerator<[string, Row[]]> {
  const byCollection = new Map<string, Row[]>();
  async function* rowsOnly(): AsyncGenerator<Row> {
    for await (const [collection, row] of rows) {
      const kept = byCollection.get(collection);
      if (kept === undefined) byCollection.set(collection, [row]);
      else kept.push(row);
      yield row;
    }
  }
  for await (const _batch of inBatches(rowsOnly())) {
    yield* byCollection;
    byCollection.clear();
  }
}

function newer(): CareError {
  return new CareError(
    'backup-newer',
    'The backup was made by a newer version of this program: restore it with that one.',
  );
}

function differs(collection: string): CareError {
  return new CareError(
    'restore-differs',
    `"${collection}" is not what the backup holds: is somebody else writing to it?`,
  );
}
