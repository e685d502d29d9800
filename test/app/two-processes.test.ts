// The product as several processes: what a customer does at one and an agent at another meets, in the store and on screens.
import { rest, until } from '../faults/caller';
import { hire } from '../faults/colleague';
import { enterShop, keepWriting } from '../faults/customer';
import { brokenRules, lostMessages, lostReplies, viewFaults } from '../faults/debts';
import { createRandom } from '../faults/random';
import { type AppProcess, createStand, type Stand } from '../faults/stand';
import { openStreamView } from '../faults/views';
import { withRedis } from '../redis-server';
import { openFeed } from './feed-reader';

/** Generous: the figure that counts is measured by the bench, on a machine that does nothing else. */
const crossesWithinMs = 2_000;

async function expectSound(stand: Stand): Promise<void> {
  const store = await stand.store();
  await until(async () => (await brokenRules(store)).length === 0, 'a sound store').catch(() => null);
  expect(await brokenRules(store)).toEqual([]);
  expect(stand.surprises()).toEqual([]);
}

/** Asks for a person at `here`, and is answered by one at `there`. */
async function playHandoff(stand: Stand, here: AppProcess, there: AppProcess): Promise<void> {
  const customer = await enterShop(here.caller);
  const agent = await hire(there.caller, 1);
  const feed = await openFeed(there.port, agent.headers);
  const view = openStreamView(here.caller, customer);
  const { conversationId } = customer;

  await customer.say('Quanto costa la spedizione?');
  await until(() => view.rows.some((row) => /6,90/.test(row.text)), 'the answer', crossesWithinMs);
  await customer.say('voglio parlare con una persona');
  await until(() => feed.events().includes(`waiting ${conversationId}`), 'the bell', crossesWithinMs);
  expect(await agent.waiting()).toContain(conversationId);
  expect((await agent.move(conversationId, 'claim')).status).toBe(200);
  expect((await agent.reply(conversationId, 'Buongiorno, eccomi.')).status).toBe(200);
  await until(() => view.rows.some((row) => row.text === 'Buongiorno, eccomi.'), 'the reply', crossesWithinMs);
  const told = () => feed.events().filter((event) => event === `conversation ${conversationId}`).length;
  const toldBefore = told();
  await customer.say('Grazie!');
  await until(() => told() > toldBefore, 'the thanks', crossesWithinMs);

  const store = await stand.store();
  expect(await lostMessages(store, [customer])).toEqual([]);
  expect(await lostReplies(store, [agent])).toEqual([]);
  await until(async () => (await viewFaults(store, conversationId, view)).length === 0, 'the whole view');
  await view.end();
  // A sign-out here ends the feed there.
  expect((await here.caller.call('DELETE', '/api/session', { headers: agent.headers })).status).toBeLessThan(300);
  await until(() => feed.hasEnded(), 'the end of the feed', crossesWithinMs);
}

/** Every process is stopped and started in turn while customers write to whichever is there, as in an upgrade. */
async function restartInTurn(stand: Stand): Promise<void> {
  const random = createRandom(2);
  const customers = await Promise.all(Array.from({ length: 6 }, () => enterShop(stand.newCaller())));
  const view = openStreamView(stand.newCaller(), customers[0] ?? never());
  let isOver = false;
  const writing = Promise.all(customers.map((customer) => keepWriting(customer, random.fork(), () => isOver)));
  writing.catch(() => undefined);
  for (const app of stand.apps) {
    await rest(500);
    await app.program.stop();
    await rest(300);
    await app.start();
  }
  await rest(500);
  isOver = true;
  await writing;
  const store = await stand.store();
  expect(await lostMessages(store, customers)).toEqual([]);
  const shown = async () => (await viewFaults(store, customers[0]?.conversationId ?? never(), view)).length === 0;
  await until(shown, 'the whole view');
  await view.end();
}

function never(): never {
  throw new Error('not there');
}

withRedis('several processes on one store and one Redis', () => {
  test('two that do everything: customer at one, agent at the other, and a restart of each in turn', async () => {
    const stand = await createStand();
    try {
      const [one, other] = stand.apps;
      await playHandoff(stand, one ?? never(), other ?? never());
      await restartInTurn(stand);
      await expectSound(stand);
    } finally {
      await stand.close();
    }
  }, 240_000);

  test('two that serve and one that works', async () => {
    const stand = await createStand({ processes: 3, roles: ['web', 'web', 'worker'] });
    try {
      const [one, other, worker] = stand.apps;
      if (one === undefined || other === undefined || worker === undefined) return never();
      await playHandoff(stand, one, other);
      expect((await worker.caller.call('GET', '/health/ready')).status).toBe(200);
      for (const path of ['/', '/widget.js', '/console', '/api/me'])
        expect([path, (await worker.caller.call('GET', path)).status]).toEqual([path, 404]);
      // Without a worker messages wait, and are decided when there is one.
      await worker.program.stop();
      const patient = await enterShop(other.caller);
      const view = openStreamView(other.caller, patient);
      await patient.say('Quanto costa la spedizione?');
      await worker.start();
      await until(() => view.rows.some((row) => /6,90/.test(row.text)), 'the answer', 10_000);
      await view.end();
      await expectSound(stand);
    } finally {
      await stand.close();
    }
  }, 180_000);
});
