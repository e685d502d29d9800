// A real redis-server for one test: free port, nothing on disk but its folder, and the faults that Redis can have. Where the
// program is missing, `withRedis` names what was left out.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { leaveOut } from './left-out';

export interface RedisServer {
  url: string;
  port: number;
  /** SIGKILL: what it held is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Stops it in the middle of whatever it does (SIGSTOP); connections stay open. */
  pause(): void;
  resume(): void;
  /** FLUSHALL. */
  flush(): Promise<void>;
  /** Closes every connection that others have to it (CLIENT KILL). */
  cutConnections(): Promise<void>;
  /** Any command, on a connection of its own. */
  command(name: string, ...args: string[]): Promise<unknown>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
}

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** `describe` where redis-server is installed; elsewhere one test that says what was left out. */
export function withRedis(name: string, tests: () => void): void {
  if (hasRedis) describe(name, tests);
  else it(`is left out: ${name}`, () => leaveOut(name, 'redis-server is not installed'));
}

/** Resolves when it answers. `settings` are redis.conf names with their values. */
export async function startRedis(settings: Record<string, string> = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  for (const [key, value] of Object.entries(settings)) args.push(`--${key}`, value);
  let child: ChildProcess | null = null;

  async function ask<Answer>(question: (client: Redis) => Promise<Answer>): Promise<Answer> {
    const client = new Redis(port, '127.0.0.1', {
      lazyConnect: true,
      retryStrategy: () => null,
      disconnectTimeout: 50,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    ending.kill('SIGCONT');
    await ended;
  }

  async function start(): Promise<void> {
    child = spawn('redis-server', args, { stdio: 'ignore' });
    await untilItAnswers(() => ask((client) => client.ping()));
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    kill: () => end('SIGKILL'),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    flush: async () => void (await ask((client) => client.flushall())),
    cutConnections: async () => void (await ask((client) => client.call('CLIENT', 'KILL', 'SKIPME', 'yes'))),
    command: (name, ...rest) => ask((client) => client.call(name, ...rest)),
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(ask: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ask();
      return;
    } catch (fault) {
      if (attempt === 100) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
