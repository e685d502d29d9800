// Who may read the metrics: not the public, whatever stands in front of the app.
import { createMetricsRoute } from '../../src/monitoring/metrics-route';
import { startTestServer, type TestServer } from '../http/test-server';

const token = 'a-token-for-scrapers';
const exposition = { contentType: 'text/plain; version=0.0.4', text: async () => 'ascolto_up 1\n' };
const servers: TestServer[] = [];

async function serve(options: { token?: string; trustProxy?: boolean } = {}): Promise<string> {
  const server = await startTestServer({
    routes: [createMetricsRoute({ exposition, token: options.token })],
    access: { 'GET /metrics': 'scraper' },
    callers: { trustProxy: options.trustProxy ?? false },
  });
  servers.push(server);
  return `${server.url}/metrics`;
}
const statusOf = async (address: string, headers: Record<string, string> = {}) =>
  (await fetch(address, { headers })).status;

afterAll(() => Promise.all(servers.map((server) => server.close())));

describe('without METRICS_TOKEN', () => {
  it('lets a scraper on this machine read them', async () => {
    const answer = await fetch(await serve());
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; version=0.0.4',
      'ascolto_up 1\n',
    ]);
  });

  it.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-proto', 'x-forwarded-host'])(
    'refuses whoever comes through a proxy on this machine that says %s',
    async (name) => {
      expect(await statusOf(await serve(), { [name]: '203.0.113.9' })).toBe(403);
    },
  );

  it('refuses a public address that a trusted proxy names, and a private one as well, since it came through', async () => {
    const address = await serve({ trustProxy: true });
    expect(await statusOf(address, { 'x-forwarded-for': '203.0.113.9' })).toBe(403);
    expect(await statusOf(address, { 'x-forwarded-for': '10.0.0.7' })).toBe(403);
  });

  it.each([
    ['10.1.2.3', 200],
    ['172.31.0.1', 200],
    ['192.168.7.7', 200],
    ['fd00::1', 200],
    ['::1', 200],
    ['172.32.0.1', 403],
    ['8.8.8.8', 403],
    ['2001:db8::1', 403],
    ['unknown', 403],
  ])('judges a direct caller from %s: %i', async (address, status) => {
    const route = createMetricsRoute({ exposition, token: undefined });
    const asked = { params: {}, query: {}, headers: {}, body: undefined, address, origin: '' };
    const answer = Promise.resolve().then(() => route.handle(asked as never));
    if (status === 200) await expect(answer).resolves.toMatchObject({ status });
    else await expect(answer).rejects.toMatchObject({ status, code: 'metrics-not-public' });
  });
});

describe('with METRICS_TOKEN', () => {
  it('opens to whoever sends it, also through a proxy', async () => {
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' };
    expect(await statusOf(await serve({ token }), headers)).toBe(200);
  });

  it('stays closed to everybody else, this machine included', async () => {
    const address = await serve({ token });
    expect(await statusOf(address)).toBe(401);
    expect(await statusOf(address, { authorization: 'Bearer wrong' })).toBe(401);
    expect(await statusOf(address, { authorization: `Basic ${token}` })).toBe(401);
    expect(await statusOf(address, { authorization: `Bearer ${token}x` })).toBe(401);
  });
});
