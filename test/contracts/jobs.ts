// What every adapter of the Jobs port must do. An adapter's test makes a harness and calls this with it.
import type { JobData, Jobs } from '../../src/jobs/jobs';

export interface JobsHarness {
  /** Another process's Jobs over the same storage; not started. */
  open(): Promise<Jobs>;
  /** Lets time pass for every process that is not frozen. */
  pass(ms: number): Promise<void>;
  /** Stops and resumes a process in the middle of whatever it does. */
  freeze(jobs: Jobs): void;
  resume(jobs: Jobs): void;
  /** How long a process may be silent before its job is another's. */
  leaseMs: number;
  /** Closes what is open and forgets what is stored. */
  clean(): Promise<void>;
}

interface Run {
  data: JobData;
  signal: AbortSignal;
}

/** Registers the contract tests; one harness serves all of them. */
export function describeJobs(adapter: string, makeHarness: () => Promise<JobsHarness>): void {
  describe(`jobs on ${adapter}`, () => {
    let harness: JobsHarness;
    beforeAll(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.clean());
    describeStoredJobs(() => harness);
    describeFailures(() => harness);
    describeProcesses(() => harness);
  });
}

/** Passes time in small steps until the condition holds; fails after what should have been ample. */
async function until(harness: JobsHarness, isDone: () => boolean): Promise<void> {
  for (let step = 0; step < 600; step++) {
    if (isDone()) return;
    await harness.pass(20);
  }
  throw new Error('what the test waited for did not come');
}

/** A handler that records its runs and does nothing else. */
async function startRecording(harness: JobsHarness, name = 'note'): Promise<{ jobs: Jobs; runs: Run[] }> {
  const jobs = await harness.open();
  const runs: Run[] = [];
  jobs.process(name, async (data, signal) => {
    runs.push({ data, signal });
  });
  await jobs.start();
  return { jobs, runs };
}

