// The contract at /api/openapi.json against the app as it runs: each answer of each described route is held against the shape
// that the contract is written from.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import type { rowOf } from '../../src/console/conversation-view';
import { accessTable } from '../../src/http/access';
import { answerTable, directLineProblem, problem } from '../../src/http/answers';
import type { conversationRow } from '../../src/http/conversation-answers';
import { createLog } from '../../src/log';
import { root } from '../build';
import { until } from './test-server';

const secret = 'a-secret-of-the-shop-server';
const boss = { email: 'boss@shop.example', password: 'una-buona-password' };

let folder: string;
let app: Awaited<ReturnType<typeof createApp>>;
let url: string;
let cookie = '';
/** Routes whose answers were held against their shapes. */
const held = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ascolto-contract-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    ADMIN_EMAIL: boss.email,
    ADMIN_PASSWORD: boss.password,
    DIRECT_LINE_SECRET: secret,
    LOG_LEVEL: 'silent',
  });
  app = await createApp({ config, log: createLog('silent'), root });
  url = `http://127.0.0.1:${await app.listen()}`;
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

interface Ask {
  id?: string;
  json?: unknown;
  form?: FormData;
  token?: string;
  query?: string;
}

/** Calls `METHOD /path` of the table and checks what comes back; the answer's JSON. */
// biome-ignore lint/suspicious/noExplicitAny: the schema has just said what it is.
async function call(route: string, { id = '', json, form, token, query = '' }: Ask = {}): Promise<any> {
  const [method = '', path = ''] = route.split(' ');
  const headers: Record<string, string> = { cookie };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (json !== undefined) headers['content-type'] = 'application/json';
  const body = form ?? (json === undefined ? null : JSON.stringify(json));
  const answer = await fetch(url + path.replace(':id', id) + query, { method, headers, body });
  const text = await answer.text();
  const shape = answerTable[route];
  const found = text === '' ? undefined : JSON.parse(text);
  if (!answer.ok) {
    (path.startsWith('/v3') ? directLineProblem : problem).parse(found);
    return { status: answer.status, ...found };
  }
  expect([shape?.status, ...(shape?.also ?? [])]).toContain(answer.status);
  if (shape?.schema === undefined) expect(text).toBe('');
  else shape.schema.parse(found);
  held.add(route);
  const given = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (given !== undefined) cookie = given.endsWith('=') ? '' : given;
  return found;
}

async function enter() {
  const { token, conversationId: id } = await call('POST /widget/session', { json: { locale: 'it' } });
  await call('POST /v3/directline/conversations', { token, json: {} });
  const say = (text: string) =>
    call('POST /v3/directline/conversations/:id/activities', { id, token, json: { type: 'message', text } });
  const read = (query = '') => call('GET /v3/directline/conversations/:id/activities', { id, token, query });
  return { id, token, say, read };
}

describe('what a customer is answered', () => {
  test('has the shape of the contract', async () => {
    const { id, token, say, read } = await enter();
    await call('GET /v3/directline/conversations/:id', { id, token });
    await call('GET /v3/directline/session/getsessionid', { token });
    await call('POST /v3/directline/tokens/refresh', { token });
    await call('POST /v3/directline/tokens/generate', { token: secret, json: {} });
    await say('Quanto costa la spedizione?');
    await until(async () => (await read()).activities.length >= 3, 'an answer');
    expect((await read('?state=1')).activities.at(-1)).toMatchObject({ name: 'ascolto.state' });
    const form = new FormData();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    form.append('file', new File([png], 'pacco.png', { type: 'image/png' }));
    await call('POST /v3/directline/conversations/:id/upload', { id, token, form });
    expect((await read()).activities.some((one: { attachments?: unknown[] }) => one.attachments?.length === 1)).toBe(
      true,
    );
  });

  test('also when it is refused', async () => {
    const { id, token } = await enter();
    const path = 'POST /v3/directline/conversations/:id/activities';
    expect(await call(path, { id, json: { type: 'message', text: 'ciao' } })).toMatchObject({ status: 401 });
    expect(await call(path, { id, token, json: { type: 'nonsense' } })).toMatchObject({ status: 400 });
    expect(await call('POST /widget/session', { json: { resume: 'unknown' } })).toMatchObject({ status: 403 });
  });
});

