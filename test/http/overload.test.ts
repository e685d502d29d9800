import { z } from 'zod';
import { defineRoute, type Route } from '../../src/route';
import { openSocket, startTestServer, type TestServer } from './test-server';

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
    limits: { headersTimeoutMs: 1_500, requestTimeoutMs: 2_000, timeoutCheckMs: 100, bodyBytes: 150_000 },
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

  test('bodies together are bounded, and what an interrupted one held is given back', async () => {
    const head = 'POST /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n';
    const uploadUntil = async (status: number): Promise<Response> => {
      const answer = await upload();
      return answer.status === status ? answer : uploadUntil(status);
    };
    const sockets = await Promise.all([1, 2].map(() => openSocket(server.port, head + 'x'.repeat(70_000))));
    expect((await uploadUntil(503)).headers.get('retry-after')).toBe('1');
    for (const socket of sockets) socket.destroy();
    expect((await uploadUntil(200)).ok).toBe(true);
  });
});

describe('more at once than can be done', () => {
  test('is refused with the time to come back, and what was let in is finished', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const narrow = await startTestServer({
      routes: [
        {
          method: 'GET',
          path: '/api/slow',
          async handle() {
            await held;
            return { status: 200, json: {} };
          },
        },
      ],
      access: { 'GET /api/slow': 'anyone' },
      limits: { handlers: 2 },
    });
    const call = async () => {
      const answer = await fetch(`${narrow.url}/api/slow`);
      if (answer.status === 503) refused.push(answer.headers.get('retry-after'));
      if (refused.length === 2) letGo();
      return answer.status;
    };
    const refused: (string | null)[] = [];
    expect((await Promise.all([call(), call(), call(), call()])).sort()).toEqual([200, 200, 503, 503]);
    expect(refused).toEqual(['1', '1']);
    expect((await fetch(`${narrow.url}/api/slow`)).status).toBe(200);
    await narrow.close();
  });
});
