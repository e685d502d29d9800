// The contract at /api/openapi.json against the app as it runs: each answer of each described route is held against the shape
// that the contract is written from.
import type { fullViewOf, rowOf } from '../../src/console/conversation-view';
import { accessTable } from '../../src/http/access';
import { answerTable } from '../../src/http/answers';
import type { conversationRow, conversationView } from '../../src/http/conversation-answers';
import type * as told from '../../src/http/customer-answers';
import { createHealthRoutes } from '../../src/http/health';
import type { CustomerSummary } from '../../src/privacy/customer-summary';
import type { AttachmentDocument } from '../../src/store/models/attachment';
import type { ConversationDocument } from '../../src/store/models/conversation';
import type { ErasedCounts } from '../../src/store/models/erasure';
import type { EventDocument } from '../../src/store/models/event';
import type { MessageDocument } from '../../src/store/models/message';
import type { NoteDocument } from '../../src/store/models/note';
import type { OptOutDocument } from '../../src/store/models/opt-out';
import type { ReceiptDocument } from '../../src/store/models/receipt';
import type { VisitorDocument } from '../../src/store/models/visitor';
import type { Held } from './contract-held';
import { boss, openShop, type Shop, secret } from './contract-shop';
import { startTestServer, until } from './test-server';

let shop: Shop;
let call: Shop['call'];
beforeAll(async () => {
  shop = await openShop();
  call = shop.call;
});
afterAll(() => shop.close());

const waiting = () => call('GET /api/conversations', { query: '?view=waiting' });
const move = (id: string, name: string, json: unknown = {}) =>
  call(`POST /api/conversations/:id/${name}`, { id, json });

/** Newest first, each once, over all pages. */
async function auditedActions(): Promise<string[]> {
  const actions = new Set<string>();
  let query = '';
  for (;;) {
    const { items, nextCursor } = await call('GET /api/audit', { query });
    for (const { action } of items) actions.add(action);
    if (nextCursor === null) return [...actions];
    query = `?cursor=${nextCursor}`;
  }
}

describe('what a customer is answered', () => {
  test('has the shape of the contract', async () => {
    const { id, token, say, read, showPicture } = await shop.enter();
    await call('GET /v3/directline/conversations/:id', { id, token });
    await call('GET /v3/directline/session/getsessionid', { token });
    await call('POST /v3/directline/tokens/refresh', { token });
    await call('POST /v3/directline/tokens/generate', { token: secret, json: {} });
    await say('Quanto costa la spedizione?');
    await until(async () => (await read()).activities.length >= 3, 'an answer');
    expect((await read('?state=1')).activities.at(-1)).toMatchObject({ name: 'ascolto.state' });
    const picture = await call('GET /v3/directline/attachments/:id', { id: await showPicture() });
    expect(picture.toString('latin1')).toMatch(/^.PNG/);
  });

  test('also when it is refused', async () => {
    const { id, token } = await shop.enter();
    const path = 'POST /v3/directline/conversations/:id/activities';
    expect(await call(path, { id, json: { type: 'message', text: 'ciao' } })).toMatchObject({ status: 401 });
    expect(await call(path, { id, token, json: { type: 'nonsense' } })).toMatchObject({ status: 400 });
    expect(await call('POST /widget/session', { json: { resume: 'unknown' } })).toMatchObject({ status: 403 });
  });
});

