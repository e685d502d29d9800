import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { z } from 'zod';
import { defineRoute, type Route } from '../../src/route';
import { leaveOut } from '../left-out';
import { openSocket, outcomeOf, sendRaw, startTestServer, statusOf, type TestServer, until } from './test-server';

let server: TestServer;
let stored = 0;

const routes: Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/notes/:id',
    body: { kind: 'json', schema: z.object({ text: z.string() }) },
    handle() {
      stored += 1;
      return { status: 200, json: {} };
    },
  }),
  {
    method: 'POST',
    path: '/api/files',
    body: { kind: 'raw', limitBytes: 100_000 },
    handle: () => ({ status: 200, json: {} }),
  },
  { method: 'GET', path: '/api/ping', handle: () => ({ status: 200, json: { pong: true } }) },
];
const access = { 'POST /api/notes/:id': 'anyone', 'POST /api/files': 'anyone', 'GET /api/ping': 'anyone' } as const;

beforeAll(async () => {
  server = await startTestServer({
    routes,
    access,
    limits: { headersTimeoutMs: 1_500, jsonMs: 2_000, rawMs: 30_000, timeoutCheckMs: 100, bodyBytes: 180_000 },
  });
});
afterAll(() => server.close());

const say = () =>
  fetch(`${server.url}/api/notes/7`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"ciao"}',
  });
const upload = () => fetch(`${server.url}/api/files`, { method: 'POST', body: Buffer.alloc(100_000) });

describe('slow callers', () => {
  test('500 sockets that never finish their request neither stop others nor stay', async () => {
    const halves = [
      '',
      'GET /api/ping HTTP/1.1\r\nHost: a\r\nX-',
      'POST /api/notes/7 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{',
    ];
    const sockets = await Promise.all(
      Array.from({ length: 500 }, (_, index) => openSocket(server.port, halves[index % halves.length] ?? '')),
    );
    const closed = sockets.map(
      (socket) =>
        new Promise((resolve) =>
          socket
            .resume()
            .on('error', () => {})
            .once('close', resolve),
        ),
    );
    for (let count = 0; count < 20; count += 1) expect((await say()).status).toBe(200);
    await Promise.all(closed);
    expect(stored).toBe(20);
  });

  test('a body that stalls is answered 408 in our words', async () => {
    const head =
      'POST /api/notes/7 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{';
    const received = await sendRaw(server.port, head, 6_000);
    expect(statusOf(received)).toBe(408);
    expect(received).toContain('"code":"too-slow"');
  });

  test('bodies together are bounded: the slowest makes room for who sends at a usual pace', async () => {
    const head = 'POST /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n';
    const slow = [];
    for (const held of [70_000, 140_000]) {
      slow.push(sendRaw(server.port, head + 'x'.repeat(70_000), 5_000));
      await until(() => server.load().bodyBytes === held, 'the slow bodies');
    }
    expect((await upload()).status).toBe(200);
    expect(server.load().bodyBytes).toBe(70_000);
    expect(statusOf((await slow[0]) ?? '')).toBe(503);
    await slow[1];
    await until(() => server.load().bodyBytes === 0, 'what the one that hung up held');
  });
});

