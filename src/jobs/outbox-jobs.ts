// Background work on the store alone: stored jobs in a collection, bells in memory. The default when no Redis is configured.
import { createBells } from './bells';
import type { Jobs } from './jobs';
import { createStoredJobs, joinJobs, type StoredJobsOptions } from './stored-jobs';

export const createOutboxJobs = (options: StoredJobsOptions): Jobs =>
  joinJobs(createStoredJobs(options), createBells(options));
