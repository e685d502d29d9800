// The whole product, as two processes on one store and one Redis: a customer who talks at one is exported and erased at the
// other, and is then nowhere, neither in files, nor in Redis, nor in what the processes printed.
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { verifyStore } from '../../src/conversation/verify-store';
import { verifyAudit } from '../../src/privacy/verify-audit';
import { openFeed } from '../app/feed-reader';
import { administrator } from '../faults/app-process';
import { type Caller, until } from '../faults/caller';
import { hire } from '../faults/colleague';
import { createStand, type Stand } from '../faults/stand';
import { withRedis } from '../redis-server';
import { findBytes } from '../store/raw-bytes';
import { seededBytes, seeds } from './privacy-world';

const identitySecret = 'an-identity-secret-of-at-least-32-characters';
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), seeds.fileBytes]);

async function signInAsAdministrator(caller: Caller): Promise<{ cookie: string }> {
  const reply = await caller.call('POST', '/api/session', { json: administrator });
  return { cookie: reply.cookie ?? '' };
}

/** The shop says who the customer is. */
async function enterNamed(caller: Caller) {
  const identity = await new SignJWT({ sub: seeds.shopId, name: seeds.name, email: seeds.email })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(identitySecret));
  const session = await caller.insist('POST', '/widget/session', { json: { locale: 'it', identity } });
  const { token, conversationId, resume } = session.body;
  const headers = { authorization: `Bearer ${token}` };
  return { identity, token, conversationId, resume, headers, path: `/v3/directline/conversations/${conversationId}` };
}

type Visit = Awaited<ReturnType<typeof enterNamed>>;

/** Everything a customer can leave behind. */
async function leaveTraces(caller: Caller, port: number, visit: Visit): Promise<{ fileUrl: string }> {
  const { headers, path } = visit;
  await caller.insist('POST', '/v3/directline/conversations', { headers, json: {} });
  const say = (text: string) =>
    caller.insist('POST', `${path}/activities`, { headers, json: { type: 'message', text } });
  await say(seeds.question);
  await say(seeds.text);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), seeds.fileName);
  const uploaded = await fetch(`http://127.0.0.1:${port}${path}/upload?userId=dl_x`, {
    method: 'POST',
    headers,
    body: form,
  });
  expect(uploaded.status).toBe(200);
  await say('voglio parlare con una persona');
  const isWaiting = async () => {
    const { body } = await caller.call('GET', `${path}/activities?state=1`, { headers });
    return body.activities.at(-1)?.value?.phase === 'waiting';
  };
  await until(isWaiting, 'the line');
  const contact = { type: 'event', name: 'ascolto.contact', value: { email: seeds.contact } };
  await caller.insist('POST', `${path}/activities`, { headers, json: contact });
  const { body } = await caller.call('GET', `${path}/activities`, { headers });
  const withFile = body.activities.find((activity: { attachments?: unknown[] }) => activity.attachments);
  return { fileUrl: new URL(withFile.attachments[0].contentUrl).pathname };
}

