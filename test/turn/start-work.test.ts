// What a worker does unasked, and when it leaves it to another one.
import { createOutboxJobs } from '../../src/jobs/outbox-jobs';
import { startWork } from '../../src/turn/start-work';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { createTestLog } from '../http/test-server';
import { type OpenStore, openStore } from '../open-store';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

async function work() {
  const { store } = opened;
  const clock = createFakeClock();
  const logged: string[] = [];
  const log = createTestLog(logged);
  const world = createCareWorld({ store, clock });
  const jobs = createOutboxJobs({ store, clock, log });
  const ran: string[] = [];
  const asked: (() => boolean)[] = [];
  const lease = { isTheirs: true, isMine: () => !lease.isTheirs };
  let doubt = () => {};
  const note = (name: string) => async () => void ran.push(name);
  const stop = await startWork({
    ...world,
    jobs,
    clock,
    log,
    lease,
    sweep: { ...world.sweep, atStart: note('at-start'), often: note('often'), seldom: note('seldom') },
    chores: [
      { name: 'fails', everyMs: 30_000, run: async () => Promise.reject(new Error('no')) },
      { name: 'works', everyMs: 30_000, run: note('works') },
      { name: 'goes on', everyMs: 40_000, run: async (mayGoOn) => void asked.push(mayGoOn) },
    ],
    onDoubt: (look) => {
      doubt = look;
    },
    detector: { detect: () => Promise.reject(new Error('unused')) } as never,
    decide: async () => {},
    admitTrouble: () => {},
    isTyping: () => false,
    onDecided: () => {},
  });
  return { clock, ran, asked, logged, lease, stop, doubt: () => doubt() };
}

test('a worker settles what a crash left, then sweeps only while the lease is its own', async () => {
  const { clock, ran, lease, stop } = await work();
  expect(ran).toEqual(['at-start']);
  await clock.advance(5_500);
  expect(ran).toEqual(['at-start']);
  lease.isTheirs = false;
  await clock.advance(5_000);
  expect(ran).toEqual(['at-start', 'often']);
  await stop();
  await clock.advance(60_000);
  expect(ran).toEqual(['at-start', 'often']);
});

test('a doubt about bells makes it look at once, whoever has the lease', async () => {
  const { ran, doubt, stop } = await work();
  doubt();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ran).toEqual(['at-start', 'often']);
  await stop();
});

test('a chore that fails is logged, comes again and keeps no other from its turn', async () => {
  const { clock, ran, logged, lease, stop } = await work();
  lease.isTheirs = false;
  await clock.advance(60_200);
  expect(ran.filter((name) => name === 'works')).toHaveLength(2);
  expect(logged.filter((line) => /chore-failed.*"fails"/.test(line))).toHaveLength(2);
  await stop();
});

test('a chore that takes long hears that another process has the lease, and that this one stops', async () => {
  const { clock, asked, lease, stop } = await work();
  lease.isTheirs = false;
  await clock.advance(40_000);
  const answers = () => asked.map((mayGoOn) => mayGoOn());
  expect(answers()).toEqual([true]);
  lease.isTheirs = true;
  expect(answers()).toEqual([false]);
  lease.isTheirs = false;
  await stop();
  expect(answers()).toEqual([false]);
});
