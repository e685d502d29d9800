// kill -9 over the whole process while customers write and agents serve. Short in `npm test`; FULL=1 (npm run faults) kills
// six times as often.
import { type Caller, rest, until } from './caller';
import { type Colleague, hire, keepServing } from './colleague';
import { type Customer, enterShop, keepWriting } from './customer';
import { brokenRules, lostMessages, lostReplies, twoOwners, viewFaults } from './debts';
import { noteFault } from './fault-table';
import { chooseSeed, createRandom, type Random } from './random';
import { createRig, type Rig } from './rig';
import { openPollView, openStreamView, type View } from './views';

const kills = process.env.FULL === '1' ? 32 : 5;
const seed = chooseSeed();
const recoversWithinMs = 30_000;

interface Scene {
  customers: Customer[];
  agents: Colleague[];
  views: { conversationId: string; view: View }[];
}

async function openScene(caller: Caller): Promise<Scene> {
  const customers = await Promise.all(Array.from({ length: 8 }, (_, n) => enterShop(caller, n % 2 ? 'en' : 'it')));
  const agents = await Promise.all([1, 2, 3].map((n) => hire(caller, n)));
  const views = customers.flatMap((customer) => [
    { conversationId: customer.conversationId, view: openStreamView(caller, customer) },
    { conversationId: customer.conversationId, view: openPollView(caller, customer, 150) },
  ]);
  return { customers, agents, views };
}

/** Dies while it works, and now and then while it starts. */
async function killAndStart(rig: Rig, random: Random): Promise<void> {
  await rest(random.between(100, 1_200));
  await rig.kill();
  if (random.chance(0.25)) {
    rig.launch();
    await rest(random.between(100, 2_500));
    await rig.kill();
  }
  await rig.start();
}

it(`loses nothing over ${kills} kills (FAULT_SEED=${seed})`, async () => {
  const random = createRandom(seed);
  const rig = await createRig();
  try {
    await rig.start();
    const { customers, agents, views } = await openScene(rig.caller);
    let isOver = false;
    const work = Promise.all([
      ...customers.map((customer) => keepWriting(customer, random.fork(), () => isOver)),
      ...agents.map((agent) => keepServing(agent, agents, random.fork(), () => isOver)),
    ]);
    work.catch(() => undefined);
    for (let n = 0; n < kills; n++) await killAndStart(rig, random);
    const restartedAt = performance.now();
    await rest(300);
    isOver = true;
    await work;
    const debts = await rig.withStore(async (store) => {
      // Nobody does anything any more: what is left, the process finishes by itself.
      await until(async () => (await brokenRules(store)).length === 0, 'recovery', recoversWithinMs).catch(() => null);
      const recoveryMs = performance.now() - restartedAt;
      const shows = async () =>
        (await Promise.all(views.map((one) => viewFaults(store, one.conversationId, one.view)))).flat();
      await until(async () => (await shows()).length === 0, 'the views', 10_000).catch(() => null);
      const owed = [
        ...(await brokenRules(store)),
        ...(await lostMessages(store, customers)),
        ...(await lostReplies(store, agents)),
        ...twoOwners(agents),
        ...(await shows()),
      ];
      noteFault({
        fault: 'F1 kill -9 of the one process',
        injected: kills,
        customers: customers.length,
        messages: countAcknowledged(customers) + countAcknowledged(agents),
        debts: owed,
        recoveryMs,
        recoversWithinMs,
        also: `FAULT_SEED=${seed}`,
      });
      expect(recoveryMs).toBeLessThan(recoversWithinMs);
      return owed;
    });
    expect(debts).toEqual([]);
    expect(agents.flatMap((agent) => agent.faults)).toEqual([]);
    expect(rig.troubles()).toEqual([]);
    await Promise.all(views.map(({ view }) => view.end()));
    expect(countAcknowledged(customers)).toBeGreaterThan(kills * 5);
  } finally {
    await rig.close();
  }
}, 300_000);

const countAcknowledged = (people: readonly { acknowledged: readonly unknown[] }[]): number =>
  people.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
