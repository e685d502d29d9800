import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema } from 'mongoose';
import { createLog } from '../../src/log';
import { connectStore } from '../../src/store/connect';

const log = createLog('silent');
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-test-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

test('what was written is there after closing and opening again', async () => {
  const schema = new Schema({ _id: String, text: String });
  const first = await connectStore({ dataDir, log });
  await first.connection.model('Note', schema).create({ _id: 'a', text: 'ciao' });
  await first.close();
  const second = await connectStore({ dataDir, log });
  expect(await second.connection.model('Note', schema).findById('a').lean()).toMatchObject({ text: 'ciao' });
  await second.close();
});

test('the folder and the socket are for the owner alone, and the socket goes away on close', async () => {
  const store = await connectStore({ dataDir, log });
  const socket = join(dataDir, 'store.sock');
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(socket).mode & 0o777).toBe(0o600);
  await store.close();
  expect(existsSync(socket)).toBe(false);
});