describe('what an administrator is answered about a customer', () => {
  test('has the shape of the contract, until nothing is left', async () => {
    await shop.signIn();
    const { id, say, showPicture, leaveContact } = await shop.enter();
    await say('Quanto costa la spedizione?');
    await showPicture();
    await say('Vorrei parlare con una persona');
    await until(async () => (await waiting()).items.length === 1, 'the conversation in line');
    await leaveContact('carla@posta.example');
    await move(id, 'claim');
    await move(id, 'notes', { text: 'Cliente da anni' });
    await move(id, 'reply', { text: 'Eccomi.', clientId: 'r1' });
    await call('PUT /api/conversations/:id/opt-out', { id, json: { optedOut: true } });

    const who = { json: { conversationId: id } };
    const read = () => call('POST /api/customers/export', who);
    await until(async () => (await read()).conversations[0].receipt !== null, 'the marks that are written each second');
    const { optOuts, sessions, conversations } = await read();
    expect([optOuts, sessions, conversations].map(({ length }) => length)).toEqual([1, 1, 1]);
    const [{ conversation, messages, events, notes, files, receipt }] = conversations;
    expect([conversation._id, receipt._id, notes.length, files.length]).toEqual([id, id, 1, 1]);
    const summary = await call('POST /api/customers/summary', who);
    expect(summary).toMatchObject({ emails: ['carla@posta.example'], conversations: 1, files: 1, notes: 1 });
    expect(messages).toHaveLength(summary.messages);
    expect(events.length).toBeGreaterThan(3);
    expect(await call('POST /api/customers/erase', who)).toMatchObject({ conversations: 1, files: 1, notes: 1 });
    expect(await call('POST /api/customers/summary', who)).toMatchObject({ status: 404, code: 'no-such-customer' });

    const actions = ['erased', 'erasure-ordered', 'exported', 'opted-out', 'claimed', 'signed-in', 'person-added'];
    expect(await auditedActions()).toEqual(actions);
    expect(await call('GET /api/audit', { query: '?cursor=x' })).toMatchObject({ status: 400 });
    await call('DELETE /api/session');
  });
});

describe('what the console is answered', () => {
  test('has the shape of the contract, from signing in to closing', async () => {
    expect(await call('POST /api/session', { json: { ...boss, password: 'wrong' } })).toMatchObject({ status: 401 });
    await shop.signIn();
    const me = await call('GET /api/me');
    await call('PUT /api/me/presence', { json: { state: 'online' } });
    const anna = { email: 'anna@shop.example', name: 'Anna', password: 'password-di-anna', roles: ['agent'] };
    const { id: annaId } = await call('POST /api/agents', { json: anna });
    await call('PATCH /api/agents/:id', { id: annaId, json: { languages: ['it'] } });
    await call('GET /api/agents');
    expect((await call('GET /api/canned')).items).not.toEqual([]);
    expect((await call('GET /api/feed')).toString()).toMatch(/^retry: /);

    const { id, say } = await shop.enter();
    await say('È la terza volta che il pacco arriva rotto, ordine 12345, voglio parlare con una persona');
    await until(async () => (await waiting()).items.length === 1, 'the conversation in line');
    await move(id, 'claim');
    await move(id, 'typing');
    await move(id, 'notes', { text: 'Terzo reclamo' });
    await move(id, 'reply', { text: 'Eccomi, vediamo subito.', clientId: 'r1' });
    expect((await call('GET /api/conversations/:id', { id })).briefing.facts).not.toEqual([]);
    await move(id, 'transfer', { to: annaId });
    expect(await move(id, 'reply', { text: 'Ancora io', clientId: 'r2' })).toMatchObject({ status: 409 });
    await move(id, 'claim');
    await move(id, 'release');
    await move(id, 'claim');
    await move(id, 'reply', { text: 'Fatto.', clientId: 'r3' });
    await move(id, 'hand-back');
    await move(id, 'claim');
    await move(id, 'close', { outcome: 'solved', release: { reason: 'risolto' } });
    await call('PUT /api/conversations/:id/opt-out', { id, json: { optedOut: true } });
    await call('GET /api/conversations', { query: '?view=closed' });
    expect((await call('POST /api/customers/export', { json: { conversationId: id } })).conversations).toHaveLength(1);
    await call('PUT /api/me/password', { json: { current: boss.password, next: 'un-altra-password' } });
    expect(me.shop.zone).toBe('Europe/Rome');
    await call('DELETE /api/session');
    expect(await call('GET /api/me')).toMatchObject({ status: 401, code: 'not-signed-in' });
  });
});

