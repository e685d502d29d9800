import type { JobData, Jobs } from '../../src/jobs/jobs';
import { createMetrics } from '../../src/monitoring/metrics';
import { watchJobs } from '../../src/monitoring/watch-jobs';
import { createFakeClock } from '../fake-clock';
import { samplesOf } from './exposition';

/** A bare carrier: what was scheduled is run by hand. */
function createScene() {
  const clock = createFakeClock();
  const handlers = new Map<string, (data: JobData, signal: AbortSignal) => Promise<void>>();
  const bells = new Map<string, (key: string) => Promise<void>>();
  const scheduled: [string, JobData][] = [];
  const failed: ((name: string, data: JobData, fault: unknown) => void)[] = [];
  const bare: Jobs = {
    schedule: async (name, data) => void scheduled.push([name, data]),
    cancel: async () => undefined,
    process: (name, handler) => void handlers.set(name, handler),
    onFailed: (listener) => void failed.push(listener),
    ring: () => undefined,
    onRing: (name, handler) => void bells.set(name, handler),
    start: async () => undefined,
    close: async () => undefined,
  };
  const { exposition, jobs: counts } = createMetrics();
  const jobs = watchJobs(bare, counts, clock);
  const run = ([name, data]: [string, JobData]) => handlers.get(name)?.(data, new AbortController().signal);
  return { clock, jobs, scheduled, bells, failed, run, read: async () => samplesOf(await exposition.text()) };
}

it('measures how late a job began, from the moment it was scheduled for', async () => {
  const { clock, jobs, scheduled, run, read } = createScene();
  const seen: JobData[] = [];
  jobs.process('promise-due', async (data) => void seen.push(data));
  await jobs.schedule('promise-due', { conversationId: 'c' }, { delayMs: 5_000 });
  await clock.advance(7_500);
  for (const job of scheduled) await run(job);
  expect(seen[0]).toMatchObject({ conversationId: 'c' });
  const samples = await read();
  expect(samples.get('ascolto_job_lag_seconds_sum{job="promise-due"}')).toBe(2.5);
  expect(samples.get('ascolto_job_runs_total{job="promise-due",outcome="done"}')).toBe(1);
});

it('shows what may fail as 0 before anything ran, so that the first failure is a rise', async () => {
  const { jobs, read } = createScene();
  jobs.process('promise-due', async () => undefined);
  jobs.onRing('turn', async () => undefined);
  const samples = await read();
  expect(samples.get('ascolto_job_runs_total{job="promise-due",outcome="failed"}')).toBe(0);
  expect(samples.get('ascolto_job_runs_total{job="turn",outcome="failed"}')).toBe(0);
  expect(samples.get('ascolto_jobs_given_up_total{job="promise-due"}')).toBe(0);
});

it('counts runs that failed and lets the carrier see the fault', async () => {
  const { jobs, scheduled, bells, failed, run, read } = createScene();
  jobs.process('promise-due', () => Promise.reject(new Error('no')));
  jobs.onRing('turn', () => Promise.reject(new Error('no')));
  await jobs.schedule('promise-due', {});
  for (const job of scheduled) await expect(run(job)).rejects.toThrow('no');
  await expect(bells.get('turn')?.('c')).rejects.toThrow('no');
  for (const tell of failed) tell('promise-due', {}, new Error('no'));
  const samples = await read();
  expect(samples.get('ascolto_job_runs_total{job="promise-due",outcome="failed"}')).toBe(1);
  expect(samples.get('ascolto_job_runs_total{job="turn",outcome="failed"}')).toBe(1);
  expect(samples.get('ascolto_jobs_given_up_total{job="promise-due"}')).toBe(1);
});
