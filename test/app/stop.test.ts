// The way an operator stops a process: orderly, in time, and while customers write.
import { request } from 'node:http';
import { WebSocket } from 'ws';
import { rest, until } from '../faults/caller';
import { type Customer, enterShop, keepWriting } from '../faults/customer';
import { brokenRules, lostMessages, viewFaults } from '../faults/debts';
import { createRandom } from '../faults/random';
import { createRig, type Rig } from '../faults/rig';
import { openStreamView } from '../faults/views';

const stops = 3;
const stopsWithinMs = 12_000;

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
  await rig.start();
}, 120_000);
afterAll(() => rig.close());

interface OpenSocket {
  closeCode: Promise<number>;
}

async function openSocket({ conversationId, token }: Customer): Promise<OpenSocket> {
  const headers = { authorization: `Bearer ${token}` };
  const { body } = await rig.caller.insist('GET', `/v3/directline/conversations/${conversationId}`, { headers });
  const socket = new WebSocket(body.streamUrl);
  const closeCode = new Promise<number>((resolve) => socket.on('close', resolve).on('error', () => {}));
  await new Promise((resolve) => socket.once('open', resolve));
  return { closeCode };
}

async function stopAndStart(customer: Customer): Promise<void> {
  const socket = await openSocket(customer);
  const from = performance.now();
  await rig.stop();
  expect(performance.now() - from).toBeLessThan(stopsWithinMs);
  expect(await socket.closeCode).toBe(1012);
  await rig.start();
}

test('stops under load are in time, lose and double nothing, and tell pages to come back', async () => {
  const random = createRandom(1);
  const watcher = await enterShop(rig.caller);
  const customers = await Promise.all(Array.from({ length: 8 }, () => enterShop(rig.caller)));
  const views = customers.map((customer) => ({ customer, view: openStreamView(rig.caller, customer) }));
  let isOver = false;
  const writing = Promise.all(customers.map((customer) => keepWriting(customer, random.fork(), () => isOver)));
  writing.catch(() => undefined);
  for (let n = 0; n < stops; n++) {
    await rest(400);
    await stopAndStart(watcher);
  }
  await rest(300);
  isOver = true;
  await writing;
  await rig.withStore(async (store) => {
    await until(async () => (await brokenRules(store)).length === 0, 'a sound store').catch(() => null);
    expect(await brokenRules(store)).toEqual([]);
    expect(await lostMessages(store, customers)).toEqual([]);
    const shows = async () =>
      (await Promise.all(views.map((one) => viewFaults(store, one.customer.conversationId, one.view)))).flat();
    await until(async () => (await shows()).length === 0, 'the views', 10_000).catch(() => null);
    expect(await shows()).toEqual([]);
  });
  await Promise.all(views.map(({ view }) => view.end()));
  expect(customers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)).toBeGreaterThan(stops * 8);
  expect(rig.troubles()).toEqual([]);
}, 120_000);

test('a stop waits for a request that is still arriving, and a second signal does not', async () => {
  const slow = request({ host: '127.0.0.1', port: rig.port, method: 'POST', path: '/widget/session' });
  slow.setHeader('content-type', 'application/json').setHeader('content-length', '2');
  const broken = new Promise((resolve) => slow.on('error', resolve));
  slow.write('{');
  await rest(200);
  const from = performance.now();
  process.kill(rig.pid() ?? Number.NaN, 'SIGTERM');
  await rest(300);
  expect(rig.pid()).toBeDefined();
  await expect(rig.stop()).rejects.toThrow('the process stopped with 1:');
  expect(performance.now() - from).toBeLessThan(1_500);
  await broken;
}, 60_000);
