// Background work on the store alone: stored jobs in a collection, bells in memory. The default when no Redis is configured.
import { createBells } from './bells';
import type { Jobs } from './jobs';
import { createStoredJobs, type StoredJobsOptions } from './stored-jobs';

export function createOutboxJobs(options: StoredJobsOptions): Jobs {
  const stored = createStoredJobs(options);
  const bells = createBells(options);
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
