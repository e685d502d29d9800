// Takes due jobs from the outbox and runs their handlers: a lease with a heartbeat while one runs, a later try when it fails.
import type { Clock } from '../clock';
import { every } from '../clock';
import { CareError } from '../errors';
import { describeFault, type Log } from '../log';
import type { JobRow, JobRows } from './job-rows';
import type { JobData } from './jobs';

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

const LEASE_MS = 30_000;
const MAX_AT_ONCE = 16;
/** Jobs that another process scheduled are noticed this late at most. */
const LOOK_EVERY_MS = 1000;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { rows, clock, log, holder, handlers } = options;
  const running = new Set<Promise<void>>();
  let isOpen = false;
  let looking: Promise<void> | undefined;
  let looksAgain = false;
  let cancelTimer: () => void = () => undefined;

  function wake(): void {
    if (!isOpen) return;
    if (looking !== undefined) {
      looksAgain = true;
      return;
    }
    cancelTimer();
    looking = look().finally(() => {
      looking = undefined;
      if (looksAgain) wake();
    });
  }

  async function look(): Promise<void> {
    looksAgain = false;
    let waitMs = LOOK_EVERY_MS;
    try {
      await takeDue();
      const next = isOpen ? await rows.nextClaimableAt([...handlers.keys()]) : null;
      if (next !== null) waitMs = Math.min(LOOK_EVERY_MS, Math.max(0, next.getTime() - clock.now().getTime()));
    } catch (fault) {
      log.error(describeFault(fault), 'jobs-unreachable');
    }
    if (isOpen && running.size < MAX_AT_ONCE) cancelTimer = clock.after(waitMs, wake);
  }

  async function takeDue(): Promise<void> {
    while (isOpen && running.size < MAX_AT_ONCE) {
      const now = clock.now();
      const row = await rows.claim([...handlers.keys()], now, new Date(now.getTime() + LEASE_MS), holder);
      if (row === null) return;
      const run = runJob(options, row)
        .catch((fault: unknown) => log.error({ job: row.name, ...describeFault(fault) }, 'job-not-settled'))
        .finally(() => {
          running.delete(run);
          wake();
        });
      running.add(run);
    }
  }

  return {
    start() {
      isOpen = true;
      wake();
    },
    wake,
    async close() {
      isOpen = false;
      cancelTimer();
      await looking;
      await Promise.all(running);
    },
  };
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
  let leaseEndMs = clock.now().getTime() + LEASE_MS;
  const end = every(clock, LEASE_MS / 3, async () => {
    const leaseUntil = new Date(clock.now().getTime() + LEASE_MS);
    try {
      if (await rows.extend(row._id, holder, leaseUntil)) leaseEndMs = leaseUntil.getTime();
      else lost.abort();
    } catch (fault) {
      log.warn({ job: row.name, ...describeFault(fault) }, 'job-lease-not-renewed');
      if (clock.now().getTime() >= leaseEndMs) lost.abort();
    }
  });
  return { signal: lost.signal, end };
}
