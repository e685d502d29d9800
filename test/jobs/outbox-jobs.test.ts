import { describeBells } from '../contracts/bells';
import { describeJobs } from '../contracts/jobs';
import { planOf, usesIndex } from '../store/query-plans';
import { createOutboxHarness, type OutboxHarness } from './outbox-harness';
import { rest } from './until';

let harness: OutboxHarness;
beforeAll(async () => {
  harness = await createOutboxHarness();
});
afterAll(() => harness.end());

describeJobs('the outbox', async () => harness);
describeBells('the outbox', { open: () => harness.open(), settle: () => rest(5) });

test('looking for due jobs searches an index', async () => {
  const due = { name: 'note', claimableAt: { $lte: new Date() } };
  expect(await usesIndex(harness.store.jobs, due, { claimableAt: 1 })).toBe(true);
  expect((await planOf(harness.store.jobs, { name: 'note' }, { claimableAt: 1 })).sortsInMemory).toBe(false);
});

test('a job whose every holder died is given up when its tries are used up', async () => {
  const failed: unknown[] = [];
  let runs = 0;
  const start = async () => {
    const jobs = await harness.open();
    jobs.process('fatal', () => {
      runs++;
      return new Promise(() => undefined);
    });
    jobs.onFailed((name, _data, fault) => failed.push({ name, code: (fault as { code?: string }).code }));
    await jobs.start();
    return jobs;
  };
  const first = await start();
  await first.schedule('fatal', {}, { attempts: 2 });
  await harness.pass(500);
  for (let round = 0; round < 2; round++) {
    harness.freezeAll();
    await start();
    await harness.pass(7_000);
  }
  expect(runs).toBe(2);
  expect(failed).toEqual([{ name: 'fatal', code: 'job-holder-lost' }]);
  harness.forgetAll();
});