describe('what a supervisor is answered', () => {
  test('has the shape of the contract', async () => {
    await call('GET /health/live');
    await call('GET /health/ready');
    expect((await call('GET /metrics')).toString()).toMatch(/^# HELP /);
  });

  test('also by a process that should get no requests', async () => {
    const readiness = async () => ({ isReady: false, reasons: ['stopping' as const] });
    const access = { 'GET /health/live': 'anyone', 'GET /health/ready': 'anyone' } as const;
    const { url, close } = await startTestServer({ routes: createHealthRoutes(readiness), access });
    const answer = await fetch(`${url}/health/ready`);
    answerTable['GET /health/ready']?.refusals?.[answer.status]?.parse(await answer.json());
    expect(answer.status).toBe(503);
    await close();
  });
});

/** Routes whose success has no schema: why, and the types of what they answer instead. */
const withoutSchema: Record<string, { why: string; types: string[] }> = {
  'GET /metrics': { why: 'lines of Prometheus', types: ['text/plain'] },
  'GET /v3/directline/attachments/:id': { why: "a customer's file, of whatever type it is", types: ['*/*'] },
  'GET /api/feed': { why: 'a stream of events without end', types: ['text/event-stream'] },
  'DELETE /api/session': { why: 'nothing to tell', types: [] },
  'PUT /api/me/password': { why: 'nothing to tell', types: [] },
  'POST /api/conversations/:id/typing': { why: 'nothing to tell', types: [] },
};

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

/** By `METHOD /path`. */
function operationsOf(document: { paths: Record<string, Record<string, Operation>> }): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      operation,
    ]),
  );
}

describe('the contract', () => {
  test('gives every route a schema for its success, but for those named here', async () => {
    const bare: Record<string, string[]> = {};
    for (const [route, { responses }] of operationsOf(await call('GET /api/openapi.json'))) {
      const successes = Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
      const contents = successes.map(([, { content = {} }]) => content);
      const hasSchema = contents.length > 0 && contents.every((one) => one['application/json']?.schema !== undefined);
      if (!hasSchema) bare[route] = contents.flatMap((one) => Object.keys(one));
    }
    const expected = Object.entries(withoutSchema).map(([route, { types }]) => [route, types]);
    expect(bare).toEqual(Object.fromEntries(expected));
  });

  test('describes every route, and each of those was tried here', async () => {
    const document = await call('GET /api/openapi.json');
    const routes = operationsOf(document).map(([route]) => route);
    expect(routes.length).toBeGreaterThan(30);
    expect(Object.keys(accessTable).sort()).toEqual(routes.sort());
    expect(Object.keys(answerTable).sort()).toEqual(routes);
    expect([...shop.held].sort()).toEqual(routes);
  });

  test('is a document whose references all lead somewhere', async () => {
    const document = await call('GET /api/openapi.json');
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

// What the compiler says beside them, also of fields that no answer above has.
type View = ReturnType<typeof fullViewOf>;
export const row: Held<ReturnType<typeof rowOf>, typeof conversationRow> = (real) => real;
export const view: Held<View, typeof conversationView> = (real) => real;
export const summary: Held<CustomerSummary, typeof told.customerSummary> = (real) => real;
export const erased: Held<ErasedCounts, typeof told.erasedCounts> = (real) => real;
export const conversation: Held<ConversationDocument, typeof told.storedConversation> = (real) => real;
export const message: Held<MessageDocument, typeof told.storedMessage> = (real) => real;
export const event: Held<EventDocument, typeof told.storedEvent> = (real) => real;
export const note: Held<NoteDocument, typeof told.storedNote> = (real) => real;
export const receipt: Held<ReceiptDocument, typeof told.storedReceipt> = (real) => real;
export const optOut: Held<OptOutDocument, typeof told.storedOptOut> = (real) => real;
export const session: Held<Omit<VisitorDocument, '_id'>, typeof told.storedSession> = (real) => real;
type File = Omit<AttachmentDocument, 'bytes'> & { base64: string };
export const file: Held<File, typeof told.storedFile> = (real) => real;
