import { mkdtempSync, rmSync } from 'node:fs';
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
