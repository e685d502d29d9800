// More callers than the app can serve, against the compiled process: whatever is asked is answered, or told when to come back.
// FULL=1 makes the crowds and the times larger and holds them to the two seconds of the speed goals.
import { randomUUID } from 'node:crypto';
import { enterShop } from '../faults/customer';
import { administrator, createRig, type Rig } from '../faults/rig';
import { type Bullet, bullet, closedLoop, openLoop, type Shot, type Summary, summarise } from './crowd';
import { createPage, type Page } from './storm';
import { until } from './test-server';

const isFull = process.env.FULL === '1';
const forMs = isFull ? 15_000 : 3_000;
/** A machine that runs other tests beside this one is slow in many ways that say nothing of the app. */
const answeredWithinMs = isFull ? 2_000 : 15_000;
const pages = isFull ? 5_000 : 500;
const customers = 48;

let rig: Rig;
let cookie: string;
let messages: (() => Bullet)[];
let turn = 0;

beforeAll(async () => {
  rig = await createRig();
  await rig.start();
  const entered = await Promise.all(Array.from({ length: customers }, () => enterShop(rig.caller)));
  messages = entered.map(({ conversationId, token }) => () => {
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const activity = {
      type: 'message',
      text: 'Quanto costa la spedizione?',
      channelData: { clientActivityID: randomUUID() },
    };
    return bullet('message', 'POST', path, { authorization: `Bearer ${token}` }, activity);
  });
  cookie = (await rig.caller.insist('POST', '/api/session', { json: administrator })).cookie ?? '';
  await rig.caller.insist('GET', '/api/me', { headers: { cookie } });
}, 180_000);
afterAll(() => rig.close());

const message = (): Bullet => {
  turn += 1;
  const next = messages[turn % messages.length];
  if (next === undefined) throw new Error('nobody entered');
  return next();
};

/** Of fifty, forty are messages, five new sessions, four looks at the line, one a supervisor's question. */
const mixed = (): Bullet => {
  const customer = message();
  if (turn % 50 === 3) return bullet('probe', 'GET', '/health/ready', {});
  if (turn % 10 === 3) return bullet('agent', 'GET', '/api/conversations?view=waiting', { cookie });
  if (turn % 10 === 5) return bullet('session', 'POST', '/widget/session', {}, { locale: 'it' });
  return customer;
};

const of = (shots: Shot[], kind: string): Summary => summarise(shots.filter((shot) => shot.kind === kind));
const shareOk = ({ byStatus, count }: Summary): number => (byStatus[200] ?? 0) / count;

function expectAllAnswered(what: string, shots: Shot[]): void {
  const all = summarise(shots);
  if (isFull) console.log(`${what}: ${JSON.stringify(all)}`);
  expect(Object.keys(all.byStatus).filter((status) => !['200', '429', '503'].includes(status))).toEqual([]);
  expect(all.withoutRetryAfter).toBe(0);
  expect(all.byStatus[200]).toBeGreaterThan(customers);
  expect(all.maxMs).toBeLessThanOrEqual(answeredWithinMs);
}

test('256 customers who never wait are all answered or told when to come back', async () => {
  expectAllAnswered('256 connections', await closedLoop(rig.port, { connections: 256, forMs }, message));
}, 120_000);

test('at ten times what can be served everybody is told, and people of the shop get through before new visitors', async () => {
  const capacity = await closedLoop(rig.port, { connections: 32, forMs: 2_000 }, message);
  const perSecond = Math.round((capacity.length / 2) * 10);
  const shots = await openLoop(rig.port, { connections: isFull ? 2_000 : 600, perSecond, forMs }, mixed);
  expectAllAnswered(`${perSecond} requests a second`, shots);
  expect(shareOk(of(shots, 'probe'))).toBe(1);
  expect(of(shots, 'session').byStatus[503] ?? 0).toBeGreaterThan(0);
  expect(shareOk(of(shots, 'agent'))).toBeGreaterThan(shareOk(of(shots, 'session')));
}, 120_000);

test('pages that all lose their stream at once all come back, and nobody else is left waiting', async () => {
  const crowd: Page[] = [];
  for (let group = 0; group < pages; group += 50) {
    const entered = await Promise.all(Array.from({ length: 50 }, () => enterShop(rig.caller)));
    for (const { conversationId, token } of entered) {
      const address = `127.0.0.${1 + (crowd.length % 20)}`;
      crowd.push(createPage({ port: rig.port, conversationId, token, address }));
    }
  }
  const connectAll = () => Promise.all(crowd.map((page) => page.connect()));
  await connectAll();
  await rig.kill();
  await until(() => crowd.every((page) => !page.isConnected()), 'the broken streams', 30_000);
  const back = connectAll();
  await rig.start();
  const started = performance.now();
  const looks: number[] = [];
  const watch = (async () => {
    while (!crowd.every((page) => page.isConnected())) {
      looks.push((await rig.caller.insist('GET', '/api/conversations', { headers: { cookie } })).status);
    }
  })();
  await Promise.all([back, watch]);
  if (isFull) console.log(`${pages} pages were back after ${Math.round(performance.now() - started)} ms`);
  expect(crowd.filter((page) => !page.isConnected())).toEqual([]);
  expect(crowd.reduce((sum, page) => sum + page.told.refusedWithoutTime, 0)).toBe(0);
  expect(new Set(looks)).toEqual(new Set([200]));
  for (const page of crowd) page.leave();
}, 600_000);

test('nothing of it is left behind, and nothing went wrong inside', async () => {
  await until(async () => (await rig.caller.call('GET', '/health/ready')).status === 200, 'a ready process');
  expect(rig.troubles()).toEqual([]);
});