describe('more at once than can be done', () => {
  let narrow: TestServer;
  let letGo: () => void;
  let held: Promise<void>;
  beforeEach(() => {
    held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
  });
  afterEach(() => narrow.close());

  const slow = (path: string, more: Partial<Route> = {}): Route => ({
    method: 'GET',
    path,
    async handle() {
      await held;
      return { status: 200, json: {} };
    },
    ...more,
  });
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(narrow.url + path, { headers });

  test('waits in a short line and is then refused with the time to come back; what was let in is finished', async () => {
    narrow = await startTestServer({
      routes: [slow('/api/slow')],
      access: { 'GET /api/slow': 'anyone' },
      limits: { atWork: 2, waiting: 2, waitMs: 60_000 },
    });
    const first = [1, 2].map(() => ask('/api/slow'));
    await until(() => narrow.load().atWork === 2, 'two at work');
    first.push(...[3, 4].map(() => ask('/api/slow')));
    await until(() => narrow.load().waiting === 2, 'a full line');
    const refused = await ask('/api/slow');
    expect(await outcomeOf(refused)).toEqual([503, 'overloaded']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    letGo();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(narrow.load()).toMatchObject({ atWork: 0, waiting: 0, admitted: 4, refused: { customer: 1 } });
  });

  test('nobody waits longer than a moment, also when nothing moves', async () => {
    narrow = await startTestServer({
      routes: [slow('/api/slow')],
      access: { 'GET /api/slow': 'anyone' },
      limits: { atWork: 1, waiting: 8, waitMs: 100 },
    });
    const first = ask('/api/slow');
    await until(() => narrow.load().atWork === 1, 'the one at work');
    expect((await ask('/api/slow')).status).toBe(503);
    letGo();
    expect((await first).status).toBe(200);
  });

  test('supervisors and files from memory are answered all the same', async () => {
    narrow = await startTestServer({
      routes: [
        slow('/v3/directline/slow'),
        { method: 'GET', path: '/health/live', handle: () => ({ status: 200, json: {} }) },
      ],
      access: { 'GET /v3/directline/slow': 'direct-line', 'GET /health/live': 'anyone' },
      limits: { atWork: 1, waiting: 0 },
    });
    const first = ask('/v3/directline/slow');
    await until(() => narrow.load().atWork === 1, 'the one at work');
    const refused = await ask('/v3/directline/slow', { origin: narrow.url });
    expect(await outcomeOf(refused)).toEqual([503, 'overloaded']);
    expect(refused.headers.get('access-control-allow-origin')).toBe(narrow.url);
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/nothing')).status).toBe(404);
    letGo();
    expect((await first).status).toBe(200);
  });

  test('a signed-in person goes before the customers, and somebody new comes last', async () => {
    const done: string[] = [];
    const note = (path: string): Route => ({
      method: 'POST',
      path,
      async handle() {
        await held;
        done.push(path);
        return { status: 200, json: {} };
      },
    });
    const anna = { agentId: 'a', name: 'Anna', roles: ['agent' as const], languages: [], sessionId: 's' };
    const routes = [note('/widget/session'), note('/v3/directline/say'), note('/api/claim'), slow('/api/me')];
    narrow = await startTestServer({
      routes,
      access: {
        'POST /widget/session': 'anyone',
        'POST /v3/directline/say': 'direct-line',
        'POST /api/claim': 'signed-in',
        'GET /api/me': 'signed-in',
      },
      authenticate: async ({ headers }) => (headers.cookie === 'anna' ? anna : null),
      limits: { atWork: 1, waiting: 20, waitMs: 60_000 },
    });
    const cookie = { cookie: 'anna' };
    const first = ask('/api/me', cookie);
    await until(() => narrow.load().atWork === 1, 'the one at work');
    const post = (path: string, headers = {}) => fetch(narrow.url + path, { method: 'POST', headers });
    const calls = [];
    for (const [path, headers] of [['/widget/session'], ['/v3/directline/say'], ['/api/claim', cookie]] as const) {
      const before = narrow.load().waiting;
      calls.push(post(path, headers));
      await until(() => narrow.load().waiting === before + 1, 'the next in line');
    }
    letGo();
    await Promise.all([first, ...calls]);
    expect(done).toEqual(['/api/claim', '/v3/directline/say', '/widget/session']);
  });

  test('one client cannot hold more than its own few places', async () => {
    narrow = await startTestServer({
      routes: [slow('/v3/directline/slow')],
      access: { 'GET /v3/directline/slow': 'direct-line' },
      limits: { perClient: 3 },
    });
    const greedy = [1, 2, 3].map(() => ask('/v3/directline/slow', { authorization: 'Bearer one' }));
    await until(() => narrow.load().atWork === 3, 'its three places');
    const fourth = await ask('/v3/directline/slow', { authorization: 'Bearer one' });
    expect([fourth.status, fourth.headers.get('retry-after')]).toEqual([429, '1']);
    const other = ask('/v3/directline/slow', { authorization: 'Bearer two' });
    letGo();
    const statuses = await Promise.all([...greedy, other]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test('of what holds much, only a few run at once', async () => {
    narrow = await startTestServer({
      routes: [slow('/api/file', { atOnce: 1 })],
      access: { 'GET /api/file': 'anyone' },
    });
    const first = ask('/api/file');
    await until(() => narrow.load().atWork === 1, 'the one at work');
    expect((await ask('/api/file')).status).toBe(503);
    letGo();
    expect((await first).status).toBe(200);
  });
});

const tcpTable = '/proc/net/tcp';

/** Connections to the port that the system has not taken. */
function askedInVain(port: number): number {
  const to = `:${port.toString(16).toUpperCase().padStart(4, '0')} 02 `;
  return readFileSync(tcpTable, 'utf8')
    .split('\n')
    .filter((line) => line.includes(to)).length;
}

describe('connections', () => {
  test('that come together are let in several in a turn of the event loop, and a stop ends them all', async () => {
    const wide = await startTestServer({ routes, access, limits: { moreDoors: 7 } });
    await until(() => wide.load().doors === 8, 'the doors');
    const sockets = Array.from({ length: 200 }, () => connect(wide.port, '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => {});
    let turns = 0;
    for (; wide.load().connections < 200; turns++) await new Promise((resolve) => setImmediate(resolve));
    expect(turns).toBeLessThan(150);
    const answers = await Promise.all(Array.from({ length: 30 }, () => fetch(`${wide.url}/api/ping`)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await wide.close();
    const again = await startTestServer({ routes, access, port: wide.port });
    expect((await fetch(`${again.url}/api/ping`)).status).toBe(200);
    await again.close();
  });

  test('wait in a line that further doors do not shorten, so that the system drops none of them', async () => {
    if (!existsSync(tcpTable)) return leaveOut('the line before the door', 'needs /proc/net/tcp');
    const wide = await startTestServer({ routes, access, limits: { moreDoors: 7 } });
    await until(() => wide.load().doors === 8, 'the doors');
    // More than the 511 of Node, which a door that names no backlog would set for all.
    const sockets = Array.from({ length: 700 }, () => connect(wide.port, '127.0.0.1').on('error', () => {}));
    // By then the system has been asked for all of them, and nobody was let in yet.
    await new Promise((resolve) => process.nextTick(resolve));
    expect(askedInVain(wide.port)).toBe(0);
    for (const socket of sockets) socket.destroy();
    await wide.close();
  });

  test('of one network are bounded, and the one too many is told so', async () => {
    const few = await startTestServer({ routes, access, limits: { connectionsPerNetwork: 3 } });
    const sockets = await Promise.all([1, 2, 3].map(() => openSocket(few.port, '')));
    await until(() => few.load().connections === 3, 'three connections');
    const fourth = await sendRaw(few.port, '');
    expect(fourth).toMatch(/^HTTP\/1\.1 503 [\s\S]*Retry-After: \d+/);
    sockets[0]?.destroy();
    await until(() => few.load().connections === 2, 'the place of the one that left');
    expect((await fetch(`${few.url}/api/ping`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await few.close();
  });

  test('who asks a thousand times without reading is cut off, and others are answered', async () => {
    const request = 'GET /api/ping HTTP/1.1\r\nHost: a\r\n\r\n';
    const received = await sendRaw(server.port, request.repeat(1_500));
    expect(received.split('pong').length - 1).toBeLessThanOrEqual(32);
    expect((await fetch(`${server.url}/api/ping`)).status).toBe(200);
  });

  test('who does not read large answers loses the connection before the memory is full', async () => {
    const large = await startTestServer({
      routes: [
        {
          method: 'GET',
          path: '/api/large',
          handle: () => ({ status: 200, bytes: Buffer.alloc(8_000_000), headers: { 'content-type': 'text/plain' } }),
        },
        ...routes,
      ],
      access: { ...access, 'GET /api/large': 'anyone' },
      limits: { unreadBytes: 20_000_000 },
    });
    const request = 'GET /api/large HTTP/1.1\r\nHost: a\r\n\r\n';
    const sockets = await Promise.all(Array.from({ length: 8 }, () => openSocket(large.port, request)));
    for (const socket of sockets) socket.pause().on('error', () => {});
    await until(() => large.load().unreadBytes > 20_000_000, 'more than may lie there');
    await until(() => large.load().unreadBytes <= 20_000_000, 'less again');
    expect(large.load().connections).toBeGreaterThan(0);
    expect((await fetch(`${large.url}/api/ping`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await large.close();
  });
});
