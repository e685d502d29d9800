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

describe('on machines whose clocks differ', () => {
  afterEach(async () => {
    harness.forgetAll();
    await harness.store.jobs.deleteMany({});
  });

  async function begin(aheadMs: number) {
    const odd = await harness.openAhead(aheadMs);
    const begun: string[] = [];
    odd.process('note', (_data, signal) => {
      begun.push('odd');
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    await odd.start();
    await odd.schedule('note', {});
    while (begun.length === 0) await harness.pass(100);
    const other = await harness.open();
    other.process('note', async () => void begun.push('other'));
    await other.start();
    return { odd, begun };
  }

  test.each([3_600_000, -3_600_000])(
    'a job of one that is %i ms ahead and died is taken over within 10 s',
    async (aheadMs) => {
      const { odd, begun } = await begin(aheadMs);
      harness.freeze(odd);
      await harness.pass(5_000);
      expect(begun).toEqual(['odd']);
      await harness.pass(5_000);
      expect(begun).toEqual(['odd', 'other']);
    },
  );

  test.each([3_600_000, -3_600_000])(
    'a job of one that is %i ms ahead stays its own while it lives',
    async (aheadMs) => {
      const { begun } = await begin(aheadMs);
      await harness.pass(15_000);
      expect(begun).toEqual(['odd']);
    },
  );

  test('a look at what others hold searches an index', async () => {
    const held = { holder: { $type: 'string' }, name: { $in: ['note'] } };
    expect(await usesIndex(harness.store.jobs, held)).toBe(true);
  });
});
