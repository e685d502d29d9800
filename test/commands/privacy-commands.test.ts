// `npm run -s export` and `npm run -s erase`, as an operator runs them: alone, and beside a running app.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from '../build';
import { createRig, type Rig } from '../faults/rig';
import { findBytes } from '../store/raw-bytes';

const words = 'Il vaso lapislazzulino è rotto, voglio parlare con una persona';
let rig: Rig;

beforeAll(async () => {
  build();
  rig = await createRig();
  await rig.start();
}, 180_000);
afterAll(() => rig.close());

function run(name: 'export' | 'erase' | 'verify', ...parameters: string[]) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(root, `dist/commands/${name}.js`), ...parameters], {
    cwd: rig.dataDir,
    env: { PATH, HOME, DATA_DIR: rig.dataDir, LOG_LEVEL: 'silent' },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString('utf8');
  });
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (status) => resolve({ status, ...said })),
  );
}

async function talk(): Promise<{ conversationId: string; headers: { authorization: string }; path: string }> {
  const session = await rig.caller.insist('POST', '/widget/session', { json: { locale: 'it' } });
  const { conversationId, token } = session.body;
  const headers = { authorization: `Bearer ${token}` };
  await rig.caller.insist('POST', '/v3/directline/conversations', { headers, json: {} });
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  await rig.caller.insist('POST', path, { headers, json: { type: 'message', text: words } });
  return { conversationId, headers, path };
}

it('exports and erases beside a running app, which forgets what it holds in memory', async () => {
  const { conversationId, headers, path } = await talk();
  const exported = await run('export', '--customer', conversationId);
  expect(exported).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(exported.stdout).conversations[0].messages[1].text).toBe(words);

  const asked = await run('erase', '--customer', conversationId);
  expect(asked).toMatchObject({ status: 0, stderr: '' });
  expect(asked.stdout).toMatch(
    /^conversations +1\nmessages +\d+\nfiles +0\nnotes +0\npromises +1\nNothing was erased\./,
  );

  const erased = await run('erase', '--customer', conversationId, '--yes');
  expect(erased).toMatchObject({ status: 0, stderr: '' });
  expect(erased.stdout).toMatch(/^conversations +1\n/);
  expect(findBytes(rig.dataDir, ['lapislazzul'])).toEqual([]);
  expect((await rig.caller.call('GET', path, { headers })).status).toBe(403);
  expect(await run('export', '--customer', conversationId)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'Nothing is kept of this customer.\n',
  });
}, 120_000);

it('exports and erases while the app is stopped', async () => {
  const { conversationId } = await talk();
  await rig.stop();
  expect(JSON.parse((await run('export', '--customer', conversationId)).stdout).version).toBe(1);
  const erased = await run('erase', '--customer', conversationId, '--yes');
  expect(erased).toMatchObject({ status: 0, stderr: '' });
  expect(findBytes(rig.dataDir, ['lapislazzul'])).toEqual([]);
  const verified = await run('verify');
  expect(verified.stdout).toMatch(/auditEntries +[1-9]\d*\nauditLastHash +\S{43}\nEvery invariant holds\.\n$/);
}, 120_000);

it('says how it is used', async () => {
  expect(await run('erase')).toMatchObject({ status: 1, stderr: 'Say whom: --customer WHO.\n' });
  expect((await run('export', '--help')).stdout).toContain('--customer WHO');
}, 60_000);
