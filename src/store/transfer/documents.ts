// Documents as bytes, on their way from one store to another: nothing is lost to JavaScript's numbers, and two stores agree
// on what a document's bytes are, also where one keeps the fields of a document in another order than it got them (`_id` first).
import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import { type Document, decodeExact, encode } from '../embedded/bson-codec';

/** A document with its exact types, `_id` first. */
export interface Row extends Document {
  _id: string;
}

/** What a collection holds: how many documents, and a hash over all of them that does not depend on their order. */
export interface Tally {
  count: number;
  digest: string;
}

/** Documents of one find, a page of the driver's at a time: 16 MB, or `batchSize` documents. */
export async function* rowsOf(
  db: mongo.Db,
  collection: string,
  filter: mongo.Filter<Row> = {},
  { sort = { _id: 1 }, ...paging }: { sort?: Record<string, 1 | -1>; batchSize?: number } = {},
): AsyncGenerator<Row> {
  const cursor = db
    .collection<Row>(collection)
    .find(filter, { raw: true, ...paging })
    .sort(sort);
  // With `raw` the driver hands out bytes, whatever its types say.
  for await (const bytes of cursor as unknown as AsyncIterable<Uint8Array>) yield readRow(bytes);
}

export function readRow(bytes: Uint8Array): Row {
  const { _id, ...rest } = decodeExact(bytes);
  return { _id: String(_id), ...rest };
}

export function hashOf(row: Row): Buffer {
  return createHash('sha256').update(encode(row)).digest();
}

/** Collects a tally document by document. */
export function createTally(): { add(row: Row): void; read(): Tally } {
  const digest = Buffer.alloc(32);
  let count = 0;
  return {
    add(row) {
      count++;
      hashOf(row).forEach((byte, at) => {
        digest[at] = (digest[at] ?? 0) ^ byte;
      });
    },
    read: () => ({ count, digest: digest.toString('hex') }),
  };
}

export async function tallyOf(db: mongo.Db, collection: string): Promise<Tally> {
  const tally = createTally();
  for await (const row of rowsOf(db, collection)) tally.add(row);
  return tally.read();
}

/** Collects documents until they are worth a command: at most 500, or about 8 MB. */
export async function* inBatches(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  for await (const row of rows) {
    batch.push(row);
    bytes += encode(row).length;
    if (batch.length < 500 && bytes < 8_000_000) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Stores documents whether or not they are there: repeatable. `areNew` spares looking for those that are not. */
export async function putRows(db: mongo.Db, collection: string, rows: readonly Row[], areNew = false): Promise<void> {
  if (rows.length === 0) return;
  if (areNew) return void (await db.collection<Row>(collection).insertMany([...rows], { ordered: false }));
  const operations = rows.map((row) => ({
    replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
  }));
  await db.collection<Row>(collection).bulkWrite(operations, { ordered: false });
}
