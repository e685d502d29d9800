// Copies a shop into one file while the app runs. There is no single moment that the file shows: each conversation is whole as
// it was at some moment of the run, and the collections beside it follow in an order in which nothing refers to what is missing.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { CareError } from '../../errors';
import { readStoreId, readVersion, stateOf } from '../migrations/store-state';
import type { Store } from '../store';
import { filesOf, readAtRest } from './at-rest';
import { type BackupWriter, type Tallies, writeBackupFile } from './backup-file';
import { rowsOf } from './documents';

/** Read at rest, conversation by conversation: nothing of one that is gone may be in the file. */
const wholeConversations = ['conversations', 'messages', 'events', 'notes', 'attachments'];
/**
 * Before the conversations: what is erased later is in the file whole or not at all, and the entries of the audit log that
 * follow its head may only be more than the head says.
 */
const first = ['erasures', 'erasedConversations', 'auditHeads'];
/** A sign-in that was ended since must not come back to life with a backup. */
const leftOut = ['signInSessions'];
/** Conversations read at once; their files follow one by one. */
const atOnce = 8;

/** Throws `file-exists`; the file appears under its name when it is whole. */
export async function writeBackup(store: Store, path: string, madeAt: Date): Promise<Tallies> {
  if (existsSync(path)) throw exists(path);
  const state = stateOf(store.db);
  const [storeId, version] = await Promise.all([readStoreId(state), readVersion(state)]);
  const about = { ascolto: 'backup', format: 1, backupId: randomUUID(), storeId, version, madeAt } as const;
  const file = await writeBackupFile(path, about);
  try {
    await addAll(store, first, file);
    await addConversations(store, file);
    const apart = [...first, ...wholeConversations, ...leftOut];
    await addAll(
      store,
      store.collections.filter((name) => !apart.includes(name)),
      file,
    );
    return await file.finish();
  } catch (fault) {
    await file.abandon();
    throw fault;
  }
}

async function addAll({ db }: Store, collections: readonly string[], file: BackupWriter): Promise<void> {
  for (const collection of collections) for await (const row of rowsOf(db, collection)) await file.add(collection, row);
}

async function addConversations({ db }: Store, file: BackupWriter): Promise<void> {
  let waiting: string[] = [];
  const addWaiting = async () => {
    const read = await Promise.all(waiting.map(async (id) => ({ id, conversation: await readAtRest(db, id) })));
    waiting = [];
    for (const { id, conversation } of read) {
      if (conversation === null) continue;
      for (const [collection, rows] of conversation) for (const row of rows) await file.add(collection, row);
      for await (const row of filesOf(db, id)) await file.add('attachments', row);
    }
  };
  const ids = db
    .collection<{ _id: string }>('conversations')
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: 1 });
  for await (const { _id } of ids) {
    waiting.push(_id);
    if (waiting.length === atOnce) await addWaiting();
  }
  await addWaiting();
}

function exists(path: string): CareError {
  return new CareError('file-exists', `${path} exists already; nothing was written over.`);
}
