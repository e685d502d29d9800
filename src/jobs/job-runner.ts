// Takes due jobs from the outbox and runs their handlers: a lease with a heartbeat while one runs, a later try when it fails.
import type { Clock } from '../clock';
import { every } from '../clock';
import { CareError } from '../errors';
import { describeFault, type Log } from '../log';
import type { JobRow, JobRows } from './job-rows';
import type { JobData } from './jobs';
import { createSilentHolders } from './silent-holders';
import { createWakeLoop } from './wake-loop';

export type JobHandler = (data: JobData, signal: AbortSignal) => Promise<void>;

export interface JobRunnerOptions {
  rows: JobRows;
  clock: Clock;
  log: Log;
  /** Names this process; a claim carries it. */
  holder: string;
  handlers: ReadonlyMap<string, JobHandler>;
  onFailed: (row: JobRow, fault: unknown) => void;
}

export interface JobRunner {
  start(): void;
  /** Looks for due jobs now; called when one was scheduled here. */
  wake(): void;
  close(): Promise<void>;
}

/** A process that died gives its jobs back after this, by the measure of those who see it silent. */
const LEASE_MS = 6_000;
const MAX_AT_ONCE = 16;
/** Jobs that another process scheduled are noticed this late at most. */
const LOOK_EVERY_MS = 1000;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { rows, clock, log, handlers } = options;
  const running = new Map<string, Promise<void>>();
  let isOpen = false;
  const loop = createWakeLoop(clock, look);
  const silent = createSilentHolders({ clock, leaseMs: LEASE_MS, onSilent: loop.wake });

  async function look(): Promise<number | null> {
    try {
      while (isOpen && running.size < MAX_AT_ONCE && (await takeOne()));
      return isOpen && running.size < MAX_AT_ONCE ? await nextLookMs(options) : null;
    } catch (fault) {
      log.error(describeFault(fault), 'jobs-unreachable');
      return LOOK_EVERY_MS;
    }
  }

  async function takeOne(): Promise<boolean> {
    const row =
      (await rows.claim([...handlers.keys()], clock.now(), leaseEnd(clock), options.holder)) ?? (await takeOver());
    if (row === null) return false;
    const run = settleJob(options, row).finally(() => {
      running.delete(row._id);
      loop.wake();
    });
    running.set(row._id, run);
    return true;
  }

  /** Of those held here too, one whose outcome the store could not be told of. */
  async function takeOver(): Promise<JobRow | null> {
    const held = (await rows.held([...handlers.keys()])).filter(({ _id }) => !running.has(_id));
    for (const job of silent.among(held)) {
      const row = await rows.takeOver(job, leaseEnd(clock), options.holder);
      if (row !== null) return row;
    }
    return null;
  }

  return {
    start() {
      isOpen = true;
      loop.start();
    },
    wake: loop.wake,
    async close() {
      isOpen = false;
      await loop.stop();
      silent.stop();
      await Promise.all(running.values());
    },
  };
}

async function nextLookMs({ rows, clock, handlers }: JobRunnerOptions): Promise<number> {
  const next = await rows.nextClaimableAt([...handlers.keys()]);
  const dueMs = next === null ? LOOK_EVERY_MS : next.getTime() - clock.now().getTime();
  return Math.min(LOOK_EVERY_MS, Math.max(0, dueMs));
}

function leaseEnd(clock: Clock): Date {
  return new Date(clock.now().getTime() + LEASE_MS);
}

/** Runs a job; a store that cannot be told of the outcome is logged, and the lease brings the job back. */
async function settleJob(options: JobRunnerOptions, row: JobRow): Promise<void> {
  try {
    await runJob(options, row);
  } catch (fault) {
    options.log.error({ job: row.name, ...describeFault(fault) }, 'job-not-settled');
  }
}

async function runJob(options: JobRunnerOptions, row: JobRow): Promise<void> {
  const { rows, holder, handlers } = options;
  if (row.attempt > row.attempts) {
    await giveUp(
      options,
      row,
      new CareError('job-holder-lost', `Every process that ran the job ${row.name} ended during it.`),
    );
    return;
  }
  const lease = keepLease(options, row);
  try {
    await handlers.get(row.name)?.(row.data, lease.signal);
  } catch (fault) {
    await lease.end();
    await settleFailure(options, row, fault);
    return;
  }
  await lease.end();
  await rows.finish(row._id, holder);
}

async function settleFailure(options: JobRunnerOptions, row: JobRow, fault: unknown): Promise<void> {
  if (row.attempt >= row.attempts) {
    await giveUp(options, row, fault);
    return;
  }
  const waitMs = row.backoffMs * 2 ** (row.attempt - 1);
  await options.rows.retry(row._id, options.holder, new Date(options.clock.now().getTime() + waitMs));
}

async function giveUp({ rows, holder, onFailed }: JobRunnerOptions, row: JobRow, fault: unknown): Promise<void> {
  await rows.finish(row._id, holder);
  onFailed(row, fault);
}

/** Renews the lease three times in its length; the signal aborts when another process has the job or the lease ran out. */
function keepLease({ rows, clock, log, holder }: JobRunnerOptions, row: JobRow) {
  const lost = new AbortController();
  // By timers, which no change of the wall clock moves.
  const endLater = () => clock.after(LEASE_MS, () => lost.abort());
  let cancelEnd = endLater();
  const stop = every(clock, LEASE_MS / 3, async () => {
    // From before the question: others may see the lease move before its answer comes here.
    const cancelNext = endLater();
    try {
      if (!(await rows.extend(row._id, holder, leaseEnd(clock)))) lost.abort();
      cancelEnd();
      cancelEnd = cancelNext;
    } catch (fault) {
      cancelNext();
      log.warn({ job: row.name, ...describeFault(fault) }, 'job-lease-not-renewed');
    }
  });
  return {
    signal: lost.signal,
    async end(): Promise<void> {
      await stop();
      cancelEnd();
    },
  };
}
