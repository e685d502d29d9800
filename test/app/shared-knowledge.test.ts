// What one process knows of people, tries and screens is known to the other: presence, sign-ins, limits, delivery marks.
import { join } from 'node:path';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { root } from '../build';
import { until } from '../http/test-server';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { type SeparateServer, startSeparateServer } from '../store/separate-server';
import { openFeed } from './feed-reader';

const boss = { email: 'boss@shop.example', password: 'una-buona-password' };

interface Process {
  port: number;
  call(method: string, path: string, options?: { json?: unknown; token?: string; cookie?: string }): Promise<Answer>;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  cookie: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers; the test says what it expects.
  body: any;
}

async function startProcess(mongodbUri: string, redisUrl: string): Promise<Process> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: join(root, 'no-such-folder'),
    MONGODB_URI: mongodbUri,
    REDIS_URL: redisUrl,
    ADMIN_EMAIL: boss.email,
    ADMIN_PASSWORD: boss.password,
    SESSIONS_PER_MINUTE: '120',
  });
  const app = await createApp({ config, log: createLog('silent'), root });
  const port = await app.listen();
  return {
    port,
    close: app.close,
    async call(method, path, { json, token, cookie = '' } = {}) {
      const headers: Record<string, string> = { cookie };
      if (token !== undefined) headers.authorization = `Bearer ${token}`;
      if (json !== undefined) headers['content-type'] = 'application/json';
      const body = json === undefined ? null : JSON.stringify(json);
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body });
      const text = await answer.text();
      const given = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
      return { status: answer.status, cookie: given, body: text === '' ? null : JSON.parse(text) };
    },
  };
}

withRedis('two processes on one store and one Redis', () => {
  let store: SeparateServer;
  let redis: RedisServer;
  let one: Process;
  let other: Process;

  beforeAll(async () => {
    [store, redis] = await Promise.all([startSeparateServer(), startRedis()]);
    one = await startProcess(store.uri, redis.url);
    other = await startProcess(store.uri, redis.url);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await Promise.all([store.stop(), redis.stop()]);
  }, 60_000);

  const signIn = (at: Process, who = boss) => at.call('POST', '/api/session', { json: who });
  const hire = async (name: string) => {
    const { cookie } = await signIn(one);
    const who = { email: `${name}@shop.example`, password: 'una-password-qualunque' };
    const person = { ...who, name, roles: ['agent'], languages: ['it'] };
    const { body } = await one.call('POST', '/api/agents', { cookie, json: person });
    return { ...who, id: String(body.id), bossCookie: cookie };
  };
  /** What everybody may see of a person at one process. */
  const stateAt = async (at: Process, cookie: string, id: string): Promise<string> => {
    const { body } = await at.call('GET', '/api/agents', { cookie });
    return body.items.find((person: { id: string }) => person.id === id)?.presence;
  };

  test('an agent with a feed at one is online at the other, away where they choose, and gone at once on signing out', async () => {
    const { id, bossCookie, ...who } = await hire('anna');
    const { cookie } = await signIn(one, who);
    const feed = await openFeed(one.port, { cookie });
    const startMs = performance.now();
    await until(async () => (await stateAt(other, bossCookie, id)) === 'online', 'online elsewhere');
    expect(performance.now() - startMs).toBeLessThan(3_000);
    await other.call('PUT', '/api/me/presence', { cookie, json: { state: 'away' } });
    await until(async () => (await stateAt(one, bossCookie, id)) === 'away', 'away elsewhere');
    const outMs = performance.now();
    expect((await other.call('DELETE', '/api/session', { cookie })).status).toBe(204);
    expect(await stateAt(other, bossCookie, id)).toBe('offline');
    await until(
      async () => feed.hasEnded() && (await stateAt(one, bossCookie, id)) === 'offline',
      'the end of the feed',
    );
    expect(performance.now() - outMs).toBeLessThan(2_000);
  });

  test('failed sign-ins are counted together', async () => {
    const { email, password } = await hire('bruno');
    const wrong = { email, password: 'sbagliata-di-sicuro' };
    const statuses: number[] = [];
    for (const at of [one, other, one, other, one]) statuses.push((await signIn(at, wrong)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    expect([(await signIn(other, wrong)).status, (await signIn(one, { email, password })).status]).toEqual([429, 429]);
  });

  test('messages of one conversation are counted together, and what the customer saw is known to the agent’s process', async () => {
    const { body: session } = await one.call('POST', '/widget/session', { json: { locale: 'it' } });
    const { token, conversationId: id } = session;
    await other.call('POST', '/v3/directline/conversations', { token, json: {} });
    const path = `/v3/directline/conversations/${id}/activities`;
    expect((await one.call('POST', path, { token, json: { type: 'message', text: 'Quanto costa?' } })).status).toBe(
      200,
    );
    await until(async () => (await one.call('GET', path, { token })).body.activities.length >= 3, 'the answer');
    await one.call('POST', path, { token, json: { type: 'event', name: 'ascolto.read', value: { seq: 3 } } });
    const { cookie } = await signIn(other);
    await until(async () => {
      const { body } = await other.call('GET', `/api/conversations/${id}`, { cookie });
      return body.messages[2]?.delivery === 'read';
    }, 'the read mark');
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        (n % 2 === 0 ? one : other).call('POST', path, { token, json: { type: 'message', text: `messaggio ${n}` } }),
      ),
    );
    const config = readConfig({});
    const taken = answers.filter((answer) => answer.status === 200).length;
    expect(taken).toBeLessThan(config.MESSAGE_BURST + config.MESSAGES_PER_SECOND * 10);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 429]));
  });
});
