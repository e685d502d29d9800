// Starts the embedded engine on a data folder, in a worker thread, and says at which address drivers reach it.
import { chmod, mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CareError } from '../../errors';
import type { Log } from '../../log';
import type { EngineOrder, EnginePlace, EngineReport } from './engine-thread';
import { endProcessWhenLost } from './engine-watch';
import { chooseSocketPath, findRunningSocket, forgetSocketPath, noteSocketPath } from './socket-place';

export interface RunningEngine {
  /** Where any MongoDB driver on this machine reaches the engine. */
  uri: string;
  close(): Promise<void>;
}

const DATA_FILE = 'store.db';
const DATABASE = 'ascolto';

/** Starts the engine; throws `data-folder-in-use` when another process has the folder. */
export async function startEngine(dataDir: string, log: Log): Promise<RunningEngine> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const socketPath = await chooseSocketPath(dataDir);
  const worker = startWorker({ filePath: join(dataDir, DATA_FILE), socketPath });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  try {
    await untilReady(worker, dataDir);
  } catch (fault) {
    await worker.terminate();
    await forgetSocketPath(dataDir, socketPath, false);
    throw fault;
  }
  await noteSocketPath(dataDir, socketPath);
  worker.on('message', (report: EngineReport) => {
    if (report.kind === 'fault') log.error({ reason: report.message }, 'store-background-fault');
  });
  const stopWatching = endProcessWhenLost(worker, log);
  return {
    uri: engineUri(socketPath),
    async close() {
      stopWatching();
      worker.postMessage('close' satisfies EngineOrder);
      await ended;
      await forgetSocketPath(dataDir, socketPath, true);
    },
  };
}

/** The address of an engine that already runs on the data folder; undefined when none does. */
export async function findRunningEngine(dataDir: string): Promise<string | undefined> {
  const socketPath = await findRunningSocket(dataDir);
  return socketPath === undefined ? undefined : engineUri(socketPath);
}

/** The address of an engine that listens at `socketPath`. */
function engineUri(socketPath: string): string {
  return `mongodb://${encodeURIComponent(socketPath)}/${DATABASE}?directConnection=true&retryWrites=false&retryReads=false`;
}

/** From TypeScript sources (tests, npm run dev) the worker needs tsx; its CommonJS hook alone starts fastest. */
function startWorker(place: EnginePlace): Worker {
  const extension = extname(__filename);
  const execArgv = extension === '.ts' ? ['--require', require.resolve('tsx/cjs')] : [];
  return new Worker(join(__dirname, `engine-worker${extension}`), {
    workerData: place,
    execArgv,
    name: 'store-engine',
  });
}

function untilReady(worker: Worker, dataDir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', (fault) => reject(startFault(fault.message, fault)));
    worker.once('exit', (code) => reject(startFault(`the engine thread ended with code ${code}`)));
    worker.once('message', (report: EngineReport) => {
      worker.removeAllListeners('error');
      if (report.kind === 'ready') resolve();
      else if (report.kind === 'in-use') reject(inUse(dataDir));
      else reject(startFault(report.message));
    });
  });
}

function inUse(dataDir: string): CareError {
  return new CareError(
    'data-folder-in-use',
    `The data folder ${dataDir} is in use by another running process. Stop that process first, or set DATA_DIR to another folder.`,
  );
}

function startFault(message: string, cause?: unknown): CareError {
  return new CareError('store-start-failed', `The embedded store could not start: ${message}`, { cause });
}
