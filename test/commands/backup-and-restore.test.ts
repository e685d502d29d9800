import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log';
import { createStore } from '../../src/store/store';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';

const root = join(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascolto-backup-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a command as its own process, on a data folder inside the test's. */
function run(command: string, dataDir: string, ...words: string[]): Promise<{ code: number; words: string }> {
  const file = ['--require', 'tsx/cjs', join(root, `src/commands/${command}.ts`), ...words];
  const env = { ...process.env, DATA_DIR: join(folder, dataDir), MONGODB_URI: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, file, { cwd: root, env }, (fault, stdout, stderr) => {
      resolve({ code: fault === null ? 0 : Number(fault.code), words: stdout + stderr });
    });
  });
}

it('a backup made beside the running shop is restored into an empty folder, and verify finds nothing wrong', async () => {
  const store = await createStore({ dataDir: join(folder, 'shop'), log: createLog('silent') });
  const world = createCareWorld({ store, clock: createFakeClock(new Date()) });
  const { id } = await world.open();
  await world.say(id, 'voglio parlare con una persona');
  expect(await run('backup', 'shop', '--to', join(folder, 'backups/'))).toMatchObject({ code: 0 });
  await store.close();

  const [name = ''] = readdirSync(join(folder, 'backups'));
  expect(name).toMatch(/^ascolto-\d{4}-\d\d-\d\dT\d{6}Z\.backup$/);
  expect(statSync(join(folder, 'backups', name)).mode & 0o777).toBe(0o600);
  const restored = await run('restore', 'restored', '--from', join(folder, 'backups', name));
  expect(restored).toEqual({ code: 0, words: expect.stringMatching(/^conversations +1 .*Restored: every document/ms) });
  expect(await run('verify', 'restored')).toEqual({
    code: 0,
    words: expect.stringMatching(/^conversations +1\n.*Every invariant holds\.\n$/s),
  });
}, 60_000);

it('says in one sentence what is missing, and makes no store where there is none', async () => {
  expect(await run('backup', 'nothing', '--to', folder)).toEqual({
    code: 1,
    words: expect.stringMatching(/^There is no store in .*nothing: set DATA_DIR or MONGODB_URI\.\n$/),
  });
  expect(await run('restore', 'nothing')).toEqual({ code: 1, words: expect.stringContaining('--from FILE') });
  expect(readdirSync(folder)).toEqual([]);
}, 60_000);
