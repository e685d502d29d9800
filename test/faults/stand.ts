// The product as a larger shop runs it: several app processes, one store, one Redis, and a wire that can fail between each
// process and each of the two.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/store/store';
import { build } from '../build';
import { type RedisServer, startRedis } from '../redis-server';
import { createProgram, freePort, openHanded, type Program, untilServing } from './app-process';
import { type Caller, createCaller } from './caller';
import { createFaultProxy, type FaultProxy } from './fault-proxy';
import { createStoreServer, type StoreServer } from './store-server';
import { splitWire } from './wire-watch';

export interface AppProcess {
  program: Program;
  port: number;
  /** Speaks to this process alone. */
  caller: Caller;
  toStore: FaultProxy;
  toRedis: FaultProxy;
  /** Starts it; resolves when it serves. */
  start(): Promise<void>;
}

export interface Stand {
  apps: readonly AppProcess[];
  storeServer: StoreServer;
  redis: RedisServer;
  /** The store as it is, past every wire. */
  store(): Promise<Store>;
  /** A caller of its own that goes to each process in turn. */
  newCaller(): Caller;
  /** Ends of processes that nobody asked for. */
  surprises(): string[];
  close(): Promise<void>;
}

export interface StandOptions {
  processes?: number;
  /** More settings for every process. */
  settings?: Record<string, string>;
  /** The roles of each process (`web`, `worker`, `web,worker`); all of them when left out. */
  roles?: readonly string[];
}

/** Builds when sources changed, starts everything at once and resolves when every process serves. */
export async function createStand({ processes = 2, settings = {}, roles = [] }: StandOptions = {}): Promise<Stand> {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-stand-'));
  const storeServer = await createStoreServer(folder);
  await storeServer.start();
  const redis = await startRedis();
  const apps: AppProcess[] = [];
  for (let n = 0; n < processes; n++)
    apps.push(await createApp(folder, { storeServer, redis, settings, roles: roles[n] }));
  const callers: Caller[] = [];
  let store: Store | null = null;

  const stand: Stand = {
    apps,
    storeServer,
    redis,
    async store() {
      store ??= await storeServer.open();
      return store;
    },
    newCaller() {
      const caller = createCaller(apps.map((app) => app.port));
      callers.push(caller);
      return caller;
    },
    surprises: () => apps.flatMap((app) => [...app.program.surprises]),
    async close() {
      await store?.close();
      await Promise.all(apps.map((app) => app.program.kill()));
      await Promise.all(apps.flatMap((app) => [app.toStore.close(), app.toRedis.close()]));
      for (const caller of [...callers, ...apps.map((app) => app.caller)]) caller.close();
      await storeServer.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    // All at once: also the first start of all, on an empty store, is one that processes share.
    await Promise.all(apps.map((app) => app.start()));
  } catch (fault) {
    await stand.close();
    throw fault;
  }
  return stand;
}

type Surroundings = Pick<Stand, 'storeServer' | 'redis'> & {
  settings: Record<string, string>;
  roles: string | undefined;
};

async function createApp(folder: string, { storeServer, redis, settings, roles }: Surroundings): Promise<AppProcess> {
  const port = await freePort();
  const toStore = await createFaultProxy({ target: storeServer.target, createSplitter: splitWire });
  const toRedis = await createFaultProxy({ target: () => ({ host: '127.0.0.1', port: redis.port }) });
  const caller = createCaller([port]);
  const program = createProgram({
    file: 'main.js',
    parameters: roles === undefined ? [] : [`--roles=${roles}`],
    folder,
    settings: {
      ...openHanded,
      PORT: String(port),
      DATA_DIR: join(folder, `app-${port}`),
      MONGODB_URI: storeServer.uriThrough(toStore.port),
      REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
      ...settings,
    },
  });
  return {
    program,
    port,
    caller,
    toStore,
    toRedis,
    async start() {
      program.launch();
      await untilServing(program, caller);
    },
  };
}
