// The work that nobody asks for over HTTP: turns when the bell rings, promises falling due, the sweep. Started after the
// store is open and before the port is, so that what a crash left is settled first.
import { every } from '../clock';
import type { Desk } from '../handoff/desk';
import type { Sweep } from '../handoff/sweep';
import type { Jobs } from '../jobs/jobs';
import { describeFault } from '../log';
import { createTurnRunner, type TurnRunnerParts } from './run-turn';

export interface WorkParts extends TurnRunnerParts {
  jobs: Jobs;
  desk: Pick<Desk, 'breakOverdue'>;
  sweep: Sweep;
}

const sweepOftenMs = 5_000;
const sweepSeldomMs = 10 * 60_000;

/** Resolves when work has begun; the returned function ends it after what is in progress. */
export async function startWork(parts: WorkParts): Promise<() => Promise<void>> {
  const { jobs, desk, sweep, clock, log } = parts;
  jobs.onRing('turn', createTurnRunner(parts));
  jobs.process('promise-due', async ({ conversationId }) => void (await desk.breakOverdue(String(conversationId))));
  jobs.onFailed((name, _data, fault) => log.error({ ...describeFault(fault), name }, 'job-failed'));
  await jobs.start();
  await sweep.atStart();
  const look = (task: () => Promise<void>) => () =>
    task().catch((fault: unknown) => log.error(describeFault(fault), 'sweep-failed'));
  const stops = [every(clock, sweepOftenMs, look(sweep.often)), every(clock, sweepSeldomMs, look(sweep.seldom))];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
