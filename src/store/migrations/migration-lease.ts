// Lets one process at a time change the store. No clock is compared between machines: the holder counts up, and who waits takes
// over from one that has not counted for as long as the waiting process itself measured. A holder that was frozen and wakes up
// goes on beside its successor, which is harmless because every migration is repeatable.
import { type Clock, every, pause } from '../../clock';
import { isDuplicate } from '../duplicate';
import { readLease, type StateRows } from './store-state';

const LOOK_EVERY_MS = 250;
const BEAT_EVERY_MS = 1_000;
/** Looks without a beat after which a holder is taken for dead: 10 s. */
const LOOKS_UNTIL_DEAD = 40;

/** Waits for its turn, then runs `task` as the only one. */
export async function withLease<Result>(
  rows: StateRows,
  { holder, clock }: { holder: string; clock: Clock },
  task: () => Promise<Result>,
): Promise<Result> {
  while (!(await take(rows, holder))) await untilFree(rows, clock);
  const stopBeating = every(clock, BEAT_EVERY_MS, async () => {
    // A beat that does not arrive is missed by nobody but a successor.
    await rows.updateOne({ _id: 'lease', holder }, { $inc: { beat: 1 } }).catch(() => undefined);
  });
  try {
    return await task();
  } finally {
    await stopBeating();
    await rows.deleteOne({ _id: 'lease', holder });
  }
}

async function take(rows: StateRows, holder: string): Promise<boolean> {
  try {
    await rows.insertOne({ _id: 'lease', holder, beat: 0 });
    return true;
  } catch (fault) {
    if (isDuplicate(fault)) return false;
    throw fault;
  }
}

async function untilFree(rows: StateRows, clock: Clock): Promise<void> {
  let seen = await readLease(rows);
  for (let looks = 0; seen !== null && looks < LOOKS_UNTIL_DEAD; looks++) {
    await pause(clock, LOOK_EVERY_MS);
    const now = await readLease(rows);
    if (now?.holder !== seen.holder || now.beat !== seen.beat) looks = 0;
    seen = now;
  }
  if (seen !== null) await rows.deleteOne({ _id: 'lease', holder: seen.holder, beat: seen.beat });
}
