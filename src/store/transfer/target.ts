// Where a copy goes: an empty store, or one that the same copy has begun to fill. Anything else is somebody's data.
import type { mongo } from 'mongoose';
import { CareError } from '../../errors';
import { connectStore } from '../connect';
import { beginIncoming, finishIncoming, readIncoming, stateOf } from '../migrations/store-state';
import { createStore, type Store, type StoreOptions } from '../store';

export interface Target {
  store: Store;
  /** True when an earlier run of the same copy was cut off here, or ended and nothing was started on it yet. */
  isResumed: boolean;
  /** Everything is here and was compared: the app may open it. */
  finish(): Promise<void>;
}

/** Opens the store for a copy from `from`; throws `target-not-empty` before anything is written. */
export async function openTarget(options: StoreOptions, from: string): Promise<Target> {
  const isResumed = await checkTarget(options, from);
  const store = await createStore({ ...options, isPatient: true, allowsUnfinished: true });
  await beginIncoming(stateOf(store.db), from);
  return { store, isResumed, finish: () => finishIncoming(stateOf(store.db)) };
}

async function checkTarget(options: StoreOptions, from: string): Promise<boolean> {
  const { connection, close } = await connectStore({ ...options, isPatient: true });
  try {
    const { db } = connection;
    if (db === undefined) throw new CareError('store-not-connected', 'The store is not connected.');
    const incoming = await readIncoming(stateOf(db));
    if (incoming?.from === from) return true;
    const used = await firstUsed(db);
    if (used !== null || incoming !== null) throw notEmpty(used);
    return false;
  } finally {
    await close();
  }
}

/** A collection with documents, whoever made it; what a store says of itself does not count. */
async function firstUsed(db: mongo.Db): Promise<string | null> {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name === 'migrations' || name.startsWith('system.')) continue;
    if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) return name;
  }
  return null;
}

function notEmpty(used: string | null): CareError {
  const what = used === null ? 'another copy was begun there' : `there are documents in "${used}"`;
  return new CareError(
    'target-not-empty',
    `The target is not empty (${what}), and nothing in it was touched. Name an empty data folder or database.`,
  );
}
