// The stored half of the Jobs port, the same in every set-up: jobs are documents in the store, so that no queue can lose them.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { CareError } from '../errors';
import type { Log } from '../log';
import type { Bells } from './bells';
import { createJobRows, type JobCollection, type JobRow } from './job-rows';
import { createJobRunner, type JobHandler } from './job-runner';
import type { JobData, Jobs } from './jobs';

export interface StoredJobsOptions {
  store: { rows: { jobs: JobCollection } };
  clock: Clock;
  log: Log;
}

export type StoredJobs = Omit<Jobs, 'ring' | 'onRing'>;

const DEFAULT_ATTEMPTS = 3;
const DEFAULT_BACKOFF_MS = 1000;

export function createStoredJobs({ store, clock, log }: StoredJobsOptions): StoredJobs {
  const rows = createJobRows(store.rows.jobs);
  const handlers = new Map<string, JobHandler>();
  const listeners: ((name: string, data: JobData, fault: unknown) => void)[] = [];
  const onFailed = ({ name, data }: JobRow, fault: unknown) => {
    for (const listener of listeners) listener(name, data, fault);
  };
  const runner = createJobRunner({ rows, clock, log, holder: randomUUID(), handlers, onFailed });
  return {
    async schedule(name, data, options = {}) {
      const { id = randomUUID(), delayMs = 0, attempts = DEFAULT_ATTEMPTS, backoffMs = DEFAULT_BACKOFF_MS } = options;
      const runAt = new Date(clock.now().getTime() + delayMs);
      await rows.put(id, { name, data, runAt, attempts, backoffMs });
      runner.wake();
    },
    cancel: (id) => rows.remove(id),
    process(name, handler) {
      if (handlers.has(name)) throw new CareError('job-handler-twice', `The job ${name} has a handler already.`);
      handlers.set(name, handler);
    },
    onFailed(listener) {
      listeners.push(listener);
    },
    start: async () => runner.start(),
    close: () => runner.close(),
  };
}

/** The whole port: stored jobs, and bells of whichever kind. */
export function joinJobs(stored: StoredJobs, bells: Bells): Jobs {
  return {
    ...stored,
    ring: bells.ring,
    onRing: bells.onRing,
    async start() {
      bells.start();
      await stored.start();
    },
    async close() {
      await Promise.all([bells.close(), stored.close()]);
    },
  };
}
