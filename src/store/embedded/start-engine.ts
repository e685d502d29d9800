// Starts the embedded engine on a data folder, in a worker thread, and says at which address drivers reach it.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CareError } from '../../errors';
import type { Log } from '../../log';
import type { EngineOrder, EnginePlace, EngineReport } from './engine-thread';
import { endProcessWhenLost } from './engine-watch';
import { loopbackUser } from './scram';
import { chooseSocketPath, findRunningSocket, forgetSocketPath, noteSocketPath } from './socket-place';

export interface RunningEngine {
  /** Where any MongoDB driver on this machine reaches the engine. */
  uri: string;
  /** The address on 127.0.0.1, when one was asked for. It holds the password. */
  loopbackUri: string | undefined;
  close(): Promise<void>;
}

export interface StartOptions {
  /** Listen on this port of 127.0.0.1 too; 0 is any free one. */
  loopbackPort?: number | undefined;
}

const DATA_FILE = 'store.db';
const DATABASE = 'ascolto';
/** Kept in the data folder, so that the address stays the same from start to start. */
const PASSWORD_FILE = 'store.password';

/** Starts the engine; throws `data-folder-in-use` when another process has the folder. */
export async function startEngine(
  dataDir: string,
  log: Log,
  { loopbackPort }: StartOptions = {},
): Promise<RunningEngine> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const socketPath = await chooseSocketPath(dataDir);
  const loopback = loopbackPort === undefined ? undefined : { port: loopbackPort, password: await passwordOf(dataDir) };
  const worker = startWorker({ filePath: join(dataDir, DATA_FILE), socketPath, loopback });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let port: number | undefined;
  try {
    port = await untilReady(worker, dataDir);
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
    loopbackUri: loopback === undefined ? undefined : loopbackUri(port ?? 0, loopback.password),
    async close() {
      stopWatching();
      worker.postMessage('close' satisfies EngineOrder);
      await ended;
      await forgetSocketPath(dataDir, socketPath, true);
    },
  };
}

/** True when there is a store in the folder, running or not. */
export function hasStore(dataDir: string): boolean {
  return existsSync(join(dataDir, DATA_FILE));
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

function loopbackUri(port: number, password: string): string {
  const options = 'authSource=admin&authMechanism=SCRAM-SHA-256&directConnection=true&retryWrites=false';
  return `mongodb://${loopbackUser}:${password}@127.0.0.1:${port}/${DATABASE}?${options}`;
}

async function passwordOf(dataDir: string): Promise<string> {
  const path = join(dataDir, PASSWORD_FILE);
  const made = randomBytes(32).toString('base64url');
  await writeFile(path, made, { mode: 0o600, flag: 'wx' }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
  return (await readFile(path, 'utf8')).trim();
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

function untilReady(worker: Worker, dataDir: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    worker.once('error', (fault) => reject(startFault(fault.message, fault)));
    worker.once('exit', (code) => reject(startFault(`the engine thread ended with code ${code}`)));
    worker.once('message', (report: EngineReport) => {
      worker.removeAllListeners('error');
      if (report.kind === 'ready') resolve(report.port);
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
