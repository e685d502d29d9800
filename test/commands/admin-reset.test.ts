import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../../src/clock';
import { createPeople } from '../../src/console/people';
import { createLog } from '../../src/log';
import { createStore } from '../../src/store/store';

const root = join(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascolto-reset-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function openPeople() {
  const store = await createStore({ dataDir: folder, log: createLog('silent') });
  const nothing = async () => {};
  return { store, people: createPeople({ store, clock: systemClock, endSignIns: nothing, onDeactivated: nothing }) };
}

/** Runs the command as its own process; the password it printed. */
async function reset(...words: string[]): Promise<{ email: string; password: string }> {
  const command = ['--import', 'tsx', join(root, 'src/commands/admin-reset.ts'), ...words];
  const env = { ...process.env, DATA_DIR: folder, MONGODB_URI: '', ADMIN_EMAIL: 'capo@shop.example' };
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
  const [, email = '', password = ''] = /^Administrator (\S+)\nNew password {2}(\S+)\n$/.exec(stdout) ?? [];
  return { email, password };
}

test('resets the password while the app is stopped, and creates the administrator where there is none', async () => {
  const made = await reset();
  expect(made.email).toBe('capo@shop.example');
  const again = await reset();
  const { store, people } = await openPeople();
  expect(await people.verify('capo@shop.example', made.password)).toBeNull();
  expect(await people.verify('capo@shop.example', again.password)).toMatchObject({ active: true });
  await store.close();
});

test('resets it beside a running app, whose sign-ins of that person end', async () => {
  const { store, people } = await openPeople();
  const person = await people.create({
    email: 'anna@shop.example',
    name: 'Anna',
    password: 'la-password-di-anna',
    roles: ['administrator'],
    languages: ['it'],
  });
  const { password } = await reset('Anna@shop.example');
  const after = await people.verify('anna@shop.example', password);
  expect(after?.id).toBe(person.id);
  expect(after?.generation).toBeGreaterThan(person.generation);
  await store.close();
});
