// Background work of several processes: stored jobs where they always are, in the store; bells across processes over Redis.
import { createBullBells } from './bull-bells';
import type { Jobs } from './jobs';
import type { RedisLink } from './redis';
import { createStoredJobs, joinJobs, type StoredJobsOptions } from './stored-jobs';

export interface BullJobsOptions extends StoredJobsOptions {
  redis: RedisLink;
}

export const createBullJobs = (options: BullJobsOptions): Jobs =>
  joinJobs(createStoredJobs(options), createBullBells(options));
