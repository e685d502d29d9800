// At every start, before anything is read: refuses a store this program does not understand, and brings an older one to what
// the models and migrations say, once, however many processes start together. A command only looks: the app may be running.
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { type Clock, systemClock } from '../../clock';
import type { Log } from '../../log';
import { buildMissing, type Declared, findIndexWork, type IndexWork, replaceChanged } from './indexes';
import { knownMigrations } from './known-migrations';
import type { Migration } from './migration';
import { withLease } from './migration-lease';
import { moved, newer, older, unfinished } from './refusals';
import { endIncoming, readIncoming, readMoved, readVersion, recordVersion, stateOf } from './store-state';

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

/** Throws `store-newer`, `store-older` (to commands), `store-unfinished` and `store-moved`. */
export async function bringUpToDate(parts: UpToDateParts): Promise<void> {
  const { db, models, log, known = knownMigrations, clock = systemClock, allowsUnfinished = false } = parts;
  const rows = stateOf(db);
  const latest = known.at(-1)?.version ?? 0;
  const [version, incoming, movedTo] = await Promise.all([readVersion(rows), readIncoming(rows), readMoved(rows)]);
  if (version > latest) throw newer(version, latest);
  if (movedTo !== null) throw moved(movedTo);
  if (incoming?.finishedAt === null && !allowsUnfinished) throw unfinished();
  if (parts.joinsRunning === true) {
    if (version === latest) return;
    // What nobody has written to yet is laid down by whoever comes first.
    if (!(await isEmpty(db))) throw older(version, latest);
  }
  if (incoming !== null && !allowsUnfinished) await endIncoming(rows);
  if (version === latest && (await isInOrder(db, models, log))) return;
  const patient = await parts.patientDb();
  await withLease(rows, { holder: randomUUID(), clock }, () => migrate(patient, { models, log, known, latest }));
}

async function isEmpty(db: mongo.Db): Promise<boolean> {
  const listed = await db.listCollections({}, { nameOnly: true }).toArray();
  return listed.every(({ name }) => name === 'migrations' || name.startsWith('system.'));
}

/** Nothing is missing; what another program of the same version declares otherwise is told and left. */
async function isInOrder(db: mongo.Db, models: readonly Declared[], log: Log): Promise<boolean> {
  const work = await findIndexWork(db, models);
  const differing = work.flatMap(({ collection, changed }) =>
    changed.flatMap(({ inTheWay }) => inTheWay.map((name) => `${collection}.${name}`)),
  );
  if (differing.length > 0) log.warn({ indexes: differing.join(' ') }, 'store-indexes-differ');
  return work.every(({ missing }) => missing.length === 0);
}

interface MigrateParts {
  models: readonly Declared[];
  log: Log;
  known: readonly Migration[];
  latest: number;
}

/** The version is written last: it says that documents and indexes are those of this version. */
async function migrate(db: mongo.Db, { models, log, known, latest }: MigrateParts): Promise<void> {
  const rows = stateOf(db);
  // Somebody else may have done it while this process waited, or be of a newer version.
  const version = await readVersion(rows);
  if (version > latest) throw newer(version, latest);
  for (const migration of known.filter((one) => one.version > version)) {
    await migration.run?.(db);
    log.info({ version: migration.version, migration: migration.name }, 'store-migrated');
  }
  const work = await findIndexWork(db, models);
  await buildMissing(db, work);
  await replaceChanged(db, work, async () => (await readVersion(rows)) < latest);
  logBuilt(log, work);
  await recordVersion(rows, latest);
}

function logBuilt(log: Log, work: readonly IndexWork[]): void {
  if (work.length > 0) log.info({ collections: work.length }, 'store-indexes-built');
}
