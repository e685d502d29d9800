// A real store, gone when the test file ends: the embedded one in a folder of its own, or a database of its own on the MongoDB
// that MONGODB_URI names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../src/log';
import { createStore, type Store } from '../src/store/store';
import { databaseOfItsOwn, dropDatabase } from './store/separate-server';

export interface OpenStore {
  store: Store;
  dataDir: string;
  /** Closes and opens again on the same folder, as a restart does. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

/** `mustEmbed`: what is tested is the embedded engine's own. */
export async function openStore({ mustEmbed = false }: { mustEmbed?: boolean } = {}): Promise<OpenStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-store-'));
  const named = mustEmbed ? '' : (process.env.MONGODB_URI ?? '');
  const mongodbUri = named === '' ? undefined : databaseOfItsOwn(named);
  const open = () => createStore({ dataDir, mongodbUri, log: createLog('silent') });
  const opened: OpenStore = {
    store: await open(),
    dataDir,
    async reopen() {
      await opened.store.close();
      opened.store = await open();
      return opened.store;
    },
    async close() {
      await opened.store.close();
      if (mongodbUri !== undefined) await dropDatabase(mongodbUri);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return opened;
}
