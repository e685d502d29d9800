import { call, generateToken, openSession, type Session } from './direct-line-client';
import { directLineSecret, startWebServer, type WebServer } from './web-server';

let server: WebServer;

beforeAll(async () => {
  server = await startWebServer();
});
afterEach(() => {
  server.clock.shiftMs = 0;
});
afterAll(() => server.close());

const base = '/v3/directline';
const at = (conversationId: string, rest = '') => `${base}/conversations/${conversationId}${rest}`;
const post = (session: Session, json: unknown) =>
  call(server, 'POST', at(session.conversationId, '/activities'), { token: session.token, json });
const fetchAll = async (session: Session, query = '') =>
  (await call(server, 'GET', at(session.conversationId, `/activities?${query}`), { token: session.token })).body;

async function begin(on: WebServer = server): Promise<Session> {
  const session = await generateToken(on);
  await call(on, 'POST', `${base}/conversations`, { token: session.token, json: {} });
  return session;
}

describe('who may call', () => {
  const calls = (id: string): ['GET' | 'POST', string, object | undefined][] => [
    ['POST', `${base}/tokens/refresh`, undefined],
    ['POST', `${base}/conversations`, {}],
    ['GET', at(id), undefined],
    ['GET', at(id, '/activities'), undefined],
    ['POST', at(id, '/activities'), { type: 'message', text: 'ciao' }],
    ['GET', `${base}/session/getsessionid`, undefined],
  ];

  test('every call without a token is answered 401', async () => {
    const { conversationId } = await begin();
    for (const [method, path, json] of [...calls(conversationId), ['POST', `${base}/tokens/generate`, {}] as const]) {
      const answer = await call(server, method, path, json === undefined ? {} : { json });
      expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'unauthorized']);
    }
  });

  test('every call with a token nobody signed, an expired one, or one that is a stream ticket is answered 403', async () => {
    const { conversationId, token } = await begin();
    const { streamUrl } = (await call(server, 'GET', at(conversationId), { token })).body;
    const ticket = new URL(streamUrl).searchParams.get('t') ?? '';
    const [head, body] = token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none","kid":"1"}').toString('base64url')}.${body}.`;
    for (const bad of ['x', `${head}.${body}.AAAA`, `${token}x.y`, unsigned, ticket]) {
      for (const [method, path, json] of calls(conversationId)) {
        const answer = await call(server, method, path, { token: bad, ...(json && { json }) });
        expect([path, answer.status]).toEqual([path, 403]);
      }
    }
    server.clock.shiftMs = 30 * 60_000 + 1_000;
    expect((await call(server, 'GET', at(conversationId), { token })).status).toBe(403);
  });

  test('a token opens its own conversation and answers the same for others, there or not', async () => {
    const mine = await begin();
    const theirs = await begin();
    for (const id of [theirs.conversationId, 'there-is-no-such-conversation', '..%2f..', '%00']) {
      for (const [method, path, json] of calls(id).slice(2, 5)) {
        const answer = await call(server, method, path, { token: mine.token, ...(json && { json }) });
        expect([path, answer.status, answer.body.error]).toEqual([
          path,
          403,
          { code: 'token-refused', message: 'The token does not open this conversation.' },
        ]);
      }
    }
    expect(await server.journal.lastSeq(theirs.conversationId)).toBe(1);
  });

  test('the secret opens every website conversation and is told of those that are not there', async () => {
    const { conversationId } = await begin();
    expect((await call(server, 'GET', at(conversationId), { token: directLineSecret })).status).toBe(200);
    expect((await call(server, 'GET', at('nobody'), { token: directLineSecret })).status).toBe(404);
    expect((await call(server, 'GET', at('nobody', '/activities'), { token: directLineSecret })).status).toBe(404);
    expect((await call(server, 'POST', `${base}/tokens/refresh`, { token: directLineSecret })).status).toBe(403);
  });

  test('tokens are made with the secret alone, and for nobody when none is set', async () => {
    const { token } = await begin();
    expect((await call(server, 'POST', `${base}/tokens/generate`, { token, json: {} })).status).toBe(403);
    const closed = await startWebServer({ settings: { directLineSecret: undefined } });
    const answer = await call(closed, 'POST', `${base}/tokens/generate`, { token: directLineSecret, json: {} });
    await closed.close();
    expect(answer.status).toBe(403);
  });

  test('a token names its customer with the prefix that clients may not choose', async () => {
    const userOf = ({ token }: Session) =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).user;
    expect(userOf(await generateToken(server))).toMatch(/^dl_a_[\w-]{20,}$/);
    expect(userOf(await generateToken(server, 'dl_4711'))).toBe('dl_4711');
    expect(userOf(await generateToken(server, '4711'))).toBe('dl_u_4711');
  });
});

