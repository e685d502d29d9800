// At every start, before anything is read: refuses a store this program does not understand, and brings an older one to what
// the models and migrations say, once, however many processes start together.
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { type Clock, systemClock } from '../../clock';
import { CareError } from '../../errors';
import type { Log } from '../../log';
import { type Declared, doIndexWork, findIndexWork } from './indexes';
import { knownMigrations } from './known-migrations';
import type { Migration } from './migration';
import { withLease } from './migration-lease';
import { endIncoming, readIncoming, readVersion, recordVersion, stateOf } from './store-state';

export interface UpToDateParts {
  db: mongo.Db;
  /** A connection whose calls may take minutes: asked for when there is something to do. */
  patientDb(): Promise<mongo.Db>;
  models: readonly Declared[];
  log: Log;
  clock?: Clock;
  known?: readonly Migration[];
  /** For the copy that is filling the store. */
  allowsUnfinished?: boolean | undefined;
  /** A command that looks at the store, or serves it for a moment; not the app. */
  joinsRunning?: boolean | undefined;
}

/** Throws `store-newer` and `store-unfinished`. */
export async function bringUpToDate(parts: UpToDateParts): Promise<void> {
  const { db, log, known = knownMigrations, clock = systemClock, allowsUnfinished = false } = parts;
  const rows = stateOf(db);
  const latest = known.at(-1)?.version ?? 0;
  const [version, incoming, work] = await Promise.all([
    readVersion(rows),
    readIncoming(rows),
    findIndexWork(db, parts.models),
  ]);
  if (version > latest) throw newer(version, latest);
  if (incoming?.finishedAt === null && !allowsUnfinished) throw unfinished();
  if (incoming !== null && !allowsUnfinished && parts.joinsRunning !== true) await endIncoming(rows);
  if (version === latest && work.length === 0) return;
  const patient = await parts.patientDb();
  await withLease(rows, { holder: randomUUID(), clock }, () => migrate(patient, { ...parts, log, known, latest }));
}

interface MigrateParts extends UpToDateParts {
  known: readonly Migration[];
  latest: number;
}

async function migrate(db: mongo.Db, { models, log, known, latest }: MigrateParts): Promise<void> {
  const rows = stateOf(db);
  // Somebody else may have done it while this process waited, or be of a newer version.
  const version = await readVersion(rows);
  if (version > latest) throw newer(version, latest);
  for (const migration of known.filter((one) => one.version > version)) {
    await migration.run(db);
    await recordVersion(rows, migration.version);
    log.info({ version: migration.version, migration: migration.name }, 'store-migrated');
  }
  const work = await findIndexWork(db, models);
  await doIndexWork(db, work);
  if (work.length > 0) log.info({ collections: work.length }, 'store-indexes-built');
}

function newer(found: number, known: number): CareError {
  return new CareError(
    'store-newer',
    `The store was written by a newer version of this program (its version is ${found}, this program knows ${known}). Start the newer version again, or restore a backup made before it ran.`,
  );
}

function unfinished(): CareError {
  return new CareError(
    'store-unfinished',
    'This store is a copy that was begun and not finished: run the same restore or migrate:embedded command again, or empty it.',
  );
}
