// The real thing under test: the compiled process on a folder and a port of its own, that can be killed and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { build, root } from '../build';
import { createCaller, rest } from './caller';

export const administrator = { email: 'capo@example.com', password: 'una-password-di-prova' };

export interface RigOptions {
  /** More settings for the process. */
  settings?: Record<string, string>;
  /** Flags for node itself. */
  nodeFlags?: string[];
  /** A folder to start on instead of a new one; it is left alone at the end. */
  dataDir?: string;
}

export type Rig = Awaited<ReturnType<typeof createRig>>;

const startsWithinMs = 60_000;
const stopsWithinMs = 20_000;

/** Builds when sources changed and prepares the process; nothing runs until `start`. */
export async function createRig(options: RigOptions = {}) {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-rig-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const port = await freePort();
  const caller = createCaller(port);
  const output: string[] = [];
  const surprises: string[] = [];
  let running: { child: ChildProcess; ended: Promise<number | null> } | null = null;

  function spawnProcess(): void {
    const child = spawn(process.execPath, [...(options.nodeFlags ?? []), join(root, 'dist/main.js')], {
      // No .env of the developer's is read from here.
      cwd: folder,
      env: { ...environment(), PORT: String(port), DATA_DIR: dataDir, ...options.settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => output.push(...chunk.toString('utf8').split('\n').filter(Boolean)));
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.once('exit', (code) => {
      if (running?.child === child) surprises.push(`ended by itself with ${code}: ${output.slice(-5).join(' ')}`);
    });
    running = { child, ended };
  }

  async function untilReady(): Promise<void> {
    const deadline = performance.now() + startsWithinMs;
    for (;;) {
      const ready = await caller.call('GET', '/health/ready').catch(() => null);
      if (ready?.status === 200) return;
      const died = running === null || running.child.exitCode !== null;
      if (died || performance.now() > deadline) throw new Error(`the process did not start:\n${output.join('\n')}`);
      await rest(20);
    }
  }

  /** Resolves with the exit code, which a killed process has none of. */
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (running === null) return null;
    const { child, ended } = running;
    running = null;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs);
    const code = await ended;
    clearTimeout(late);
    return code;
  }

  return {
    port,
    dataDir,
    caller,
    /** Process id; undefined while nothing runs. */
    pid: () => running?.child.pid,
    /** Starts the process; resolves when it serves. */
    async start(): Promise<void> {
      spawnProcess();
      await untilReady();
    },
    /** Starts it without waiting: for kills in the middle of a start. */
    launch: spawnProcess,
    untilReady,
    /** kill -9. */
    kill: () => end('SIGKILL'),
    /** The way an operator stops it; throws unless it ends by itself, in time and without a fault. */
    async stop(): Promise<void> {
      const code = await end('SIGTERM');
      if (code !== 0) throw new Error(`the process stopped with ${code}:\n${output.join('\n')}`);
    },
    /** What it logged as an error, and every end that nobody asked for. */
    troubles: () => [...surprises, ...output.filter((line) => /"level":[56]0/.test(line))],
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
      await end('SIGKILL');
      caller.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing of the tester's own settings but what a process needs to run. */
function environment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(kept),
    LOG_LEVEL: 'warn',
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
    SESSIONS_PER_MINUTE: '1000000',
    MESSAGE_BURST: '10000',
    MESSAGES_PER_SECOND: '10000',
    SIGN_IN_FAILURES_PER_ADDRESS: '10000',
  };
}

/**
 * A port that stays free while the process is down: below those that systems give to outgoing connections, of which a test
 * that runs beside this one makes many.
 */
async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
