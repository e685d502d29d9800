// Whatever indexes exist, a query finds what a plain walk over all documents finds. `hint: {$natural: 1}` makes the engine walk.
import fc from 'fast-check';
import type { Document } from '../../../src/store/embedded/bson-codec';
import { documents, filters, indexes, sorts, updates } from './arbitrary-queries';
import { type InProcessEngine, openInProcess } from './in-process-engine';

const COLLECTIONS = 120;
const QUERIES = 20;
const WALK = { hint: { $natural: 1 } };

let engine: InProcessEngine;

beforeAll(() => {
  engine = openInProcess();
});

afterAll(() => engine.close());

async function fill(name: string, rows: Document[], keys: Document[]): Promise<void> {
  await engine.run({ create: name });
  const half = Math.floor(rows.length / 2);
  const withIds = rows.map((row, _id) => ({ _id, ...row }));
  await engine.run({ insert: name, documents: withIds.slice(0, half) });
  for (const [at, { key, ...options }] of keys.entries()) {
    await engine
      .run({ createIndexes: name, indexes: [{ key, name: `index-${at}`, ...options }] })
      .catch(() => undefined);
  }
  await engine.run({ insert: name, documents: withIds.slice(half) });
}

async function idsOf(command: Document): Promise<number[]> {
  return (await engine.find({ ...command, projection: { _id: 1 } })).map(({ _id }) => Number(_id));
}

async function compare(name: string, query: { filter: Document; sort: Document; skip: number; limit: number }) {
  const { filter, sort, skip, limit } = query;
  const ordered = { find: name, filter, sort: { ...sort, _id: 1 }, skip, limit };
  expect(await idsOf(ordered)).toEqual(await idsOf({ ...ordered, ...WALK }));
  const found = await idsOf({ find: name, filter });
  const walked = await idsOf({ find: name, filter, ...WALK });
  expect(new Set(found)).toEqual(new Set(walked));
  expect(found).toHaveLength(walked.length);
  expect((await engine.run({ count: name, query: filter })).n).toBe(walked.length);
}

test(`${COLLECTIONS * QUERIES} random queries give the same with and without indexes`, async () => {
  let collection = 0;
  const query = fc.record({ filter: filters, sort: sorts, skip: fc.nat(4), limit: fc.nat(6) });
  await fc.assert(
    fc.asyncProperty(
      documents,
      fc.array(indexes, { maxLength: 4 }),
      fc.array(updates, { maxLength: 6 }),
      fc.array(query, { minLength: QUERIES, maxLength: QUERIES }),
      async (rows, keys, changes, queries) => {
        const name = `c${collection++}`;
        await fill(name, rows, keys);
        for (const { filter, update } of changes) {
          await engine.run({ update: name, updates: [{ q: filter, u: update, multi: true }] });
        }
        for (const one of queries) await compare(name, one);
        await engine.run({ drop: name });
      },
    ),
    { numRuns: COLLECTIONS, seed: 20_260_304 },
  );
}, 120_000);
