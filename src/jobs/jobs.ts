// The port of background work. A job is a bell: the work itself always has a home in the store, so a lost job loses nothing.

import type { RingHow } from './bells';

export interface ScheduleOptions {
  /** A job with the id of one still pending replaces it (same moment of truth, no second run). */
  id?: string;
  delayMs?: number;
  /** Tries in all before onFailed; default 3. */
  attempts?: number;
  /** Wait before the second try, doubled for each further one; default 1,000. */
  backoffMs?: number;
}

export type JobData = Record<string, string | number | boolean | null>;

export interface Jobs {
  /** Stores a job; resolves when it is durable. */
  schedule(name: string, data: JobData, options?: ScheduleOptions): Promise<void>;
  /** Removes a pending job; nothing happens when it is gone already. */
  cancel(id: string): Promise<void>;
  /** Registers the one handler of `name`. `signal` aborts when the lease is lost. */
  process(name: string, handler: (data: JobData, signal: AbortSignal) => Promise<void>): void;
  /** Called once for a job whose tries are used up. */
  onFailed(listener: (name: string, data: JobData, fault: unknown) => void): void;
  /** Rings a bell that is not stored: one handler per key at a time; rings during a run cause exactly one more run. */
  ring(name: string, key: string, how?: RingHow): void;
  onRing(name: string, handler: (key: string) => Promise<void>): void;
  /** Starts taking jobs; handlers must be registered before. */
  start(): Promise<void>;
  /** Takes no new work and waits for the work in progress. */
  close(): Promise<void>;
}
