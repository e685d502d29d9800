// The work that nobody asks for over HTTP, done by processes with the role `worker`: turns when the bell rings, promises
// falling due, sweeps. Started after the store is open and before the port is, so that what a crash left is settled first.
import { type Clock, every } from '../clock';
import type { Desk } from '../handoff/desk';
import type { Sweep } from '../handoff/sweep';
import type { Jobs } from '../jobs/jobs';
import { describeFault, type Log } from '../log';
import { createTurnRunner, type TurnRunnerParts } from './run-turn';

export interface WorkParts extends TurnRunnerParts {
  jobs: Jobs;
  desk: Pick<Desk, 'breakOverdue'>;
  sweep: Sweep;
  /** What else is looked after now and then. */
  chores: readonly Chore[];
  /** Of several workers one sweeps; a moment with two or with none does no harm. */
  lease: { isMine(): boolean };
  /** Calls `look` when bells may have been lost, or when the sweeping became ours. */
  onDoubt(look: () => void): void;
}

/** Something done over and over, repeatable and safe while another process does it too. */
export interface Chore {
  name: string;
  everyMs: number;
  /** What takes long ends soon after `mayGoOn` says no: the process stops, or another one does it now. */
  run(mayGoOn: () => boolean): Promise<unknown>;
}

const sweepOftenMs = 5_000;
const sweepSeldomMs = 10 * 60_000;

/** Resolves when work has begun; the returned function ends it after what is in progress. */
export async function startWork(parts: WorkParts): Promise<() => Promise<void>> {
  const { jobs, desk, sweep, log, onDoubt } = parts;
  jobs.onRing('turn', createTurnRunner(parts));
  jobs.process('promise-due', async ({ conversationId }) => void (await desk.breakOverdue(String(conversationId))));
  jobs.onFailed((name, _data, fault) => log.error({ ...describeFault(fault), name }, 'job-failed'));
  await jobs.start();
  await sweep.atStart();
  const often: Chore = { name: 'sweep', everyMs: sweepOftenMs, run: sweep.often };
  let isStopping = false;
  onDoubt(() => void runSafely(often, () => !isStopping, log));
  const mayGoOn = () => !isStopping && parts.lease.isMine();
  const stopChores = startChores({ ...parts, mayGoOn }, [
    often,
    { name: 'sweep-idle', everyMs: sweepSeldomMs, run: sweep.seldom },
    ...parts.chores,
  ]);
  return async () => {
    isStopping = true;
    await Promise.all([stopChores(), jobs.close()]);
  };
}

function startChores({ clock, mayGoOn, log }: { clock: Clock; mayGoOn: () => boolean; log: Log }, chores: Chore[]) {
  const stops = chores.map((chore) =>
    every(clock, chore.everyMs, async () => {
      if (mayGoOn()) await runSafely(chore, mayGoOn, log);
    }),
  );
  return async (): Promise<void> => void (await Promise.all(stops.map((stop) => stop())));
}

async function runSafely({ name, run }: Chore, mayGoOn: () => boolean, log: Log): Promise<void> {
  try {
    await run(mayGoOn);
  } catch (fault) {
    log.error({ chore: name, ...describeFault(fault) }, 'chore-failed');
  }
}
