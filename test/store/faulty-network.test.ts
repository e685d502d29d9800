// The store behind a wire that fails: calls end in time, nothing is lost, nothing is there twice.
import { randomUUID } from 'node:crypto';
import { createJournal } from '../../src/conversation/journal';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { asStoreUnreachable } from '../../src/store/store-fault';
import { createFakeClock } from '../fake-clock';
import { createFaultProxy, type FaultProxy } from '../faults/fault-proxy';
import { type SeparateServer, startEmbeddedServer } from './separate-server';

const log = createLog('silent');
let server: SeparateServer;
let wire: FaultProxy;
let store: Store;
let journal: ReturnType<typeof createJournal>;

beforeAll(async () => {
  server = await startEmbeddedServer();
  const port = Number(new URL(server.uri).port);
  wire = await createFaultProxy({ target: () => ({ host: '127.0.0.1', port }) });
  const uri = new URL(server.uri);
  uri.port = String(wire.port);
  store = await createStore({ dataDir: '', mongodbUri: uri.href, log });
  const parts = { store, clock: createFakeClock(), fanOut: createLocalFanOut() };
  journal = createJournal({ ...parts, newId: randomUUID });
});
afterAll(async () => {
  wire.set('pass');
  await store.close();
  await wire.close();
  await server.stop();
});
afterEach(async () => {
  wire.watch(null);
  wire.set('pass');
  while (!(await store.ready().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
});

const open = () =>
  journal.open({ channel: 'web', language: 'it', customer: { id: 'c', locale: 'it', identified: false } });
const say = (conversationId: string, key: string) =>
  journal.append({ conversationId, key: `customer:${key}`, from: { kind: 'customer', id: 'c' }, text: key });
const seqs = async (conversationId: string) =>
  (await journal.messagesAfter(conversationId, 0, 100)).map(({ seq, text }) => `${seq} ${text}`);

/** The fault, and how long it took to come. */
async function faultOf(work: Promise<unknown>): Promise<{ fault: unknown; tookMs: number }> {
  const startMs = performance.now();
  const fault = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { fault, tookMs: performance.now() - startMs };
}

function expectUnreachable({ fault, tookMs }: { fault: unknown; tookMs: number }): void {
  expect(asStoreUnreachable(fault)).toMatchObject({
    code: 'store-unreachable',
    status: 503,
    headers: { 'Retry-After': '1' },
  });
  expect(tookMs).toBeLessThan(5_000);
}

it('gives up before 5 s when the store hangs, on appends that wait for each other too, and goes on by itself', async () => {
  const conversations = await Promise.all(Array.from({ length: 6 }, open));
  wire.set('hang');
  const [first] = conversations;
  const change = { moveId: 'm', set: { priority: 1 }, messages: [], events: [] };
  const faults = await Promise.all([
    faultOf(store.rows.conversations.findOne({ _id: 'x' })),
    faultOf(store.agents.findOne({ _id: 'x' })),
    faultOf(first === undefined ? Promise.resolve() : journal.commit(first, change)),
    ...conversations.map(({ id }, n) => faultOf(say(id, `held-${n}`))),
  ]);
  for (const one of faults) expectUnreachable(one);
  wire.set('pass');
  for (const [n, { id }] of conversations.entries()) {
    await say(id, `held-${n}`);
    await say(id, 'after');
    expect(await seqs(id)).toEqual([`1 held-${n}`, '2 after']);
  }
}, 60_000);

it('has a message once whose acknowledgement was lost, when the customer sends it again', async () => {
  const { id } = await open();
  await say(id, 'before');
  wire.set('deaf');
  expectUnreachable(await faultOf(say(id, 'lost')));
  wire.set('pass');
  expect(await say(id, 'lost')).toMatchObject({ isNew: false, message: { seq: 2 } });
  await say(id, 'after');
  expect(await seqs(id)).toEqual(['1 before', '2 lost', '3 after']);
}, 30_000);

it('acknowledges nothing of a batch that never reached the store', async () => {
  const conversations = await Promise.all(Array.from({ length: 6 }, open));
  // What lies at hand of these logs spares the look that would fail first.
  for (const { id } of conversations) await say(id, 'before');
  wire.set('refuse');
  const faults = await Promise.all(conversations.map(({ id }) => faultOf(say(id, 'lost'))));
  for (const one of faults) expectUnreachable(one);
  wire.set('pass');
  for (const { id } of conversations) {
    await say(id, 'after');
    expect(await seqs(id)).toEqual(['1 before', '2 after']);
  }
}, 30_000);

it('knows its own decision again whose acknowledgement was cut off', async () => {
  const conversation = await open();
  let isCut = false;
  wire.watch({
    asked: () => false,
    // The first answer of all goes missing with its connection: the write behind it has happened.
    answered() {
      if (!isCut) wire.cut();
      isCut = true;
      return true;
    },
  });
  const message = { key: 'move:2:0', from: { kind: 'bot' as const }, text: 'Eccoci.', at: new Date() };
  const committing = journal.commit(conversation, {
    moveId: 'mine',
    set: { priority: 1 },
    messages: [message],
    events: [],
  });
  while (!isCut) await new Promise((resolve) => setTimeout(resolve, 5));
  wire.watch(null);
  expect(await committing).toMatchObject({ version: 2, lastMoveId: 'mine', effects: [] });
  expect(await seqs(conversation.id)).toEqual(['1 Eccoci.']);
}, 30_000);

it('serves again right after a cut of every connection', async () => {
  const { id } = await open();
  wire.cut();
  expect(await journal.load(id)).not.toBeNull();
  await say(id, 'first').catch(() => say(id, 'first'));
  expect(await seqs(id)).toEqual(['1 first']);
}, 30_000);

it('tells a connection that is cut in the middle of a command from a fault of ours', () => {
  const cut = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  expect(asStoreUnreachable(cut)).toMatchObject({ code: 'store-unreachable', status: 503 });
  expect(asStoreUnreachable(Object.assign(new Error('no such file'), { code: 'ENOENT' }))).toBeNull();
});
