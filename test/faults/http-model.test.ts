// Ownership and promises under arbitrary histories through HTTP, with kills and restarts in the middle; and fifty agents who
// want the same conversation.
import fc from 'fast-check';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { type Colleague, hire } from './colleague';
import { enterShop } from './customer';
import { brokenRules } from './debts';
import { play, type Stage } from './history';
import { chooseSeed } from './random';
import { createRig, type Rig } from './rig';
import { agentCount, histories } from './wishes';

const runs = process.env.FULL === '1' ? 500 : 100;
const seed = chooseSeed();
/** Most of the time is waiting: two processes, each with its own store and histories. */
let rigs: [Rig, Rig];

beforeAll(async () => {
  rigs = [await createRig(), await createRig()];
  await Promise.all(rigs.map((rig) => rig.start()));
}, 240_000);
afterAll(() => Promise.all(rigs.map((rig) => rig.close())));

/** Four agents, of whom the last one manages. */
const hireAll = (rig: Rig): Promise<Colleague[]> =>
  Promise.all(Array.from({ length: agentCount }, (_, n) => hire(rig.caller, n, n === 3 ? ['manager'] : ['agent'])));

function createStage(rig: Rig, agents: Colleague[]): Stage & { leave(): Promise<void>; restarts: number } {
  let store: Store | null = null;
  const stage = {
    rig,
    agents,
    restarts: 0,
    async store() {
      store ??= await createStore({ dataDir: rig.dataDir, log: createLog('silent'), joinsRunning: true });
      return store;
    },
    async restart(how: 'kill -9' | 'stop') {
      await stage.leave();
      stage.restarts++;
      await (how === 'stop' ? rig.stop() : rig.kill());
      await rig.start();
    },
    async leave() {
      await store?.close();
      store = null;
    },
  };
  return stage;
}

it(`keeps every invariant in ${runs} histories with restarts (FAULT_SEED=${seed})`, async () => {
  await Promise.all(rigs.map((rig, n) => playAll(rig, { seed: seed + n, numRuns: runs / rigs.length })));
}, 900_000);

async function playAll(rig: Rig, parameters: { seed: number; numRuns: number }): Promise<void> {
  const stage = createStage(rig, await hireAll(rig));
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      expect(await play(stage, history)).toEqual([]);
    }),
    { ...parameters, endOnFailure: process.env.FAULT_SHRINK !== '1' },
  );
  expect(await brokenRules(await stage.store())).toEqual([]);
  expect(stage.agents.flatMap((agent) => agent.faults)).toEqual([]);
  expect(rig.troubles()).toEqual([]);
  expect(stage.restarts).toBeGreaterThan(0);
  await stage.leave();
}

it('gives a conversation that fifty agents claim at once to one of them, and tells the others whose it is', async () => {
  const [rig] = rigs;
  const agents: Colleague[] = [];
  for (let n = 0; n < 50; n += 10)
    agents.push(...(await Promise.all(Array.from({ length: 10 }, (_, k) => hire(rig.caller, 100 + n + k)))));
  const customer = await enterShop(rig.caller);
  await customer.say('voglio parlare con una persona');
  const claims = await Promise.all(agents.map((agent) => agent.move(customer.conversationId, 'claim')));
  const winners = claims.filter((claim) => claim.status === 200);
  expect(winners).toHaveLength(1);
  const winner = agents.find((agent) => agent.id === winners[0]?.body.owner.id);
  expect(winner).toBeDefined();
  for (const claim of claims.filter((one) => one.status !== 200)) {
    expect(claim).toMatchObject({ status: 409, body: { code: 'already-claimed' } });
    expect(claim.body.details.owner).toMatchObject({ kind: 'agent', id: winner?.id, name: winner?.name });
  }
}, 120_000);
