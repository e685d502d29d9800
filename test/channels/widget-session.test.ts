import { SignJWT } from 'jose';
import { createVisitors } from '../../src/channels/web/visitors';
import { usesIndex } from '../store/query-plans';
import { call, openSession, type Session } from './direct-line-client';
import { identitySecret, startWebServer, type WebServer } from './web-server';

let server: WebServer;

beforeAll(async () => {
  server = await startWebServer();
});
afterEach(() => {
  server.clock.shiftMs = 0;
});
afterAll(() => server.close());

const dayMs = 24 * 3_600_000;
let subs = 0;
const newSub = (): string => `customer-${++subs}`;

interface Claims {
  sub?: string;
  name?: unknown;
  email?: unknown;
}

function sign(
  claims: Claims,
  options: { secret?: string; alg?: string; lifeSeconds?: number | null } = {},
): Promise<string> {
  const { secret = identitySecret, alg = 'HS256', lifeSeconds = 3_600 } = options;
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg });
  const nowSeconds = Math.floor(server.clock.now().getTime() / 1000);
  if (lifeSeconds !== null) jwt.setExpirationTime(nowSeconds + lifeSeconds);
  return jwt.sign(new TextEncoder().encode(secret));
}

const ask = (json: object, on: WebServer = server, headers: Record<string, string> = {}) =>
  call(on, 'POST', '/widget/session', { json, headers });
const start = (session: Session) =>
  call(server, 'POST', '/v3/directline/conversations', { token: session.token, json: {} });
const write = ({ conversationId, token }: Session, text: string) =>
  call(server, 'POST', `/v3/directline/conversations/${conversationId}/activities`, {
    token,
    json: { type: 'message', text },
  });
const conversationOf = ({ conversationId }: Session) => server.journal.load(conversationId);

describe('an anonymous visitor', () => {
  test('gets a token, a conversation and a way back, and no conversation is stored for it', async () => {
    const session = await openSession(server, { locale: 'en-US' });
    expect(session).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      conversationId: expect.stringMatching(/^[\w-]{22,}$/),
      resume: expect.stringMatching(/^[\w-]{40,}$/),
      expires_in: 1800,
    });
    expect(await conversationOf(session)).toBeNull();
    await start(session);
    expect(await conversationOf(session)).toMatchObject({
      language: 'en',
      customer: { locale: 'en-US', identified: false },
    });
  });

  test('may send no body at all', async () => {
    const response = await fetch(`${server.url}/widget/session`, { method: 'POST' });
    expect(response.status).toBe(200);
  });

  test('comes back after a day, a restart and a closing, into the same conversation', async () => {
    const session = await openSession(server);
    await write(session, 'ciao');
    const giulia = { id: 'agent-7', name: 'Giulia', manages: false };
    await server.desk.claim(session.conversationId, giulia);
    await server.say(session.conversationId, { kind: 'agent', ...giulia }, 'Ecco.');
    await server.desk.close(session.conversationId, giulia, 'solved', { releaseReason: 'fatto' });
    expect(await conversationOf(session)).toMatchObject({ phase: 'closed' });
    await server.restart();
    server.clock.shiftMs = dayMs;
    const back = await openSession(server, { resume: session.resume });
    expect(back).toMatchObject({ conversationId: session.conversationId, resume: session.resume });
    expect((await write(back, 'rieccomi')).status).toBe(200);
  });

  test('is refused with a way back nobody gave out, and after 90 days without a visit', async () => {
    const { resume } = await openSession(server);
    expect((await ask({ resume: 'made-up' })).body.code).toBe('resume-refused');
    server.clock.shiftMs = 80 * dayMs;
    expect((await ask({ resume })).status).toBe(200);
    server.clock.shiftMs = 160 * dayMs;
    expect((await ask({ resume })).status).toBe(200);
    server.clock.shiftMs = 251 * dayMs;
    expect((await ask({ resume })).status).toBe(403);
  });

  test('leaves only a hash of the way back in the store', async () => {
    const { conversationId, resume } = await openSession(server);
    const kept = await server.store.visitors.find({ conversationId }).lean();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(resume.slice(0, 10));
  });
});

describe('the sweep of visitors', () => {
  test('forgets who never wrote after a day, and who wrote 90 days after the last visit', async () => {
    const [silent, talker] = [await openSession(server), await openSession(server)];
    await start(silent);
    await write(talker, 'ciao');
    const talking = await conversationOf(talker);
    if (talking === null) throw new Error('no conversation');
    await server.journal.commit(talking, { moveId: 'm', set: { listed: true }, messages: [], events: [] });
    const sweep = () => createVisitors({ store: server.store, clock: server.clock, newId: () => 'unused' }).sweep();
    await sweep();
    expect((await ask({ resume: silent.resume })).status).toBe(200);
    server.clock.shiftMs = dayMs + 60_000;
    await sweep();
    expect((await ask({ resume: silent.resume })).status).toBe(403);
    expect((await ask({ resume: talker.resume })).status).toBe(200);
    server.clock.shiftMs = 92 * dayMs;
    await sweep();
    expect((await ask({ resume: talker.resume })).status).toBe(403);
    expect(await server.store.visitors.countDocuments({ conversationId: talker.conversationId })).toBe(0);
  });

  test('and the look-ups at sessions use indexes', async () => {
    const { visitors, conversations } = server.store;
    expect(await usesIndex(visitors, { checkAt: { $lte: new Date() } })).toBe(true);
    expect(await usesIndex(visitors, { conversationId: 'x' })).toBe(true);
    expect(await usesIndex(visitors, { _id: 'x' })).toBe(true);
    expect(await usesIndex(conversations, { 'customer.id': 'x', channel: 'web' }, { openedAt: -1 })).toBe(true);
  });
});

