// The real thing under test, alone: the compiled process on a folder and a port of its own, that can be killed and started
// again. Several of them on one store are in stand.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { build } from '../build';
import { createProgram, freePort, openHanded, untilServing } from './app-process';
import { createCaller } from './caller';

export { administrator } from './app-process';

export interface RigOptions {
  /** More settings for the process. */
  settings?: Record<string, string>;
  /** Flags for node itself. */
  nodeFlags?: string[];
  /** A folder to start on instead of a new one; it is left alone at the end. */
  dataDir?: string;
}

export type Rig = Awaited<ReturnType<typeof createRig>>;

/** Builds when sources changed and prepares the process; nothing runs until `start`. */
export async function createRig(options: RigOptions = {}) {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-rig-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const port = await freePort();
  const caller = createCaller([port]);
  const program = createProgram({
    file: 'main.js',
    folder,
    settings: { ...openHanded, PORT: String(port), DATA_DIR: dataDir, ...options.settings },
    nodeFlags: options.nodeFlags ?? [],
  });
  const untilReady = () => untilServing(program, caller);

  return {
    port,
    dataDir,
    caller,
    pid: program.pid,
    /** Starts the process; resolves when it serves. */
    async start(): Promise<void> {
      program.launch();
      await untilReady();
    },
    /** Starts it without waiting: for kills in the middle of a start. */
    launch: program.launch,
    untilReady,
    kill: program.kill,
    stop: program.stop,
    /** What it logged as an error, and every end that nobody asked for. */
    troubles: () => [...program.surprises, ...program.output.filter((line) => /"level":[56]0/.test(line))],
    /** The store, read beside the running process. */
    async withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
      const store = await createStore({ dataDir, log: createLog('silent'), joinsRunning: true });
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
    async close(): Promise<void> {
      await program.kill();
      caller.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
