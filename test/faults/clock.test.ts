// F4: two processes on one store of which one has a clock an hour ahead or behind, also from one moment to the next, and the two
// nights on which the shop's clock changes. Messages keep their order; every promise's timer rings once, and none is forgotten.
import { createPromiseTimers } from '../../src/handoff/promise-timers';
import { createOutboxJobs } from '../../src/jobs/outbox-jobs';
import { createLog } from '../../src/log';
import { createCareWorld, policy } from '../care-world';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { isFull } from './fault-run';
import { noteFault } from './fault-table';
import { chooseSeed, createRandom, type Random } from './random';

const seed = chooseSeed();
const minute = 60_000;
const stepMs = 5_000;
const customersEach = isFull ? 10 : 3;
const asks = ['voglio parlare con una persona', 'È la terza volta che il pacco arriva rotto', 'operatore', 'ci siete?'];
/** Of all processes alike: timers follow it, whatever the time of day is thought to be. */
let steady: FakeClock;
let opened: OpenStore;
let processes: Process[];
let conversationIds: string[];

type Process = ReturnType<typeof startProcess>;

beforeEach(async () => {
  opened = await openStore();
});
afterEach(async () => {
  await Promise.all(processes.map(({ jobs }) => jobs.close()));
  await opened.close();
});

/** One whose time of day may jump, as a machine's does; what it waits for does not. */
function startProcess() {
  const { store } = opened;
  let aheadMs = 0;
  const clock: FakeClock = { ...steady, now: () => new Date(steady.now().getTime() + aheadMs) };
  const jobs = createOutboxJobs({ store, clock, log: createLog('silent') });
  const watchPromise = createPromiseTimers({ jobs, clock });
  const watching: Promise<void>[] = [];
  const world = createCareWorld({
    store,
    clock,
    onCommitted: (before, _change, after) => void watching.push(watchPromise(before, after)),
  });
  const rings: string[] = [];
  jobs.process('promise-due', async ({ conversationId }) => {
    rings.push(String(conversationId));
    await world.desk.breakOverdue(String(conversationId));
  });
  return {
    ...{ clock, jobs, world, rings, watched: () => Promise.all(watching) },
    jumpTo(minutesAhead: number) {
      aheadMs = minutesAhead * minute;
    },
  };
}

async function begin(moment: string, customers: number): Promise<void> {
  steady = createFakeClock(new Date(moment));
  processes = [startProcess(), startProcess()];
  await Promise.all(processes.map(({ jobs }) => jobs.start()));
  const worlds = Array.from({ length: customers }, (_, n) => of(n).world);
  conversationIds = await Promise.all(worlds.map(async (world) => (await world.open()).id));
}

function of(n: number): Process {
  const one = processes[n % processes.length];
  if (one === undefined) throw new Error('no process');
  return one;
}

/** Everybody writes once, each time through the other process. */
async function everybodySays(text: string, n: number): Promise<void> {
  await Promise.all(conversationIds.map((id, who) => of(n + who).world.say(id, text)));
}

async function pass(minutes: number): Promise<void> {
  for (let left = minutes * minute; left > 0; left -= stepMs) {
    await steady.advance(stepMs);
    // The store answers in real time: no lease runs out because of that.
    while ((await opened.store.jobs.exists({ holder: { $ne: null } })) !== null);
    await Promise.all(processes.map(({ watched }) => watched()));
  }
}

async function sweepAll(): Promise<void> {
  for (const { world } of processes) await world.sweep.often();
}

/** One broken promise for each ring, one timer for each open one, and every rule kept. */
async function expectCounted(sentences: readonly string[]): Promise<{ broken: number; rings: number }> {
  const { rows, jobs } = opened.store;
  const rings = processes.flatMap((one) => one.rings);
  for (const id of conversationIds) {
    expect(await of(1).world.faults(id)).toEqual([]);
    const log = await of(1).world.log(id);
    expect(log.filter(({ from }) => from.kind === 'customer').map(({ text }) => text)).toEqual(sentences);
  }
  const broken = await rows.events.countDocuments({ kind: 'promise-broken' });
  const open = await rows.conversations.find({ 'promise.state': 'open' }).toArray();
  const timers = (await jobs.find({ name: 'promise-due' }).lean()).map(({ _id }) => String(_id));
  expect(timers.sort()).toEqual(open.map(({ promise }) => `promise-${promise?.id}`).sort());
  return { broken, rings: rings.length };
}

const alone: [string, () => number[]][] = [
  ['an hour ahead', () => [60]],
  ['an hour behind', () => [-60]],
];

/** Where the clock of the first process goes, in minutes, and for how long. */
function journey(random: Random): number[] {
  if (!isFull) return random.chance(0.5) ? [60, -60] : [-60, 60];
  return Array.from({ length: 12 }, () => random.pick([60, -60, 0]));
}

const journeys: [string, (random: Random) => number[]][] = [...(isFull ? alone : []), ['back and forth', journey]];

it.each(journeys)(
  `keeps order and every timer with one clock %s (FAULT_SEED=${seed})`,
  async (how, choose) => {
    await begin('2026-03-04T09:00:00Z', 2 * customersEach);
    const said: string[] = [];
    const say = async (text: string) => {
      await everybodySays(text, said.length);
      said.push(text);
    };
    for (const text of asks.slice(0, 2)) await say(text);
    const jumps = choose(createRandom(seed));
    for (const aheadMinutes of jumps) {
      of(0).jumpTo(aheadMinutes);
      await say(asks[said.length % asks.length] ?? '');
      await pass(4);
      await say(`${said.length}`);
    }
    of(0).jumpTo(0);
    // What was promised by a clock an hour ahead is due within that hour and the time of one promise.
    await pass(80.5);
    const { broken, rings } = await expectCounted(said);
    expect(broken).toBeGreaterThanOrEqual(conversationIds.length);
    expect(rings).toBe(broken);
    await sweepAll();
    expect((await expectCounted(said)).broken).toBe(broken);
    noteFault({
      fault: `F4 one clock ${how}`,
      injected: jumps.length,
      customers: conversationIds.length,
      messages: said.length * conversationIds.length,
      debts: [],
      also: `${rings} timers rang for ${broken} promises`,
    });
  },
  120_000,
);

it.each([
  ['spring', '2026-03-28T11:55:00Z', '2026-03-30T07:10:00Z'],
  ['autumn', '2026-10-24T10:55:00Z', '2026-10-26T08:10:00Z'],
])(
  'counts opening time over the %s change of the clock, and rings once',
  async (_season, asked, due) => {
    expect(policy.hours.zone).toBe('Europe/Rome');
    await begin(asked, 2);
    await everybodySays('voglio parlare con una persona', 0);
    const dueOf = async (id: string) => (await of(0).world.read(id)).promise?.dueAt.toISOString();
    for (const id of conversationIds) expect(await dueOf(id)).toBe(new Date(due).toISOString());
    // A minute before, and a night of clock changes lies behind.
    steady.set(new Date(new Date(due).getTime() - minute));
    await pass(0.5);
    expect(processes.flatMap(({ rings }) => rings)).toEqual([]);
    await pass(2);
    const { broken, rings } = await expectCounted(['voglio parlare con una persona']);
    expect([broken, rings]).toEqual([2, 2]);
  },
  60_000,
);
