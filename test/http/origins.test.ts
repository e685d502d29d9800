import { connect } from 'node:net';
import { createOriginRule } from '../../src/http/origins';
import type { Route } from '../../src/route';
import { outcomeOf, sendRaw, startTestServer, statusOf, type TestServer } from './test-server';

const ok = () => ({ status: 200, json: {} });
const routes: Route[] = [
  { method: 'POST', path: '/widget/session', handle: ok },
  { method: 'GET', path: '/v3/directline/conversations/:id', handle: ok },
  { method: 'POST', path: '/v3/directline/conversations/:id/activities', handle: ok },
  { method: 'GET', path: '/api/me', handle: ok },
  { method: 'PUT', path: '/api/me', handle: ok },
];
const access = {
  'POST /widget/session': 'anyone',
  'GET /v3/directline/conversations/:id': 'direct-line',
  'POST /v3/directline/conversations/:id/activities': 'direct-line',
  'GET /api/me': 'anyone',
  'PUT /api/me': 'anyone',
} as const;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ routes, access, allowedOrigins: ['https://shop.example'] });
});
afterAll(() => server.close());

const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { method, headers });
const activities = '/v3/directline/conversations/c1/activities';

describe('pages that use the widget', () => {
  test.each(['/widget/session', activities])('an allowed page may post to %s and read the answer', async (path) => {
    const answer = await call('POST', path, { origin: 'https://shop.example' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('vary')).toBe('Origin');
  });

  test.each(['https://evil.example', 'null', 'http://shop.example', 'https://shop.example.evil.example'])(
    'a page of %s may neither post nor read',
    async (origin) => {
      const posted = await call('POST', activities, { origin });
      expect(await outcomeOf(posted)).toEqual([403, 'origin-not-allowed']);
      const read = await call('GET', '/v3/directline/conversations/c1', { origin });
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
      expect((await call('OPTIONS', activities, { origin })).status).toBe(403);
    },
  );

  test('the preflight of an allowed page names the headers that Direct Line clients send', async () => {
    const answer = await call('OPTIONS', activities, { origin: 'https://shop.example' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    expect(answer.headers.get('vary')).toBe('Origin');
  });

  test('our own page and callers that are no page are always allowed', async () => {
    expect((await call('POST', '/widget/session', { origin: server.url })).status).toBe(200);
    expect((await call('POST', '/widget/session')).status).toBe(200);
  });

  test('a web socket from a foreign page is refused, and one that nobody takes is not found', async () => {
    const upgrade = (origin: string) =>
      sendRaw(
        server.port,
        `GET /v3/directline/conversations/c1/stream HTTP/1.1\r\nHost: a\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      );
    expect(statusOf(await upgrade('https://evil.example'))).toBe(403);
    expect(statusOf(await upgrade('https://shop.example'))).toBe(404);
  });

  test('a caller that resets its connection during the upgrade harms nobody', async () => {
    const head = 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(head, () => socket.resetAndDestroy()));
      socket.once('close', () => resolve());
    });
    expect((await call('GET', '/api/me')).status).toBe(200);
  });
});

describe('pages that write to the console', () => {
  const refusals: [string, Record<string, string>][] = [
    ['the Origin of another site', { origin: 'https://evil.example' }],
    ['an allowed shop, which is not our own page', { origin: 'https://shop.example' }],
    ['an opaque Origin', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling domain', { 'sec-fetch-site': 'same-site' }],
  ];
  test.each(refusals)('%s is refused', async (_name, headers) => {
    const answer = await call('PUT', '/api/me', headers);
    expect(await outcomeOf(answer)).toEqual([403, 'cross-origin']);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('an encoded spelling of the path is no way around it', async () => {
    expect((await call('PUT', '/%61pi/me', { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('our own page, and a caller that is none, may write; reading is not a write', async () => {
    const own = { origin: server.url, 'sec-fetch-site': 'same-origin' };
    expect((await call('PUT', '/api/me', own)).status).toBe(200);
    expect((await call('PUT', '/api/me')).status).toBe(200);
    expect((await call('GET', '/api/me', { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
  });
});

describe('the list of origins', () => {
  test('a star allows any page, and only the widget', () => {
    const rule = createOriginRule({ allowedOrigins: ['*'] });
    expect(rule.isAllowedOrigin('https://any.example', 'a')).toBe(true);
    expect(rule.isOwnPage({ origin: 'https://any.example', host: 'a' })).toBe(false);
  });

  test('hosts are compared without case and default ports', () => {
    const rule = createOriginRule({ allowedOrigins: ['https://Shop.example:443/'], publicUrl: 'https://care.example' });
    expect(rule.isAllowedOrigin('https://shop.example', 'a')).toBe(true);
    expect(rule.isAllowedOrigin('https://care.example', '10.0.0.7:3978')).toBe(true);
    expect(rule.isAllowedOrigin('https://Care.example:3978', 'care.example:3978')).toBe(true);
    expect(rule.isOwnPage({ origin: 'https://a', host: 'a:443' })).toBe(true);
  });

  test.each(['shop.example', 'https://shop.example/page', 'ftp://shop.example'])('refuses the entry %s', (entry) => {
    expect(() => createOriginRule({ allowedOrigins: [entry] })).toThrow('WIDGET_ALLOWED_ORIGINS');
  });
});