describe('what the console is answered', () => {
  test('has the shape of the contract, from signing in to closing', async () => {
    expect(await call('POST /api/session', { json: { ...boss, password: 'wrong' } })).toMatchObject({ status: 401 });
    await call('POST /api/session', { json: boss });
    const me = await call('GET /api/me');
    await call('PUT /api/me/presence', { json: { state: 'online' } });
    const anna = { email: 'anna@shop.example', name: 'Anna', password: 'password-di-anna', roles: ['agent'] };
    const { id: annaId } = await call('POST /api/agents', { json: anna });
    await call('PATCH /api/agents/:id', { id: annaId, json: { languages: ['it'] } });
    await call('GET /api/agents');

    const customer = await enter();
    await customer.say('È la terza volta che il pacco arriva rotto, ordine 12345, voglio parlare con una persona');
    const waiting = () => call('GET /api/conversations', { query: '?view=waiting' });
    await until(async () => (await waiting()).items.length === 1, 'the conversation in line');
    const { id } = customer;
    const move = (name: string, json: unknown = {}) => call(`POST /api/conversations/:id/${name}`, { id, json });
    await move('claim');
    await move('typing');
    await move('notes', { text: 'Terzo reclamo' });
    await move('reply', { text: 'Eccomi, vediamo subito.', clientId: 'r1' });
    expect((await call('GET /api/conversations/:id', { id })).briefing.facts).not.toEqual([]);
    await move('transfer', { to: annaId });
    expect(await move('reply', { text: 'Ancora io', clientId: 'r2' })).toMatchObject({ status: 409 });
    await move('claim');
    await move('release');
    await move('claim');
    await move('reply', { text: 'Fatto.', clientId: 'r3' });
    await move('hand-back');
    await move('claim');
    await move('close', { outcome: 'solved', release: { reason: 'risolto' } });
    await call('PUT /api/conversations/:id/opt-out', { id, json: { optedOut: true } });
    await call('GET /api/conversations', { query: '?view=closed' });
    await call('PUT /api/me/password', { json: { current: boss.password, next: 'un-altra-password' } });
    expect(me.shop.zone).toBe('Europe/Rome');
    await call('DELETE /api/session');
    expect(await call('GET /api/me')).toMatchObject({ status: 401, code: 'not-signed-in' });
  });
});

describe('the contract', () => {
  test('describes every route of the public surface, and each of those was tried here', () => {
    const surface = /^\w+ \/(?:widget|v3|api\/(?:session|me|agents|conversations))\b/;
    const promised = Object.keys(accessTable).filter(
      (route) => surface.test(route) && !route.endsWith('attachments/:id'),
    );
    expect(promised.length).toBeGreaterThan(20);
    expect(Object.keys(answerTable)).toEqual(expect.arrayContaining(promised));
    expect([...held]).toEqual(expect.arrayContaining(promised));
  });

  test('is a document whose references all lead somewhere', async () => {
    const document = JSON.parse(await (await fetch(`${url}/api/openapi.json`)).text());
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? '');
    expect(document.paths['/api/conversations/{id}'].get.responses).toMatchObject({
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Conversation' } } } },
      default: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    });
    expect(document.components.schemas.ConversationRow).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['id', 'channel', 'phase', 'owner', 'version', 'signals', 'lastMessageAt']),
    });
  });
});

/** What JSON makes of a value. */
type Json<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [K in keyof T]: Json<T[K]> }
      : T;
/** Fails to compile when a row gains, loses or changes a field that its shape does not know. */
export const rowIsAsDescribed = (row: Json<ReturnType<typeof rowOf>>): z.output<typeof conversationRow> => row;
