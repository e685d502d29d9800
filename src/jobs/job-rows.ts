// The outbox of jobs as conditional writes on single documents: schedule, claim with a lease, keep, finish, try again.
// The collection is passed in: store/ and jobs/ are neighbours and do not import each other.
import type { JobData } from './jobs';
import type { HeldJob } from './silent-holders';

export interface JobOrder {
  name: string;
  data: JobData;
  runAt: Date;
  attempts: number;
  backoffMs: number;
}

export interface JobRow extends JobOrder {
  _id: string;
  attempt: number;
  claimableAt: Date;
  holder: string | null;
  again: JobOrder | null;
}

/** The few calls made; the MongoDB collection behind store.jobs has them. */
export interface JobCollection {
  updateOne(filter: object, update: object, options?: { upsert?: boolean }): Promise<{ matchedCount: number }>;
  findOneAndUpdate(
    filter: object,
    update: object,
    options: { sort?: Record<string, 1 | -1>; returnDocument: 'after' },
  ): Promise<JobRow | null>;
  findOne(filter: object, options?: { sort?: Record<string, 1 | -1> }): Promise<JobRow | null>;
  find(filter: object): { toArray(): Promise<JobRow[]> };
  deleteOne(filter: object): Promise<{ deletedCount: number }>;
}

export interface JobRows {
  /** Stores an order; one still pending under the id is replaced, one that runs is followed by this one. */
  put(id: string, order: JobOrder): Promise<void>;
  remove(id: string): Promise<void>;
  /** A due job of the names that nobody holds, the most overdue of its name; null when there is none. */
  claim(names: readonly string[], now: Date, leaseUntil: Date, holder: string): Promise<JobRow | null>;
  /** Jobs of the names that somebody holds. */
  held(names: readonly string[]): Promise<JobRow[]>;
  /** Takes a job from a holder who has fallen silent; null when its lease moved meanwhile. */
  takeOver(job: HeldJob, leaseUntil: Date, holder: string): Promise<JobRow | null>;
  /** False when the lease was lost. */
  extend(id: string, holder: string, leaseUntil: Date): Promise<boolean>;
  /** Ends the job, or begins the one that was scheduled meanwhile. */
  finish(id: string, holder: string): Promise<void>;
  /** Gives the job back for a further try. */
  retry(id: string, holder: string, at: Date): Promise<void>;
  /** When the next job of the names that nobody holds is due. */
  nextClaimableAt(names: readonly string[]): Promise<Date | null>;
}

const DUPLICATE_KEY = 11000;

export function createJobRows(collection: JobCollection): JobRows {
  return {
    async put(id, order) {
      while (!(await putPending(collection, id, order)) && !(await putAgain(collection, id, order)));
    },
    async remove(id) {
      await collection.deleteOne({ _id: id, holder: null });
      await collection.updateOne({ _id: id }, { $set: { again: null } });
    },
    claim: (names, now, leaseUntil, holder) => claimDue(collection, names, now, { holder, leaseUntil }),
    // The very filter of the partial index.
    held: (names) => collection.find({ holder: { $type: 'string' }, name: { $in: [...names] } }).toArray(),
    takeOver: ({ _id, holder: silent, claimableAt }, leaseUntil, holder) =>
      collection.findOneAndUpdate(
        { _id, holder: silent, claimableAt },
        { $set: { holder, claimableAt: leaseUntil }, $inc: { attempt: 1 } },
        { returnDocument: 'after' },
      ),
    async extend(id, holder, leaseUntil) {
      const { matchedCount } = await collection.updateOne({ _id: id, holder }, { $set: { claimableAt: leaseUntil } });
      return matchedCount === 1;
    },
    async finish(id, holder) {
      const { deletedCount } = await collection.deleteOne({ _id: id, holder, again: null });
      if (deletedCount === 0) await beginAgain(collection, id, holder);
    },
    async retry(id, holder, at) {
      const waiting = { $set: { holder: null, claimableAt: at } };
      const { matchedCount } = await collection.updateOne({ _id: id, holder, again: null }, waiting);
      if (matchedCount === 0) await beginAgain(collection, id, holder);
    },
    nextClaimableAt: (names) => findNext(collection, names),
  };
}

/** Name by name: an index answers each. */
async function claimDue(
  collection: JobCollection,
  names: readonly string[],
  now: Date,
  { holder, leaseUntil }: { holder: string; leaseUntil: Date },
): Promise<JobRow | null> {
  for (const name of names) {
    const row = await collection.findOneAndUpdate(
      { name, holder: null, claimableAt: { $lte: now } },
      { $set: { holder, claimableAt: leaseUntil }, $inc: { attempt: 1 } },
      { sort: { claimableAt: 1 }, returnDocument: 'after' },
    );
    if (row !== null) return row;
  }
  return null;
}

async function findNext(collection: JobCollection, names: readonly string[]): Promise<Date | null> {
  let next: Date | null = null;
  for (const name of names) {
    const row = await collection.findOne({ name, holder: null }, { sort: { claimableAt: 1 } });
    if (row !== null && (next === null || row.claimableAt < next)) next = row.claimableAt;
  }
  return next;
}

function pending(order: JobOrder) {
  return { ...order, attempt: 0, claimableAt: order.runAt, holder: null, again: null };
}

/** False when a job of this id is running: then the upsert meets its _id. */
async function putPending(collection: JobCollection, id: string, order: JobOrder): Promise<boolean> {
  try {
    await collection.updateOne({ _id: id, holder: null }, { $set: pending(order) }, { upsert: true });
    return true;
  } catch (fault) {
    if ((fault as { code?: unknown }).code === DUPLICATE_KEY) return false;
    throw fault;
  }
}

/** False when the running job has ended meanwhile. */
async function putAgain(collection: JobCollection, id: string, order: JobOrder): Promise<boolean> {
  const { matchedCount } = await collection.updateOne({ _id: id, holder: { $ne: null } }, { $set: { again: order } });
  return matchedCount === 1;
}

/** Turns the job that was scheduled during the run into a pending one; nothing when the lease was lost. */
async function beginAgain(collection: JobCollection, id: string, holder: string): Promise<void> {
  const row = await collection.findOne({ _id: id, holder });
  if (row?.again == null) return;
  await collection.updateOne({ _id: id, holder }, { $set: pending(row.again) });
}
