// A real store in a folder of its own, gone when the test file ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../src/log';
import { createStore, type Store } from '../src/store/store';

export interface OpenStore {
  store: Store;
  dataDir: string;
  /** Closes and opens again on the same folder, as a restart does. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

export async function openStore(): Promise<OpenStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-store-'));
  const open = () => createStore({ dataDir, log: createLog('silent') });
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
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return opened;
}
