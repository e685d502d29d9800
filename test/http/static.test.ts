import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startTestServer, type TestServer } from './test-server';

const long = 'const word = "ascolto";\n'.repeat(200);
const files: Record<string, string> = {
  'widget.js': long,
  'widget-panel.js': 'panel()',
  'demo/index.html': '<!doctype html><title>Bottega</title>',
  'demo/shop.css': 'body{}',
  'console/index.html': '<!doctype html><title>Console</title>',
  'console/assets/index-Ab3_dE9z.js': long,
  'console/assets/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'outside.html': 'out',
};
let root: string;
let server: TestServer;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ascolto-static-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'web', name)), { recursive: true });
    writeFileSync(join(root, 'web', name), text);
  }
  writeFileSync(join(root, 'secret.txt'), 'secret');
  server = await startTestServer({ routes: [], access: {}, webRoot: join(root, 'web') });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Unlike fetch: sends the path as it is and does not decompress. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the files of the browser', () => {
  test.each([
    ['/', 'Bottega', 'text/html; charset=utf-8'],
    ['/demo/', 'Bottega', 'text/html; charset=utf-8'],
    ['/demo/shop.css?v=1', 'body{}', 'text/css; charset=utf-8'],
    ['/widget.js', 'ascolto', 'text/javascript; charset=utf-8'],
    ['/widget-panel.js', 'panel()', 'text/javascript; charset=utf-8'],
    ['/console', 'Console', 'text/html; charset=utf-8'],
    ['/console/', 'Console', 'text/html; charset=utf-8'],
    ['/console/conversations/abc', 'Console', 'text/html; charset=utf-8'],
    ['/console/assets/logo.svg', '<svg', 'image/svg+xml; charset=utf-8'],
  ])('%s is served', async (path, words, type) => {
    const got = await get(path);
    expect([got.status, got.headers['content-type']]).toEqual([200, type]);
    expect(got.body.toString()).toContain(words);
    expect(got.headers['content-length']).toBe(String(got.body.length));
  });

  test.each([
    '/console/assets/missing-12345678.js',
    '/demo/missing.css',
    '/nothing',
    '/secret.txt',
    '/demo/../../secret.txt',
    '/demo/..%2f..%2fsecret.txt',
    '/demo/%2e%2e/%2e%2e/secret.txt',
    '/console/..%5c..%5csecret.txt',
  ])('%s is not there', async (path) => {
    const got = await get(path);
    expect(got.status).toBe(404);
    expect(got.body.toString()).not.toContain('secret');
  });

  test('HEAD has the headers and no body; other methods are not allowed', async () => {
    const head = await get('/widget.js', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(long.length)]);
    expect((await get('/widget.js', {}, 'POST')).status).toBe(405);
  });

  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
  ])('Accept-Encoding %s is answered with %s', async (accepted, encoding) => {
    const got = await get('/widget.js', { 'accept-encoding': accepted });
    expect(got.headers['content-encoding']).toBe(encoding);
    expect(got.body.length < long.length).toBe(encoding !== undefined);
    expect(got.headers.vary).toBe('Accept-Encoding');
    const read = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': accepted } });
    expect(await read.text()).toBe(long);
  });

  test('what a browser has is not sent again, and only hashed names are kept for ever', async () => {
    const first = await get('/console/assets/index-Ab3_dE9z.js', { 'accept-encoding': 'br' });
    expect(first.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const again = await get('/console/assets/index-Ab3_dE9z.js', {
      'accept-encoding': 'br',
      'if-none-match': String(first.headers.etag),
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get('/console/')).headers['cache-control']).toBe('no-cache');
    expect((await get('/console/assets/logo.svg')).headers['cache-control']).toBe('no-cache');
    expect((await get('/widget.js')).headers['cache-control']).toBe('public, max-age=300');
  });

  test('a server without built files serves none', async () => {
    const bare = await startTestServer({ routes: [], access: {}, webRoot: join(root, 'nowhere') });
    expect((await fetch(`${bare.url}/widget.js`)).status).toBe(404);
    await bare.close();
  });
});

describe('headers of each surface', () => {
  test('the console runs only its own scripts, talks only to its own server and is never framed', async () => {
    const { headers } = await get('/console/');
    const policy = String(headers['content-security-policy']);
    for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  test('the shop page runs no inline script or style, and may open the web socket', async () => {
    const policy = String((await get('/', { host: 'shop.test:3978' })).headers['content-security-policy']);
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("connect-src 'self' http://shop.test:3978 ws://shop.test:3978;");
  });

  test('the widget may be loaded by any page', async () => {
    const { headers } = await get('/widget.js');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cross-origin-resource-policy']).toBeUndefined();
  });

  test('https is remembered only when the caller uses it', async () => {
    const proxied = await startTestServer({
      routes: [],
      access: {},
      webRoot: join(root, 'web'),
      callers: { trustProxy: true },
    });
    const strict = async (url: string, headers: Record<string, string>) =>
      (await fetch(url, { headers })).headers.get('strict-transport-security');
    expect(await strict(proxied.url, { 'x-forwarded-proto': 'https' })).toBe('max-age=31536000');
    expect(await strict(proxied.url, {})).toBeNull();
    expect(await strict(server.url, { 'x-forwarded-proto': 'https' })).toBeNull();
    await proxied.close();
  });

  test('answers that are nothing but a refusal say the same', async () => {
    for (const path of ['/nothing', '/widget.js/x']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-store');
    }
  });
});
