// What a process with the role `worker` does unasked, put together.
import { createVisitors } from '../channels/web/visitors';
import { type Chore, startWork } from '../turn/start-work';
import type { Base } from './base';
import type { Care } from './care';

const hourMs = 3_600_000;

/** Resolves when what a crash left is settled; the returned function ends it after what is in progress. */
export async function beginWork(base: Base, care: Care): Promise<() => Promise<void>> {
  const { store, clock, journal, redis, monitoring } = base;
  const visitors = createVisitors({ store, clock, newId: journal.newId });
  const lease = base.openLease();
  const chores: Chore[] = [{ name: 'forget-visitors', everyMs: hourMs, run: visitors.sweep }, ...care.privacy.chores()];
  const onDoubt = (look: () => void): void => {
    redis?.onUp(look);
    lease.onTaken(look);
  };
  // An erasure that a death cut off is completed before anybody is served.
  await care.privacy.erasures.atStart({ isAlone: !base.isShared });
  const stop = await startWork({ ...base, ...care, chores, lease, onDoubt, onTurn: monitoring.onTurn });
  return async () => {
    await Promise.all([stop(), lease.close()]);
  };
}
