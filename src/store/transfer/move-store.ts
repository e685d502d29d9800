// A whole shop from the embedded store to a MongoDB: opens both, makes the second equal to the first, names it the same, and
// closes the first to everybody. Two stores of one shop would each go on by themselves.
import { CareError } from '../../errors';
import type { Log } from '../../log';
import { connectStore } from '../connect';
import { adoptIdentity, markMoved, readStoreId, readVersion, stateOf, unmarkMoved } from '../migrations/store-state';
import { createStore, type Store } from '../store';
import { type Comparison, makeEqual } from './make-equal';
import { openTarget } from './target';

export interface Moved {
  compared: Comparison[];
  /** False when the source changed all the time: the target is then not opened to anybody. */
  isEqual: boolean;
  /** The source is closed; not while an app runs on it, which may write until it is stopped. */
  isDone: boolean;
}

interface MoveOptions {
  dataDir: string;
  mongodbUri: string;
  log: Log;
}

/** Repeatable until it is done, or the app was started on the target; throws `target-not-empty`, `store-moved`. */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  const { dataDir, log } = options;
  const source = await createStore({ dataDir, log, joinsRunning: true, isPatient: true });
  try {
    const compared = await copyTo(source, options);
    const isEqual = compared.every((one) => one.isEqual);
    const isDone = isEqual && source.isAlone;
    if (isDone) await markMoved(stateOf(source.db), { to: withoutSecrets(options.mongodbUri), at: new Date() });
    return { compared, isEqual, isDone };
  } finally {
    await source.close();
  }
}

async function copyTo(source: Store, options: MoveOptions): Promise<Comparison[]> {
  const state = stateOf(source.db);
  const identity = { storeId: await readStoreId(state), version: await readVersion(state) };
  const target = await openTarget(options, identity.storeId);
  try {
    const { collections, db } = source;
    const compared = await makeEqual({ source: db, target: target.store.db, collections });
    if (compared.every((one) => one.isEqual)) {
      await adoptIdentity(stateOf(target.store.db), identity);
      await target.finish();
    }
    return compared;
  } finally {
    await target.store.close();
  }
}

/** Opens the source to the app again; throws `not-moved`. */
export async function undoMove({ dataDir, log }: Pick<MoveOptions, 'dataDir' | 'log'>): Promise<void> {
  const { connection, close } = await connectStore({ dataDir, log });
  try {
    if (connection.db !== undefined && (await unmarkMoved(stateOf(connection.db)))) return;
    throw new CareError('not-moved', `The shop in ${dataDir} was not moved: it may be started as it is.`);
  } finally {
    await close();
  }
}

/** The address as it may be told: without user, password and options. */
function withoutSecrets(mongodbUri: string): string {
  const [, scheme = '', place = ''] = /^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?([^?]*)/.exec(mongodbUri) ?? [];
  return `${scheme}${place}`;
}