/** Close code of a socket on the conversation's stream, once it has one. */
async function openSocket(caller: Caller, { headers, path }: Visit): Promise<{ code(): number | null }> {
  const { body } = await caller.call('GET', path, { headers });
  const socket = new WebSocket(body.streamUrl);
  let code: number | null = null;
  socket.on('close', (closedWith) => {
    code = closedWith;
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('open', resolve));
  return { code: () => code };
}

async function everythingInRedis(stand: Stand): Promise<string> {
  const names = (await stand.redis.command('KEYS', '*')) as string[];
  const dumps = await Promise.all(names.map((name) => stand.redis.command('DUMP', name)));
  return JSON.stringify([names, dumps]);
}

withRedis('a customer erased in a shop of several processes', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await createStand({ settings: { WIDGET_IDENTITY_SECRET: identitySecret, LOG_LEVEL: 'debug' } });
  }, 120_000);
  afterAll(() => stand.close());

  it('is nowhere afterwards, and begins anew', async () => {
    const [here, there] = stand.apps;
    if (here === undefined || there === undefined) throw new Error('no two processes');
    const visit = await enterNamed(here.caller);
    const { fileUrl } = await leaveTraces(here.caller, here.port, visit);
    const agent = await hire(there.caller, 1);
    const feed = await openFeed(here.port, agent.headers);
    await agent.move(visit.conversationId, 'claim');
    await agent.reply(visit.conversationId, seeds.reply);
    await agent.move(visit.conversationId, 'notes', { text: seeds.note });
    const socket = await openSocket(here.caller, visit);

    const headers = await signInAsAdministrator(there.caller);
    const about = { headers, json: { email: seeds.email } };
    const refused = await there.caller.call('POST', '/api/customers/erase', { ...about, headers: agent.headers });
    expect(refused.status).toBe(403);
    const summary = await there.caller.call('POST', '/api/customers/summary', about);
    expect(summary.body).toMatchObject({ conversations: 1, files: 1, notes: 1, names: [seeds.name] });
    const exported = await there.caller.call('POST', '/api/customers/export', about);
    const whole = JSON.stringify(exported.body);
    for (const seed of [
      seeds.name,
      seeds.email,
      seeds.contact,
      seeds.note,
      seeds.reply,
      seeds.fileName,
      seeds.question,
    ])
      expect(whole).toContain(seed);
    expect(exported.body.conversations[0].files[0].base64).toBe(png.toString('base64'));
    const store = await stand.store();
    const dataDir = stand.storeServer.dataDir;
    if (dataDir !== null) expect(findBytes(dataDir, seededBytes).length).toBeGreaterThan(10);

    const erased = await there.caller.call('POST', '/api/customers/erase', about);
    expect(erased.status).toBe(200);
    expect(erased.body).toMatchObject({ conversations: 1, files: 1, notes: 1 });

    await until(() => socket.code() === 1008, 'the end of the socket', 3_000);
    await until(() => feed.events().includes(`erased ${visit.conversationId}`), 'the news', 3_000);
    for (const { caller } of stand.apps) {
      const late = { headers: visit.headers, json: { type: 'message', text: seeds.text } };
      expect((await caller.call('POST', `${visit.path}/activities`, late)).status).toBe(403);
      expect((await caller.call('GET', visit.path, { headers: visit.headers })).status).toBe(403);
      expect((await caller.call('GET', fileUrl)).status).toBe(404);
      expect((await caller.call('POST', '/widget/session', { json: { resume: visit.resume } })).status).toBe(403);
    }
    expect((await agent.read(visit.conversationId)).status).toBe(404);
    expect((await there.caller.call('POST', '/api/customers/summary', about)).status).toBe(404);

    if (dataDir !== null) expect(findBytes(dataDir, seededBytes)).toEqual([]);
    const inRedis = await everythingInRedis(stand);
    const printed = stand.apps.flatMap((app) => app.program.output).join('\n');
    for (const seed of seededBytes) {
      expect(inRedis).not.toContain(seed.toString());
      expect(printed).not.toContain(seed.toString());
    }
    expect((await verifyStore(store, new Date())).faults).toEqual([]);

    const anew = await enterNamed(here.caller);
    const twin = await enterNamed(there.caller);
    expect(anew.conversationId).not.toBe(visit.conversationId);
    expect(twin.conversationId).toBe(anew.conversationId);
    const begun = await there.caller.call('POST', '/v3/directline/conversations', { headers: anew.headers, json: {} });
    expect(begun.status).toBe(201);
  }, 120_000);

  it('leaves an audit log that administrators read, and that holds', async () => {
    const caller = stand.newCaller();
    const wrong = { json: { email: seeds.email, password: 'not-the-password' } };
    expect((await caller.call('POST', '/api/session', wrong)).status).toBe(401);
    const agent = await hire(caller, 2);
    expect((await caller.call('GET', '/api/audit', { headers: agent.headers })).status).toBe(403);
    const headers = await signInAsAdministrator(caller);
    const { status, body } = await caller.call('GET', '/api/audit', { headers });
    expect(status).toBe(200);
    const actions = body.items.map(({ action }: { action: string }) => action);
    for (const action of [
      'signed-in',
      'sign-in-failed',
      'claimed',
      'exported',
      'erasure-ordered',
      'erased',
      'person-added',
    ])
      expect(actions).toContain(action);
    for (const seed of [seeds.email, seeds.shopId, seeds.name]) expect(JSON.stringify(body)).not.toContain(seed);
    const audit = await verifyAudit(await stand.store(), new Date());
    expect(audit.faults).toEqual([]);
    expect(audit.entries).toBeGreaterThan(6);
    expect((await caller.call('GET', '/api/audit?cursor=x', { headers })).status).toBe(400);
  }, 60_000);
});
