// Stored jobs on the embedded store with one clock per process, so that a process can stand still while time passes elsewhere.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Jobs } from '../../src/jobs/jobs';
import { createOutboxJobs } from '../../src/jobs/outbox-jobs';
import type { StoredJobsOptions } from '../../src/jobs/stored-jobs';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import type { JobsHarness } from '../contracts/jobs';
import { createFakeClock, type FakeClock } from '../fake-clock';

const log = createLog('silent');
const STEP_MS = 100;

export interface OutboxHarness extends JobsHarness {
  store: Store;
  /** Another process, on a machine whose clock is wrong by so much. */
  openAhead(aheadMs: number): Promise<Jobs>;
  freezeAll(): void;
  /** Processes that hang for good are not waited for. */
  forgetAll(): void;
  end(): Promise<void>;
}

export async function createOutboxHarness(
  create: (options: StoredJobsOptions) => Jobs = createOutboxJobs,
): Promise<OutboxHarness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-jobs-'));
  const store = await createStore({ dataDir, log });
  const processes = new Map<Jobs, { clock: FakeClock; isFrozen: boolean }>();
  let start = new Date('2026-03-04T09:00:00Z');

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      const step = Math.min(left, STEP_MS);
      start = new Date(start.getTime() + step);
      for (const { clock, isFrozen } of processes.values()) if (!isFrozen) await clock.advance(step);
      // The store answers in real time: every step waits for one answer of it.
      await store.ready();
    }
  }

  async function openAhead(aheadMs: number): Promise<Jobs> {
    const clock = createFakeClock(new Date(start.getTime() + aheadMs));
    const jobs = create({ store, clock, log });
    processes.set(jobs, { clock, isFrozen: false });
    return jobs;
  }

  return {
    store,
    leaseMs: 6_000,
    pass,
    openAhead,
    open: () => openAhead(0),
    freeze(jobs) {
      const frozen = processes.get(jobs);
      if (frozen !== undefined) frozen.isFrozen = true;
    },
    resume(jobs) {
      const resumed = processes.get(jobs);
      if (resumed === undefined) return;
      resumed.isFrozen = false;
      resumed.clock.set(start);
    },
    async clean() {
      await Promise.all([...processes.keys()].map((jobs) => jobs.close()));
      processes.clear();
      await store.jobs.deleteMany({});
    },
    freezeAll() {
      for (const one of processes.values()) one.isFrozen = true;
    },
    forgetAll: () => processes.clear(),
    async end() {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
