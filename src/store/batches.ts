// Writes of many conversations travel together: what is asked for while a command is under way goes in the next one. It
// costs an idle store nothing, and a busy one a fraction of a command per write. Each write still succeeds or fails alone.
import { mongo } from 'mongoose';
import { isBulkLost } from './store-fault';

/** Commands of one kind under way at once. */
const mostUnderWay = 2;
const mostTogether = 200;

type Outcome<Result> = { ok: true; result: Result } | { ok: false; fault: unknown };

/** Collects items while earlier ones are under way; `send` answers each item of its batch in order. */
export function createBatches<Item, Result>(
  send: (items: Item[]) => Promise<Outcome<Result>[]>,
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; settle(outcome: Outcome<Result>): void }[] = [];
  let underWay = 0;

  async function flush(): Promise<void> {
    if (underWay >= mostUnderWay || waiting.length === 0) return;
    const batch = waiting.slice(0, mostTogether);
    waiting = waiting.slice(mostTogether);
    underWay++;
    try {
      const outcomes = await send(batch.map(({ item }) => item));
      batch.forEach(({ settle }, index) => {
        settle(outcomes[index] ?? { ok: false, fault: new Error('no outcome') });
      });
    } catch (fault) {
      for (const { settle } of batch) settle({ ok: false, fault });
    }
    underWay--;
    await flush();
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const settle = (outcome: Outcome<Result>) => (outcome.ok ? resolve(outcome.result) : reject(outcome.fault));
      waiting.push({ item, settle });
      // Everything asked for in this tick goes together.
      if (waiting.length === 1) setImmediate(() => void flush());
    });
}

/** One row each, whichever conversation it belongs to; rejects with the row's own fault (a duplicate, say). */
export function createInsertBatches<Row extends { _id: string }>(
  rows: mongo.Collection<Row>,
): (row: mongo.OptionalUnlessRequiredId<Row>) => Promise<void> {
  return createBatches(async (batch) => {
    if (batch.length === 1 && batch[0] !== undefined) {
      await rows.insertOne(batch[0]);
      return [{ ok: true, result: undefined }];
    }
    const faults = await faultsOf(rows.insertMany(batch, { ordered: false }));
    return batch.map((_, index) => {
      const fault = faults.get(index);
      return fault === undefined ? { ok: true, result: undefined } : { ok: false, fault };
    });
  });
}

export interface ConditionalUpdate<Row> {
  filter: mongo.Filter<Row>;
  update: mongo.UpdateFilter<Row>;
  /** Reads whether this very update was written: asked when the command as a whole does not tell. */
  wasWritten(): Promise<boolean>;
}

/** True for each update whose filter matched. */
export function createUpdateBatches<Row extends { _id: string }>(
  rows: mongo.Collection<Row>,
): (update: ConditionalUpdate<Row>) => Promise<boolean> {
  return createBatches(async (batch) => {
    const written = await modifiedBy(rows, batch);
    if (written === batch.length) return batch.map(() => ({ ok: true, result: true }));
    if (written === 0) return batch.map(() => ({ ok: true, result: false }));
    return Promise.all(batch.map(async ({ wasWritten }) => ({ ok: true as const, result: await wasWritten() })));
  });
}

async function modifiedBy<Row extends { _id: string }>(
  rows: mongo.Collection<Row>,
  batch: ConditionalUpdate<Row>[],
): Promise<number> {
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) {
    return (await rows.updateOne(only.filter, only.update)).matchedCount;
  }
  const operations = batch.map(({ filter, update }) => ({ updateOne: { filter, update } }));
  return (await rows.bulkWrite(operations, { ordered: false })).matchedCount;
}

/** The faults of an unordered bulk write by index; any other fault is thrown. */
async function faultsOf(bulk: Promise<unknown>): Promise<Map<number, Error>> {
  try {
    await bulk;
    return new Map();
  } catch (fault) {
    const errors: unknown = fault instanceof Error && 'writeErrors' in fault ? fault.writeErrors : undefined;
    // A bulk write that never reached the server, or whose answer was lost, names no rows: none of them is known to be there.
    if (!Array.isArray(errors) || isBulkLost(fault)) throw fault;
    if (lacksMajority(fault)) throw new mongo.MongoServerError({ message: 'no majority in time', code: 64 });
    return new Map(errors.map((one: { index: number; code: number }) => [one.index, refusal(one.code)]));
  }
}

/** The rows were written, but not where they would survive the loss of this server: nothing of it may be acknowledged. */
function lacksMajority(fault: unknown): boolean {
  return fault instanceof mongo.MongoBulkWriteError && fault.result.getWriteConcernError() !== undefined;
}

function refusal(code: number): Error {
  return Object.assign(new Error(`the write was refused with code ${code}`), { code });
}
