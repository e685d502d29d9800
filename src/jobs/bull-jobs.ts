// Background work of several processes: stored jobs where they always are, in the store; bells across processes over Redis.
import { createBullBells } from './bull-bells';
import type { Jobs } from './jobs';
import type { RedisLink } from './redis';
import { createStoredJobs, type StoredJobsOptions } from './stored-jobs';

export interface BullJobsOptions extends StoredJobsOptions {
  redis: RedisLink;
}

export function createBullJobs(options: BullJobsOptions): Jobs {
  const stored = createStoredJobs(options);
  const bells = createBullBells(options);
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
