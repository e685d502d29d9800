// A MongoDB in a process of its own: the one MONGODB_URI names, with a database for this test file alone, else the embedded
// engine served by its command over TCP.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startProcess, untilPrinted } from './embedded/processes';

export interface SeparateServer {
  uri: string;
  isEmbedded: boolean;
  stop(): Promise<void>;
}

export async function startSeparateServer(): Promise<SeparateServer> {
  const named = process.env.MONGODB_URI;
  return named === undefined || named === '' ? startEmbeddedServer() : useNamed(databaseOfItsOwn(named));
}

export async function startEmbeddedServer(): Promise<SeparateServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-server-'));
  const server = startProcess('../../../src/commands/embedded-server.ts', '--data', dataDir);
  await untilPrinted(server, '\n');
  return {
    uri: server.output().trim(),
    isEmbedded: true,
    async stop() {
      server.child.kill('SIGTERM');
      await server.ended;
      rmSync(dataDir, { recursive: true });
    },
  };
}

const useNamed = (uri: string): SeparateServer => ({ uri, isEmbedded: false, stop: () => dropDatabase(uri) });

export async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase().finally(() => connection.close());
}

let databases = 0;

/** Test files run at the same time: each gets its own database on the server. */
export function databaseOfItsOwn(uri: string): string {
  const [, start = uri, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(uri) ?? [];
  return `${start}/ascolto-test-${process.pid}-${Math.floor(performance.now())}-${++databases}${options}`;
}
