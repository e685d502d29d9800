// What a store says of itself, in the collection `migrations`: who it is, which version its documents have, who is changing it
// now, whether it is a copy that is not yet whole, and where the shop went that was in it.
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { CareError } from '../../errors';

interface StoreRow {
  _id: 'store';
  /** Names the shop's store for good, also after a move. */
  storeId: string;
  /** The last migration that was finished. */
  version: number;
}

interface LeaseRow {
  _id: 'lease';
  holder: string;
  /** Counts up while the holder lives. */
  beat: number;
}

interface IncomingRow {
  _id: 'incoming';
  /** What is copied here: the id of a store, or of a backup. */
  from: string;
  startedAt: Date;
  /** Null until everything is here and was compared. */
  finishedAt: Date | null;
}

export interface MovedRow {
  _id: 'moved';
  /** An address without user and password. */
  to: string;
  at: Date;
}

type StateRow = StoreRow | LeaseRow | IncomingRow | MovedRow;
export type StateRows = mongo.Collection<StateRow>;

const stateCollection = 'migrations';

export function stateOf(db: mongo.Db): StateRows {
  return db.collection<StateRow>(stateCollection);
}

/** 0 for a store from before there were migrations, and for an empty one. */
export async function readVersion(rows: StateRows): Promise<number> {
  return (await rows.findOne<StoreRow>({ _id: 'store' }))?.version ?? 0;
}

/** Only ever upwards, whoever else is writing it. */
export async function recordVersion(rows: StateRows, version: number): Promise<void> {
  const named = { $max: { version }, $setOnInsert: { storeId: randomUUID() } };
  await rows.updateOne({ _id: 'store' }, named, { upsert: true });
}

/** The store's own name; present once its first migration is recorded. */
export async function readStoreId(rows: StateRows): Promise<string> {
  const row = await rows.findOne<StoreRow>({ _id: 'store' });
  if (row === null) throw new CareError('store-unnamed', 'This is not a store of Ascolto.');
  return row.storeId;
}

export function readIncoming(rows: StateRows): Promise<IncomingRow | null> {
  return rows.findOne<IncomingRow>({ _id: 'incoming' });
}

export function readLease(rows: StateRows): Promise<LeaseRow | null> {
  return rows.findOne<LeaseRow>({ _id: 'lease' });
}

/** From now on nobody but the copy from the same source may open the store. */
export async function beginIncoming(rows: StateRows, from: string): Promise<void> {
  const begun = { $set: { from, finishedAt: null }, $setOnInsert: { startedAt: new Date() } };
  await rows.updateOne({ _id: 'incoming' }, begun, { upsert: true });
}

export async function finishIncoming(rows: StateRows): Promise<void> {
  await rows.updateOne({ _id: 'incoming' }, { $set: { finishedAt: new Date() } });
}

/** A copy carries on under the name of its original, with the version its documents have. */
export async function adoptIdentity(
  rows: StateRows,
  { storeId, version }: { storeId: string; version: number },
): Promise<void> {
  await rows.updateOne({ _id: 'store' }, { $set: { storeId, version } });
}

/** The copy is the shop from now on: what was copied is no longer to be copied over it. */
export async function endIncoming(rows: StateRows): Promise<void> {
  await rows.deleteOne({ _id: 'incoming', finishedAt: { $ne: null } });
}

export function readMoved(rows: StateRows): Promise<MovedRow | null> {
  return rows.findOne<MovedRow>({ _id: 'moved' });
}

/** From now on nobody opens the store: the shop is elsewhere. */
export async function markMoved(rows: StateRows, { to, at }: Omit<MovedRow, '_id'>): Promise<void> {
  await rows.updateOne({ _id: 'moved' }, { $set: { to, at } }, { upsert: true });
}

/** False when it was not marked. */
export async function unmarkMoved(rows: StateRows): Promise<boolean> {
  return (await rows.deleteOne({ _id: 'moved' })).deletedCount > 0;
}
