import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema } from 'mongoose';
import { createLog } from '../../../src/log';
import { connectStore } from '../../../src/store/connect';
import { startProcess, untilPrinted } from './processes';

const ROUNDS = 4;
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-crash-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

/** What is in the store after a crash. */
async function readRows(): Promise<{ ids: Set<number>; total: number }> {
  const { connection, close } = await connectStore({ dataDir, log: createLog('silent') });
  const rows = await connection
    .model('Row', new Schema({ _id: Number }))
    .find()
    .select('_id')
    .lean();
  const total = await connection
    .model('Total', new Schema({ _id: String, written: Number }))
    .findById('total')
    .lean();
  await close();
  return { ids: new Set(rows.map(({ _id }) => _id ?? -1)), total: total?.written ?? 0 };
}

test(`no acknowledged write is lost when the process is killed (${ROUNDS} rounds)`, async () => {
  let acknowledged = 0;
  let start = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const app = startProcess('writing-app.ts', dataDir, String(start));
    await untilPrinted(app, 'written');
    await new Promise((resolve) => setTimeout(resolve, 60 + round * 90));
    app.child.kill('SIGKILL');
    await app.ended;
    const acked = app
      .output()
      .split('\n')
      .slice(0, -1)
      .map((line) => Number(line.split(' ')[1]));
    acknowledged += acked.length;
    const { ids, total } = await readRows();
    expect(acked.filter((id) => !ids.has(id))).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(acknowledged);
    start = Math.max(...ids) + 1;
  }
  expect(acknowledged).toBeGreaterThan(ROUNDS);
}, 60_000);

test('a second process on the same folder is refused and told what to do', async () => {
  const { close } = await connectStore({ dataDir, log: createLog('silent') });
  const second = startProcess('writing-app.ts', dataDir, '0');
  expect(await second.ended).toBe(3);
  expect(second.output()).toMatch(/is in use by another running process.*Stop that process first, or set DATA_DIR/);
  await close();
});

test('a process whose engine thread dies says so and ends', async () => {
  const app = startProcess('losing-app.ts');
  expect(await app.ended).not.toBe(0);
  expect(app.output()).toContain('store-engine-lost');
  expect(app.output()).toContain('this process cannot go on without it');
});
