// What stands where MongoDB stands: a real one when MONGODB_URI names it, else the embedded engine as a server of its own,
// which can be killed and comes back at the same place.
import { mkdirSync } from 'node:fs';
import type { NetConnectOpts } from 'node:net';
import { join } from 'node:path';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { createProgram, freePort, type Program } from './app-process';
import { rest } from './caller';

export interface StoreServer {
  /** Where it listens. */
  target(): NetConnectOpts;
  /** Its address for a driver that goes through a wire of ours. */
  uriThrough(port: number): string;
  /** Reads beside everything that is going on; not through any wire that may fail. */
  open(): Promise<Store>;
  /** Null for a real MongoDB, which is not ours to kill. */
  program: Program | null;
  /** Where its files lie; null for a real MongoDB, whose files are its own. */
  dataDir: string | null;
  start(): Promise<void>;
  close(): Promise<void>;
}

export function createStoreServer(folder: string): Promise<StoreServer> {
  const uri = process.env.MONGODB_URI ?? '';
  return uri === '' ? createEmbedded(folder) : Promise.resolve(createReal(uri));
}

async function createEmbedded(folder: string): Promise<StoreServer> {
  const dataDir = join(folder, 'store');
  mkdirSync(dataDir);
  const program = createProgram({
    file: 'commands/embedded-server.js',
    folder,
    settings: {},
    // The same port after each start: drivers know no other.
    parameters: ['--data', dataDir, '--port', String(await freePort())],
  });
  let uri = new URL('mongodb://nowhere');

  async function start(): Promise<void> {
    const before = program.output.length;
    program.launch();
    while (program.output.length === before) {
      if (!program.isRunning()) throw new Error('the store server did not start');
      await rest(20);
    }
    uri = new URL(program.output.at(before) ?? '');
  }

  return {
    ...placeOf(() => uri),
    open: () => openAt(uri.href),
    program,
    dataDir,
    start,
    close: async () => void (await program.kill()),
  };
}

function createReal(address: string): StoreServer {
  const uri = new URL(address);
  uri.pathname = `/ascolto-faults-${process.pid}-${Math.floor(performance.now())}`;
  return {
    ...placeOf(() => uri),
    open: () => openAt(uri.href),
    program: null,
    dataDir: null,
    start: async () => undefined,
    async close() {
      const store = await openAt(uri.href);
      await store.conversations.db.dropDatabase();
      await store.close();
    },
  };
}

function placeOf(address: () => URL): Pick<StoreServer, 'target' | 'uriThrough'> {
  return {
    target: () => ({ host: address().hostname, port: Number(address().port || 27_017) }),
    uriThrough(port) {
      const through = new URL(address());
      through.host = `127.0.0.1:${port}`;
      // A replica set would name its members, past our wire.
      through.searchParams.set('directConnection', 'true');
      return through.href;
    },
  };
}

const openAt = (mongodbUri: string): Promise<Store> =>
  createStore({ mongodbUri, dataDir: '/nowhere', log: createLog('silent') });