describe('a conversation', () => {
  test('is created at the first start, answered 201, and found by every later one, answered 200', async () => {
    const session = await openSession(server, { locale: 'en' });
    expect(await server.journal.load(session.conversationId)).toBeNull();
    const starts = await Promise.all(
      Array.from({ length: 10 }, () =>
        call(server, 'POST', `${base}/conversations`, { token: session.token, json: {} }),
      ),
    );
    expect(starts.map((start) => start.status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(starts.map((start) => start.body.conversationId))).toEqual(new Set([session.conversationId]));
    expect((await fetchAll(session)).activities).toHaveLength(1);
    const conversation = await server.journal.load(session.conversationId);
    expect(conversation).toMatchObject({
      channel: 'web',
      language: 'en',
      customer: { locale: 'en', identified: false },
    });
  });

  test('is greeted by the next call when a crash came between its start and its greeting', async () => {
    const session = await generateToken(server);
    const customer = { id: 'dl_a_x', locale: 'it', identified: false };
    await server.journal.open({ id: session.conversationId, channel: 'web', customer, language: 'it' });
    expect((await call(server, 'POST', `${base}/conversations`, { token: session.token, json: {} })).status).toBe(200);
    expect((await fetchAll(session)).activities).toHaveLength(1);
  });

  test('that was forgotten because nobody wrote begins anew under its id', async () => {
    const session = await begin();
    await server.store.conversations.deleteOne({ _id: session.conversationId });
    await server.store.messages.deleteMany({ conversationId: session.conversationId });
    server.clock.shiftMs = 61_000;
    expect((await post(session, { type: 'message', text: 'eccomi' })).status).toBe(200);
    expect(await server.journal.load(session.conversationId)).toMatchObject({ id: session.conversationId });
  });

  test('has a stream under the address by which it was asked for, or under PUBLIC_URL', async () => {
    const { conversationId, token } = await begin();
    const { streamUrl } = (await call(server, 'GET', at(conversationId, '?watermark=7'), { token })).body;
    expect(streamUrl).toMatch(`ws://127.0.0.1:${server.port}${at(conversationId, '/stream?watermark=7&t=')}`);
    const behindProxy = await startWebServer({ publicUrl: 'https://care.shop.example/' });
    const session = await generateToken(behindProxy);
    const start = await call(behindProxy, 'POST', `${base}/conversations`, { token: session.token, json: {} });
    await behindProxy.close();
    expect(start.body.streamUrl).toMatch(/^wss:\/\/care\.shop\.example\/v3\/directline\//);
  });
});

describe('an activity', () => {
  test('keeps text, client id and echo; everything else of the client is replaced by the server’s own', async () => {
    const session = await begin();
    const spoofed = {
      type: 'message',
      id: 'chosen-by-client',
      text: 'è mio',
      timestamp: '1999-01-01T00:00:00Z',
      from: { id: 'agent-7', name: 'Giulia', role: 'bot' },
      recipient: { id: 'somebody' },
      conversation: { id: 'another' },
      channelId: 'emulator',
      serviceUrl: 'http://169.254.169.254/',
      deliveryMode: 'expectReplies',
      replyToId: 'x',
      entities: [{ type: 'mention' }],
      attachments: [{ contentType: 'text/html', contentUrl: 'http://evil.example/x' }],
      suggestedActions: { actions: [{ type: 'openUrl', value: 'http://evil.example' }] },
      channelData: { clientActivityID: 'a-1', own: { $where: '1', 'a.b': 2 }, ascolto: { author: 'agent', seq: 99 } },
      seq: 77,
      key: 'agent:7:x',
      delivery: 'read',
    };
    const { body } = await post(session, spoofed);
    const row = await server.store.messages.findById(body.id).lean();
    const customer = (await server.journal.load(session.conversationId))?.customer.id;
    expect({ ...row, at: 'now', undecidedSince: 'now' }).toEqual({
      _id: `${session.conversationId}|0000002`,
      conversationId: session.conversationId,
      seq: 2,
      key: 'customer:a-1',
      from: { kind: 'customer', id: customer },
      text: 'è mio',
      at: 'now',
      undecidedSince: 'now',
      delivery: 'sent',
      echo: JSON.stringify(spoofed.channelData),
    });
    const { activities } = await fetchAll(session, 'watermark=1');
    const { timestamp, ...shown } = activities[0];
    expect(Math.abs(Date.parse(timestamp) - server.clock.now().getTime())).toBeLessThan(60_000);
    expect(shown).toEqual({
      type: 'message',
      id: body.id,
      channelId: 'directline',
      conversation: { id: session.conversationId },
      from: { id: customer, role: 'user' },
      text: 'è mio',
      channelData: { clientActivityID: 'a-1', own: { $where: '1', 'a.b': 2 } },
    });
  });

  const tooDeep = JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`);
  const refused: [string, unknown][] = [
    ['no type', { text: 'x' }],
    ['a type of no use here', { type: 'invoke', name: 'x' }],
    ['no text', { type: 'message' }],
    ['blank text', { type: 'message', text: ' \n\t ' }],
    ['text of another kind', { type: 'message', text: { $ne: '' } }],
    ['4,001 characters', { type: 'message', text: 'x'.repeat(4_001) }],
    [
      'a client id of 129 characters',
      { type: 'message', text: 'x', channelData: { clientActivityID: 'x'.repeat(129) } },
    ],
    ['a client id that is no text', { type: 'message', text: 'x', channelData: { clientActivityID: { $gt: '' } } }],
    ['an echo over 4 KB', { type: 'message', text: 'x', channelData: { big: 'è'.repeat(2_100) } }],
    ['an echo that is no object', { type: 'message', text: 'x', channelData: 'x' }],
    ['nesting without end', { type: 'message', text: 'x', channelData: { tooDeep: { tooDeep } } }],
    ['a locale that is none', { type: 'message', text: 'x', locale: '../../etc' }],
    ['a contact that is no address', { type: 'event', name: 'ascolto.contact', value: { email: 'a@b' } }],
    ['a contact without a value', { type: 'event', name: 'ascolto.contact' }],
    ['a negative reading mark', { type: 'event', name: 'ascolto.read', value: { seq: -1 } }],
  ];
  test.each(refused)('with %s is refused with 400 and leaves nothing behind', async (_name, json) => {
    const session = await begin();
    const answer = await post(session, json);
    expect([answer.status, typeof answer.body.code]).toEqual([400, 'string']);
    expect(await server.journal.lastSeq(session.conversationId)).toBe(1);
    expect(await server.journal.load(session.conversationId)).not.toHaveProperty('customer.email');
  });

  test('of 4,000 characters with a client id of 128 and an echo of 4 KB is taken', async () => {
    const session = await begin();
    const channelData = { clientActivityID: 'i'.repeat(128), pad: 'x'.repeat(4_096 - 160) };
    expect((await post(session, { type: 'message', text: '€'.repeat(4_000), channelData })).status).toBe(200);
    const { activities } = await fetchAll(session, 'watermark=1');
    expect(activities[0]).toMatchObject({ text: '€'.repeat(4_000), channelData });
  });

  test('beyond the burst is answered 429 with the time to wait, and taken after it', async () => {
    const strict = await startWebServer({ messages: { burst: 10, perSecond: 0.5 } });
    try {
      const session = await begin(strict);
      const say = (n: number) =>
        call(strict, 'POST', at(session.conversationId, '/activities'), {
          token: session.token,
          json: { type: 'message', text: `n ${n}` },
        });
      for (let n = 0; n < 10; n++) expect((await say(n)).status).toBe(200);
      const refusal = await say(10);
      expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([429, '2']);
      strict.clock.shiftMs = 2_000;
      expect((await say(10)).status).toBe(200);
      expect(await strict.journal.lastSeq(session.conversationId)).toBe(12);
    } finally {
      await strict.close();
    }
  });
});

describe('polling', () => {
  test('brings a long log in pages whose watermarks lead to its end', async () => {
    const session = await begin();
    const append = (n: number) => ({ conversationId: session.conversationId, key: `k:${n}`, text: `n ${n}` });
    for (let n = 2; n <= 450; n++) await server.journal.append({ ...append(n), from: { kind: 'customer' } });
    const seen: string[] = [];
    let watermark = '';
    for (const size of [200, 200, 50, 0]) {
      const page = await fetchAll(session, `watermark=${watermark}`);
      expect(page.activities).toHaveLength(size);
      watermark = page.watermark;
      seen.push(...page.activities.map((activity: { id: string }) => activity.id));
    }
    expect(watermark).toBe('450');
    expect(new Set(seen).size).toBe(450);
    expect(seen).toEqual([...seen].sort());
  });

  test('with a watermark beyond the log is put back to its end, and with nonsense to its beginning', async () => {
    const session = await begin();
    expect(await fetchAll(session, 'watermark=999')).toEqual({ activities: [], watermark: '1' });
    for (const nonsense of ['-', '-1', '1e3', '0x1', '9999999999', '%00', '__proto__']) {
      expect((await fetchAll(session, `watermark=${nonsense}`)).activities).toHaveLength(1);
    }
  });

  test('brings the state of things to whoever asks for it', async () => {
    const session = await begin();
    const { activities } = await fetchAll(session, 'watermark=1&state=1');
    expect(activities).toEqual([
      expect.objectContaining({
        type: 'event',
        name: 'ascolto.state',
        value: expect.objectContaining({ phase: 'bot' }),
      }),
    ]);
  });
});

describe('an event', () => {
  const giulia = { id: 'agent-7', name: 'Giulia', manages: false };

  async function waiting(): Promise<Session> {
    const session = await begin();
    await post(session, { type: 'message', text: 'vorrei una persona' });
    await server.desk.claim(session.conversationId, giulia);
    await server.desk.release(session.conversationId, giulia);
    return session;
  }

  test('ascolto.leave-line ends the wait, and may come twice', async () => {
    const session = await waiting();
    expect(await server.journal.load(session.conversationId)).toMatchObject({ phase: 'waiting' });
    for (const _ of [1, 2])
      expect((await post(session, { type: 'event', name: 'ascolto.leave-line' })).status).toBe(200);
    expect(await server.journal.load(session.conversationId)).toMatchObject({ phase: 'bot' });
  });

  test('ascolto.contact keeps the address as the way to reach the customer', async () => {
    const session = await waiting();
    const value = { email: 'anna@example.com' };
    expect((await post(session, { type: 'event', name: 'ascolto.contact', value })).status).toBe(200);
    expect(await server.journal.load(session.conversationId)).toMatchObject({
      customer: { contactEmail: value.email },
    });
  });

  test('ascolto.read marks what was on screen, never more than there is, and only forward', async () => {
    const session = await begin();
    const read = (seq: number) => post(session, { type: 'event', name: 'ascolto.read', value: { seq } });
    await read(500);
    await read(0);
    await server.say(session.conversationId, { kind: 'bot' }, 'due');
    const deliveryOf = await server.channel.receipts.deliveryOf(session.conversationId);
    const rows = await server.journal.messagesAfter(session.conversationId, 0, 10);
    expect(rows.map(deliveryOf)).toEqual(['read', 'sent']);
  });

  test('too many signs are answered 429, typing among them', async () => {
    const session = await begin();
    const answers: Awaited<ReturnType<typeof post>>[] = [];
    // Not all at once: one client has but a few places among the requests at work.
    for (let n = 0; n < 8; n++)
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => post(session, { type: 'typing' })))));
    expect(answers.filter((answer) => answer.status === 429).length).toBeGreaterThan(5);
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(60);
  });
});

test('no word, name or token of a customer is in the logs', async () => {
  const session = await begin();
  await post(session, { type: 'message', text: 'parola-segretissima', channelData: { clientActivityID: 'x' } });
  expect(server.logged.join('\n')).not.toMatch(new RegExp(`parola-segretissima|${session.token}|${directLineSecret}`));
});
