import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { defineRoute, type Route } from '../../src/route';
import { outcomeOf, sendRaw, startTestServer, statusOf, type TestServer } from './test-server';

let server: TestServer;
let seen: unknown[];

const routes: Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/notes/:id',
    body: { kind: 'json', schema: z.object({ text: z.string().min(1).max(4000), extra: z.unknown().optional() }) },
    handle({ body }) {
      seen.push(body);
      return { status: 200, json: { stored: body } };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/optional',
    body: { kind: 'json', schema: z.object({ version: z.number().optional() }), optional: true },
    handle: ({ body }) => ({ status: 200, json: body }),
  }),
  {
    method: 'POST',
    path: '/api/files',
    body: { kind: 'raw', limitBytes: 100_000 },
    handle({ body }) {
      seen.push(body);
      return { status: 200, json: { bytes: body.length } };
    },
  },
  { method: 'GET', path: '/api/ping', handle: () => ({ status: 200, json: { pong: true } }) },
  {
    method: 'POST',
    path: '/v3/directline/broken',
    handle() {
      throw new Error('secret words of a customer');
    },
  },
];
const access = {
  'POST /api/notes/:id': 'anyone',
  'POST /api/optional': 'anyone',
  'POST /api/files': 'anyone',
  'GET /api/ping': 'anyone',
  'POST /v3/directline/broken': 'direct-line',
} as const;

beforeAll(async () => {
  server = await startTestServer({ routes, access });
});
beforeEach(() => {
  seen = [];
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = json, path = '/api/notes/7') =>
  fetch(`${server.url}${path}`, { method: 'POST', headers, body });

const fine = JSON.stringify({ text: 'ciao' });
const deepArray = `{"text":"a","extra":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
const badBodies: [string, string | Buffer, Record<string, string>, number, string][] = [
  ['malformed JSON', '{"text":', json, 400, 'bad-request'],
  ['two JSON values', '{"text":"a"}{}', json, 400, 'bad-request'],
  ['an empty body', '', json, 400, 'bad-request'],
  ['a JSON string where an object is due', '"text"', json, 400, 'bad-request'],
  ['a missing field', '{}', json, 400, 'bad-request'],
  ['a field of the wrong type', '{"text":{"$ne":""}}', json, 400, 'bad-request'],
  ['a text over its length', JSON.stringify({ text: 'x'.repeat(4001) }), json, 400, 'bad-request'],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), json, 400, 'bad-request'],
  ['nesting of 5,000 levels', deepArray, json, 400, 'bad-request'],
  ['a field name with NUL', '{"text":"a","extra":{"\\u0000":1}}', json, 400, 'bad-request'],
  ['nesting of 5 million levels', `[${'['.repeat(5_000_000)}`, json, 413, 'too-large'],
  ['ten megabytes', JSON.stringify({ text: 'x'.repeat(10_000_000) }), json, 413, 'too-large'],
  ['gzip', gzipSync(fine), { ...json, 'content-encoding': 'gzip' }, 415, 'unsupported-media-type'],
  ['junk called gzip', 'not gzip', { ...json, 'content-encoding': 'gzip' }, 415, 'unsupported-media-type'],
  [
    'a gzip bomb',
    gzipSync(Buffer.alloc(60_000_000)),
    { ...json, 'content-encoding': 'gzip' },
    415,
    'unsupported-media-type',
  ],
  ['plain text', fine, { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
  ['JSON without a type', Buffer.from(fine), {}, 415, 'unsupported-media-type'],
  [
    'JSON in another charset',
    fine,
    { 'content-type': 'application/json; charset=utf-16' },
    415,
    'unsupported-media-type',
  ],
  ['a form', 'text=ciao', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
];

describe('a body that cannot be used', () => {
  test.each(badBodies)('%s is refused before any handler runs', async (_name, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(seen).toEqual([]);
    expect((await fetch(`${server.url}/api/ping`)).status).toBe(200);
  });

  test('a body streamed without a length is cut at its limit', async () => {
    const chunk = `${'10000\r\n'}${'x'.repeat(0x10000)}\r\n`;
    const head =
      'POST /api/notes/7 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(statusOf(await sendRaw(server.port, head + chunk + chunk))).toBe(413);
    expect(seen).toEqual([]);
  });

  test('a raw body is cut at its own limit, and compressed ones are refused', async () => {
    expect((await post(Buffer.alloc(100_000), {}, '/api/files')).status).toBe(200);
    expect((await post(Buffer.alloc(100_001), {}, '/api/files')).status).toBe(413);
    expect((await post(Buffer.alloc(10), { 'content-encoding': 'br' }, '/api/files')).status).toBe(415);
    expect(seen).toHaveLength(1);
  });

  test('an address that takes no body refuses a streamed one', async () => {
    const request = 'GET /api/ping HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n';
    expect(statusOf(await sendRaw(server.port, request))).toBe(413);
  });

  test('refusals name the field and never what was sent', async () => {
    const answer = await post(JSON.stringify({ text: 42, extra: 'il mio segreto' }));
    const body = await answer.text();
    expect(JSON.parse(body)).toEqual({
      code: 'bad-request',
      message: 'text must be of type string.',
      details: { mistakes: [{ field: 'text', problem: 'must be of type string' }] },
    });
    expect(body).not.toContain('segreto');
  });
});

describe('a body that only looks dangerous', () => {
  test('the key __proto__ is dropped wherever and however it is written', async () => {
    await post(
      '{"text":"a","extra":{"__proto__":{"admin":true},"\\u005f_proto__":{"admin":true},"b":[{"__proto__":1}]}}',
    );
    expect(seen).toEqual([{ text: 'a', extra: { b: [{}] } }]);
    const [{ extra }] = seen as [{ extra: object }];
    expect(Object.getPrototypeOf(extra)).toBe(Object.prototype);
    expect(Object.keys(extra)).toEqual(['b']);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test('of a field given twice the last one counts', async () => {
    await post('{"text":"a","text":"b"}');
    expect(seen).toEqual([{ text: 'b' }]);
  });

  test('half a surrogate pair becomes the replacement character, a whole one stays', async () => {
    await post('{"text":"\\ud83d \\ud83d\\ude00 è"}');
    expect(seen).toEqual([{ text: '\ufffd 😀 è' }]);
  });

  test('depth is counted outside strings only', async () => {
    await post(JSON.stringify({ text: `${'['.repeat(100)}\\"` }));
    expect(seen).toHaveLength(1);
  });

  test('a route with an optional body takes none, and still checks one', async () => {
    const none = await fetch(`${server.url}/api/optional`, { method: 'POST' });
    expect([none.status, await none.json()]).toEqual([200, {}]);
    expect((await post('{"version":"x"}', json, '/api/optional')).status).toBe(400);
  });
});

