// Makes one store equal to another: compares page by page and writes only what differs, so that a run that was cut off goes
// on, and a run after the bulk is over takes seconds. At the end both are counted and hashed, collection by collection.
import type { mongo } from 'mongoose';
import { isDuplicate } from '../duplicate';
import { hashOf, inBatches, putRows, type Row, rowsOf, type Tally, tallyOf } from './documents';

export interface Comparison {
  collection: string;
  source: Tally;
  target: Tally;
  isEqual: boolean;
}

export interface MoveParts {
  source: mongo.Db;
  target: mongo.Db;
  collections: readonly string[];
}

/** While the app writes to the source, what a pass missed is found by the next. */
const mostPasses = 4;

/** The last comparison; every line is equal unless the source was changing all the time. */
export async function makeEqual({ source, target, collections }: MoveParts): Promise<Comparison[]> {
  let unequal = [...collections];
  let compared: Comparison[] = [];
  for (let pass = 1; pass <= mostPasses && unequal.length > 0; pass++) {
    for (const collection of unequal) await copyDifferences(source, target, collection);
    compared = await compare({ source, target, collections });
    unequal = compared.filter(({ isEqual }) => !isEqual).map(({ collection }) => collection);
  }
  return compared;
}

async function compare({ source, target, collections }: MoveParts): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const collection of collections) {
    const [here, there] = await Promise.all([tallyOf(source, collection), tallyOf(target, collection)]);
    const isEqual = here.count === there.count && here.digest === there.digest;
    compared.push({ collection, source: here, target: there, isEqual });
  }
  return compared;
}

/** Both sides in the order of `_id`: the target has between two pages of the source exactly what that page holds. */
async function copyDifferences(source: mongo.Db, target: mongo.Db, collection: string): Promise<void> {
  let after = '';
  for await (const batch of inBatches(rowsOf(source, collection))) {
    const last = batch.at(-1)?._id ?? after;
    await copyPage(target, collection, batch, { $gt: after, $lte: last });
    after = last;
  }
  await copyPage(target, collection, [], { $gt: after });
}

async function copyPage(target: mongo.Db, collection: string, batch: Row[], ids: { $gt: string; $lte?: string }) {
  const there = new Map<string, Buffer>();
  for await (const row of rowsOf(target, collection, { _id: ids })) there.set(row._id, hashOf(row));
  const areNew = there.size === 0;
  const gone = new Set(there.keys());
  const changed = batch.filter((row) => {
    gone.delete(row._id);
    return there.get(row._id)?.equals(hashOf(row)) !== true;
  });
  // What is gone goes first: it may hold a unique key that another document has now.
  if (gone.size > 0) await target.collection<Row>(collection).deleteMany({ _id: { $in: [...gone] } });
  try {
    await putRows(target, collection, changed, areNew);
  } catch (fault) {
    // A unique key that moved from one document to another meanwhile: the next pass finds both.
    if (!isDuplicate(fault)) throw fault;
  }
}
