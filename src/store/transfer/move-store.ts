// A whole shop from the embedded store to a MongoDB: opens both, makes the second equal to the first, and names it the same.
import type { Log } from '../../log';
import { adoptIdentity, readStoreId, readVersion, stateOf } from '../migrations/store-state';
import { createStore, type Store } from '../store';
import { type Comparison, makeEqual } from './make-equal';
import { openTarget } from './target';

export interface Moved {
  compared: Comparison[];
  /** False when the source changed all the time: the target is then not opened to anybody. */
  isEqual: boolean;
}

/** Repeatable until the app was started on the target; throws `target-not-empty`. */
export async function moveStore(options: { dataDir: string; mongodbUri: string; log: Log }): Promise<Moved> {
  const { dataDir, mongodbUri, log } = options;
  const source = await createStore({ dataDir, log, joinsRunning: true, isPatient: true });
  try {
    return await moveTo(source, { dataDir, mongodbUri, log });
  } finally {
    await source.close();
  }
}

async function moveTo(source: Store, options: { dataDir: string; mongodbUri: string; log: Log }): Promise<Moved> {
  const state = stateOf(source.db);
  const identity = { storeId: await readStoreId(state), version: await readVersion(state) };
  const target = await openTarget(options, identity.storeId);
  try {
    const { collections, db } = source;
    const compared = await makeEqual({ source: db, target: target.store.db, collections });
    const isEqual = compared.every((one) => one.isEqual);
    if (isEqual) {
      await adoptIdentity(stateOf(target.store.db), identity);
      await target.finish();
    }
    return { compared, isEqual };
  } finally {
    await target.store.close();
  }
}
