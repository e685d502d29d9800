import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startProcess, untilPrinted } from './processes';

const COMMAND = '../../../src/commands/embedded-server.ts';

test('the embedded server prints its address, serves other processes, and ends on SIGTERM with everything kept', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-server-'));
  for (const expected of [0, 1]) {
    const server = startProcess(COMMAND, '--data', dataDir);
    await untilPrinted(server, '\n');
    const [uri = ''] = server.output().split('\n');
    const connection = await mongoose.createConnection(uri).asPromise();
    const rows = connection.collection('rows');
    expect(await rows.countDocuments({})).toBe(expected);
    await rows.insertOne({ n: 1 });
    await connection.close();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output()).toBe(`${uri}\n`);
  }
  rmSync(dataDir, { recursive: true });
});

test('without a folder it says what is missing', async () => {
  const server = startProcess(COMMAND);
  expect(await server.ended).toBe(1);
  expect(server.output()).toContain('--data DIR');
});

test('over TCP a stranger is told nothing, and the address is the same after a restart on the same port', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-server-'));
  const first = await startServer('--data', dataDir);
  const { port, password } = new URL(first.uri);
  expect(new URL(first.uri).hostname).toBe('127.0.0.1');
  expect(statSync(join(dataDir, 'store.sock')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'store.password')).mode & 0o777).toBe(0o600);
  const wrong = first.uri.replace(password, password.split('').reverse().join(''));
  await expect(read(wrong)).rejects.toThrow('Authentication failed');
  const unnamed = `mongodb://127.0.0.1:${port}/ascolto?directConnection=true`;
  await expect(read(unnamed)).rejects.toThrow('requires authentication');
  expect(await read(first.uri)).toBe(0);
  await first.stop();
  const second = await startServer('--data', dataDir, '--port', port);
  expect(second.uri).toBe(first.uri);
  expect(await read(second.uri)).toBe(0);
  await second.stop();
  rmSync(dataDir, { recursive: true });
});

async function startServer(...options: string[]) {
  const server = startProcess(COMMAND, ...options);
  await untilPrinted(server, '\n');
  const stop = async () => {
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  };
  return { uri: server.output().trim(), stop };
}

/** How many documents a fresh connection counts. */
async function read(uri: string): Promise<number> {
  const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    return await (await connection.asPromise()).collection('rows').countDocuments({});
  } finally {
    await connection.close();
  }
}