describe('requests that are not plain HTTP', () => {
  const hosts = ['a|b', 'a/b', 'localhost/api', '[', 'a b', 'é', 'user@host', 'a:99999999', '"', 'a?b', 'a\\b'];
  test.each(hosts)('the Host %p is answered 400', async (host) => {
    const request = Buffer.from(`GET /api/ping HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'utf8');
    expect(statusOf(await sendRaw(server.port, request))).toBe(400);
  });

  const targets = [
    'http://[',
    'http://other/api/ping',
    '//other/api',
    '/\\other',
    '*',
    'api/ping',
    '/%',
    '/%zz',
    '/%ff',
    '/a#b',
    '/é',
  ];
  test.each(targets)('the target %p is answered 400', async (target) => {
    const request = Buffer.from(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 'utf8');
    expect(statusOf(await sendRaw(server.port, request))).toBe(400);
  });

  const smuggled: [string, string][] = [
    ['both lengths', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n'],
    ['a chunked coding that is not last', 'Transfer-Encoding: chunked, identity\r\n'],
    ['an unknown coding', 'Transfer-Encoding: xchunked\r\n'],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n'],
    ['a negative length', 'Content-Length: -1\r\n'],
    ['a folded header', 'X-A: b\r\n c\r\nContent-Length: 0, 4\r\n'],
  ];
  test.each(smuggled)('%s is answered 400 and ends the connection', async (_name, headers) => {
    const inner = 'GET /api/ping HTTP/1.1\r\nHost: a\r\n\r\n';
    const request = `POST /api/notes/7 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${headers}\r\n0\r\n\r\n${inner}`;
    const received = await sendRaw(server.port, request);
    expect(statusOf(received)).toBe(400);
    expect(received).not.toContain('pong');
    expect(seen).toEqual([]);
  });

  test('a request without Host, and headers without end, are refused', async () => {
    expect(statusOf(await sendRaw(server.port, 'GET /api/ping HTTP/1.1\r\n\r\n'))).toBe(400);
    const huge = `GET /api/ping HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(statusOf(await sendRaw(server.port, huge))).toBe(431);
  });

  test('unknown paths and wrong methods are answered in our shape whatever the caller accepts', async () => {
    const missing = await fetch(`${server.url}/api/nothing?q=x`, { headers: { accept: 'text/html' } });
    expect([missing.status, await missing.json()]).toEqual([
      404,
      { code: 'not-found', message: 'There is nothing at this address.' },
    ]);
    const wrong = await fetch(`${server.url}/api/ping`, { method: 'POST' });
    expect(await outcomeOf(wrong)).toEqual([405, 'method-not-allowed']);
  });
});

describe('faults of ours', () => {
  test('are answered 500 without a word of what went wrong, in the shape of Direct Line there', async () => {
    const answer = await post('', {}, '/v3/directline/broken');
    expect(answer.status).toBe(500);
    const message = 'Something went wrong on our side; please try again.';
    expect(await answer.json()).toEqual({ code: 'internal', message, error: { code: 'internal', message } });
    expect(server.logged.join()).toContain('POST /v3/directline/broken');
    expect(server.logged.join()).not.toContain('customer');
  });
});