describe('a customer the shop’s server names', () => {
  test('is known by name and address to the people of the shop', async () => {
    const sub = newSub();
    const session = await openSession(server, {
      identity: await sign({ sub, name: 'Anna Bianchi', email: 'anna@example.com' }),
    });
    await start(session);
    expect(await conversationOf(session)).toMatchObject({
      customer: { id: `dl_u_${sub}`, name: 'Anna Bianchi', email: 'anna@example.com', identified: true },
    });
  });

  test('finds their one conversation from every device and page, at once or later, started or not', async () => {
    const sub = newSub();
    const identity = await sign({ sub });
    const [phone, laptop] = await Promise.all([openSession(server, { identity }), openSession(server, { identity })]);
    expect(laptop.conversationId).toBe(phone.conversationId);
    await write(phone, 'dal telefono');
    const later = await openSession(server, { identity: await sign({ sub }), resume: laptop.resume });
    expect(later).toMatchObject({ conversationId: phone.conversationId, resume: laptop.resume });
    const other = await openSession(server, { identity: await sign({ sub: newSub() }) });
    expect(other.conversationId).not.toBe(phone.conversationId);
  });

  test('keeps the conversation they began before they signed in', async () => {
    const before = await openSession(server);
    await write(before, 'ho già scritto');
    const sub = newSub();
    const after = await openSession(server, { resume: before.resume, identity: await sign({ sub, name: 'Anna' }) });
    expect(after.conversationId).toBe(before.conversationId);
    expect(await conversationOf(after)).toMatchObject({
      customer: { id: `dl_u_${sub}`, name: 'Anna', identified: true },
    });
    const elsewhere = await openSession(server, { identity: await sign({ sub }) });
    expect(elsewhere.conversationId).toBe(before.conversationId);
  });

  test('never gets a conversation that belongs to somebody else the shop names', async () => {
    const anonymous = await openSession(server);
    await write(anonymous, 'di Anna');
    const anna = await openSession(server, { resume: anonymous.resume, identity: await sign({ sub: newSub() }) });
    for (const resume of [anonymous.resume, anna.resume]) {
      const bruno = await openSession(server, { resume, identity: await sign({ sub: newSub() }) });
      expect(bruno.conversationId).not.toBe(anna.conversationId);
      expect(bruno.resume).not.toBe(anna.resume);
    }
  });

  test('a name or address of a wrong shape is left out, the person is not refused', async () => {
    const session = await openSession(server, {
      identity: await sign({ sub: newSub(), name: { $gt: '' }, email: 'no' }),
    });
    await start(session);
    expect((await conversationOf(session))?.customer).not.toHaveProperty('name');
    expect((await conversationOf(session))?.customer).not.toHaveProperty('email');
  });

  test('is refused with 403 for every proof that is not one', async () => {
    const good = await sign({ sub: 'anna' });
    const [head, , signature] = good.split('.');
    const other = Buffer.from(JSON.stringify({ sub: 'bruno', exp: 9_999_999_999 })).toString('base64url');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${other}.`;
    const bad = [
      'x',
      `${head}.${other}.${signature}`,
      none,
      await sign({ sub: 'anna' }, { secret: `${identitySecret}!` }),
      await sign({ sub: 'anna' }, { alg: 'HS512' }),
      await sign({ sub: 'anna' }, { lifeSeconds: null }),
      await sign({ sub: 'anna' }, { lifeSeconds: 2 * 3_600 }),
      await sign({ sub: 'anna' }, { lifeSeconds: -120 }),
      await sign({ sub: ' ' }),
      await sign({}),
    ];
    for (const identity of bad) {
      const { status, body } = await ask({ identity });
      expect([identity, status, body.code]).toEqual([identity, 403, 'identity-refused']);
    }
  });

  test('is refused while the shop has set no secret', async () => {
    const without = await startWebServer({ settings: { identitySecret: undefined } });
    const answer = await ask({ identity: await sign({ sub: 'anna' }) }, without);
    await without.close();
    expect([answer.status, answer.body.code]).toEqual([403, 'identity-refused']);
  });
});

describe('limits of sessions', () => {
  test('new sessions and wrong tries of one address end in 429 with a time to wait; coming back does not', async () => {
    const strict = await startWebServer({ sessionsPerMinute: 6 });
    try {
      const { resume } = await openSession(strict);
      for (let n = 0; n < 3; n++) expect((await ask({}, strict)).status).toBe(200);
      expect((await ask({ resume: 'guess' }, strict)).status).toBe(403);
      expect((await ask({ identity: 'guess' }, strict)).status).toBe(403);
      const refusal = await ask({}, strict);
      expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([429, '10']);
      expect((await ask({ resume: 'guess' }, strict)).status).toBe(429);
      expect((await ask({ resume }, strict)).status).toBe(200);
      strict.clock.shiftMs = 10_000;
      expect((await ask({}, strict)).status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  test('pages of other origins may not open sessions; our own and the shop’s may', async () => {
    const shop = await startWebServer({ allowedOrigins: ['https://shop.example'] });
    try {
      const from = async (origin: string) => (await ask({}, shop, { origin })).status;
      expect(await from('https://shop.example')).toBe(200);
      expect(await from(shop.url)).toBe(200);
      expect(await from('https://evil.example')).toBe(403);
      expect(await from('null')).toBe(403);
    } finally {
      await shop.close();
    }
  });

  test.each([
    ['a locale with a path', { locale: '../x' }],
    ['a resume that is an object', { resume: { $ne: '' } }],
    ['an endless resume', { resume: 'x'.repeat(201) }],
    ['an identity that is a list', { identity: ['x'] }],
  ])('%s is refused with 400', async (_name, json) => {
    expect((await ask(json)).status).toBe(400);
  });
});