/** A promise and the function that settles it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function describeStoredJobs(harness: () => JobsHarness): void {
  test('a scheduled job runs once, with its data', async () => {
    const { jobs, runs } = await startRecording(harness());
    await jobs.schedule('note', { n: 1, text: 'ciao', isUrgent: true, none: null });
    await until(harness(), () => runs.length > 0);
    await harness().pass(2000);
    expect(runs.map(({ data }) => data)).toEqual([{ n: 1, text: 'ciao', isUrgent: true, none: null }]);
  });

  test('a delayed job runs at its time and not before', async () => {
    const { jobs, runs } = await startRecording(harness());
    await jobs.schedule('note', { n: 1 }, { delayMs: 1500 });
    await harness().pass(1000);
    expect(runs).toEqual([]);
    await until(harness(), () => runs.length === 1);
  });

  test('a job under the id of a pending one replaces it', async () => {
    const { jobs, runs } = await startRecording(harness());
    await jobs.schedule('note', { n: 1 }, { id: 'same', delayMs: 500 });
    await jobs.schedule('note', { n: 2 }, { id: 'same', delayMs: 900 });
    await harness().pass(600);
    expect(runs).toEqual([]);
    await until(harness(), () => runs.length > 0);
    await harness().pass(1500);
    expect(runs.map(({ data }) => data.n)).toEqual([2]);
  });

  test('a job scheduled under its own id while it runs, runs again', async () => {
    const jobs = await harness().open();
    const seen: unknown[] = [];
    jobs.process('note', async ({ n }) => {
      seen.push(n);
      if (n === 1) await jobs.schedule('note', { n: 2 }, { id: 'again' });
    });
    await jobs.start();
    await jobs.schedule('note', { n: 1 }, { id: 'again' });
    await until(harness(), () => seen.length === 2);
    await harness().pass(2000);
    expect(seen).toEqual([1, 2]);
  });

  test('a cancelled job does not run, and cancelling what is gone is no fault', async () => {
    const { jobs, runs } = await startRecording(harness());
    await jobs.schedule('note', { n: 1 }, { id: 'off', delayMs: 200 });
    await jobs.cancel('off');
    await jobs.cancel('off');
    await jobs.cancel('never was');
    await jobs.schedule('note', { n: 2 }, { delayMs: 300 });
    await until(harness(), () => runs.length > 0);
    expect(runs.map(({ data }) => data.n)).toEqual([2]);
  });

  test('a slow job does not hold up another', async () => {
    const jobs = await harness().open();
    const slow = gate();
    const seen: string[] = [];
    jobs.process('slow', () => slow.opened);
    jobs.process('quick', async () => {
      seen.push('quick');
      slow.open();
    });
    await jobs.start();
    await jobs.schedule('slow', {});
    await jobs.schedule('quick', {}, { delayMs: 50 });
    await until(harness(), () => seen.length === 1);
  });
}

function describeFailures(harness: () => JobsHarness): void {
  test('a failing job is tried again after longer and longer waits, then reported once', async () => {
    const jobs = await harness().open();
    const failures: unknown[] = [];
    let tries = 0;
    jobs.process('boom', async () => {
      tries++;
      throw new Error(`try ${tries}`);
    });
    jobs.onFailed((name, data, fault) => failures.push({ name, data, message: (fault as Error).message }));
    await jobs.start();
    await jobs.schedule('boom', { n: 7 }, { attempts: 3, backoffMs: 400 });
    await until(harness(), () => tries === 1);
    await harness().pass(300);
    expect(tries).toBe(1);
    await until(harness(), () => tries === 2);
    await harness().pass(600);
    expect(tries).toBe(2);
    await until(harness(), () => failures.length === 1);
    await harness().pass(3000);
    expect(tries).toBe(3);
    expect(failures).toEqual([{ name: 'boom', data: { n: 7 }, message: 'try 3' }]);
  });

  test('a job that succeeds at its second try is not reported', async () => {
    const jobs = await harness().open();
    const failures: string[] = [];
    let tries = 0;
    jobs.process('shaky', async () => {
      if (++tries === 1) throw new Error('once');
    });
    jobs.onFailed((name) => failures.push(name));
    await jobs.start();
    await jobs.schedule('shaky', {}, { backoffMs: 50 });
    await until(harness(), () => tries === 2);
    await harness().pass(2000);
    expect({ tries, failures }).toEqual({ tries: 2, failures: [] });
  });
}

function describeProcesses(harness: () => JobsHarness): void {
  test('a job scheduled before a restart runs after it', async () => {
    const { jobs, runs } = await startRecording(harness());
    await jobs.schedule('note', { n: 1 }, { delayMs: 800 });
    await jobs.close();
    const after = await startRecording(harness());
    await until(harness(), () => after.runs.length === 1);
    expect(runs).toEqual([]);
  });

  test('close waits for the run in progress and takes nothing new', async () => {
    const jobs = await harness().open();
    const inside = gate();
    const done: string[] = [];
    jobs.process('note', async ({ n }) => {
      done.push(`begins ${n}`);
      await inside.opened;
      done.push(`ends ${n}`);
    });
    await jobs.start();
    await jobs.schedule('note', { n: 1 });
    await until(harness(), () => done.length === 1);
    const closed = jobs.close().then(() => done.push('closed'));
    await jobs.schedule('note', { n: 2 });
    inside.open();
    await closed;
    await harness().pass(1500);
    expect(done).toEqual(['begins 1', 'ends 1', 'closed']);
  });

  test('a job whose holder fell silent is taken over after its lease, and the holder learns of it', async () => {
    const silent = await harness().open();
    const never = gate();
    const held: AbortSignal[] = [];
    silent.process('note', async (_data, signal) => {
      held.push(signal);
      await never.opened;
    });
    await silent.start();
    await silent.schedule('note', { n: 1 });
    await until(harness(), () => held.length === 1);
    harness().freeze(silent);
    const { runs } = await startRecording(harness());
    await harness().pass(harness().leaseMs / 2);
    expect(runs).toEqual([]);
    await harness().pass(harness().leaseMs / 2);
    await until(harness(), () => runs.length === 1);
    harness().resume(silent);
    await harness().pass(harness().leaseMs / 2);
    await until(harness(), () => held[0]?.aborted === true);
    never.open();
    await harness().pass(2000);
    expect(runs).toHaveLength(1);
  });

  test('a long job keeps its lease', async () => {
    const jobs = await harness().open();
    const long = gate();
    const signals: AbortSignal[] = [];
    jobs.process('note', async (_data, signal) => {
      signals.push(signal);
      await long.opened;
    });
    await jobs.start();
    await jobs.schedule('note', {});
    await until(harness(), () => signals.length === 1);
    const { runs } = await startRecording(harness());
    for (let third = 0; third < 9; third++) await harness().pass(harness().leaseMs / 3);
    long.open();
    await harness().pass(1000);
    expect(runs).toEqual([]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
}
