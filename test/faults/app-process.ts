// One compiled program on its own: started, killed, frozen, stopped and started again, with all it printed.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../build';
import type { Caller } from './caller';
import { rest } from './caller';

export const administrator = { email: 'capo@example.com', password: 'una-password-di-prova' };

export interface ProgramOptions {
  /** Below dist/. */
  file: string;
  /** Where it runs: no .env of the developer's is read from there. */
  folder: string;
  settings: Record<string, string>;
  nodeFlags?: string[];
  parameters?: string[];
}

export type Program = ReturnType<typeof createProgram>;

const startsWithinMs = 60_000;
const stopsWithinMs = 20_000;

/** Nothing runs until `launch`. */
export function createProgram({ file, folder, settings, nodeFlags = [], parameters = [] }: ProgramOptions) {
  const output: string[] = [];
  const surprises: string[] = [];
  let running: { child: ChildProcess; ended: Promise<number | null> } | null = null;

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
    /** Everything printed so far, a line each. */
    output: output as readonly string[],
    /** Ends that nobody asked for. */
    surprises: surprises as readonly string[],
    /** Process id; undefined while nothing runs. */
    pid: () => running?.child.pid,
    isRunning: () => running !== null && running.child.exitCode === null && running.child.signalCode === null,
    launch(): void {
      const child = spawn(process.execPath, [...nodeFlags, join(root, 'dist', file), ...parameters], {
        cwd: folder,
        env: { ...bareEnvironment(), ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => output.push(...chunk.toString('utf8').split('\n').filter(Boolean)));
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      child.once('exit', (code, signal) => {
        if (running?.child !== child) return;
        surprises.push(`ended by itself with ${code ?? signal}: ${output.slice(-5).join(' ')}`);
      });
      running = { child, ended };
    },
    /** kill -9. */
    kill: () => end('SIGKILL'),
    /** The way an operator stops it; throws unless it ends by itself, in time and without a fault. */
    async stop(): Promise<void> {
      const code = await end('SIGTERM');
      if (code !== 0) throw new Error(`the process stopped with ${code}:\n${output.join('\n')}`);
    },
  };
}

/** Resolves when the app serves; throws when it died or takes too long. */
export async function untilServing(program: Program, caller: Caller): Promise<void> {
  const deadline = performance.now() + startsWithinMs;
  for (;;) {
    const ready = await caller.call('GET', '/health/ready').catch(() => null);
    if (ready?.status === 200) return;
    if (!program.isRunning() || performance.now() > deadline)
      throw new Error(`the process did not start:\n${program.output.slice(-40).join('\n')}`);
    await rest(20);
  }
}

/** Settings under which callers are never told to slow down. */
export const openHanded: Record<string, string> = {
  LOG_LEVEL: 'warn',
  ADMIN_EMAIL: administrator.email,
  ADMIN_PASSWORD: administrator.password,
  SESSIONS_PER_MINUTE: '1000000',
  MESSAGE_BURST: '10000',
  MESSAGES_PER_SECOND: '10000',
  SIGN_IN_FAILURES_PER_ADDRESS: '10000',
};

/** Nothing of the tester's own settings but what a process needs to run. */
function bareEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(kept);
}

/**
 * A port that stays free while the process is down: below those that systems give to outgoing connections, of which a test
 * that runs beside this one makes many.
 */
export async function freePort(): Promise<number> {
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
