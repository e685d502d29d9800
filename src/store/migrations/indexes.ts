// Brings the indexes of a store to what the models declare: builds what is missing, and replaces what is declared otherwise
// (MongoDB allows one text index per collection, so a changed one stands in its own way) where the program is newer than the
// store. Where it is not, another program declared it so, and it stays; or two programs would replace each other's for ever.
// An index nobody declares any more stays too: an older process may need it, and a migration drops it a release later.
import type { mongo } from 'mongoose';

/** Of a mongoose model, what is read here. */
export interface Declared {
  schema: { indexes(): [unknown, unknown][] };
  collection: { collectionName: string };
}

export interface IndexWork {
  collection: string;
  missing: mongo.IndexDescription[];
  /** Declared otherwise than they lie in the store. */
  changed: { inTheWay: string[]; wanted: mongo.IndexDescription }[];
}

type Key = Record<string, number | 'text'>;
interface Index {
  name: string;
  key: Key;
  unique?: boolean;
  sparse?: boolean;
  expireAfterSeconds?: number;
  partialFilterExpression?: object;
}

const options = ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'] as const;

/** What differs, one entry per collection with work to do; empty when nothing does. */
export async function findIndexWork(db: mongo.Db, models: readonly Declared[]): Promise<IndexWork[]> {
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  const work = await Promise.all(
    models.map(async ({ schema, collection: { collectionName: collection } }): Promise<IndexWork> => {
      const present = existing.has(collection) ? await listIndexes(db, collection) : [];
      const absent = schema
        .indexes()
        .map(readDeclared)
        .filter((wanted) => !present.some((index) => isSame(index, wanted)))
        .map((wanted) => ({ wanted, inTheWay: namesInTheWay(present, wanted) }));
      return {
        collection,
        missing: absent.filter(({ inTheWay }) => inTheWay.length === 0).map(({ wanted }) => wanted),
        changed: absent.filter(({ inTheWay }) => inTheWay.length > 0),
      };
    }),
  );
  return work.filter(({ missing, changed }) => missing.length + changed.length > 0);
}

export async function buildMissing(db: mongo.Db, work: readonly IndexWork[]): Promise<void> {
  for (const { collection, missing } of work)
    if (missing.length > 0) await db.collection(collection).createIndexes(missing);
}

/** `mayStill` is asked before each is dropped: whoever was held up may have been overtaken by a newer program. */
export async function replaceChanged(
  db: mongo.Db,
  work: readonly IndexWork[],
  mayStill: () => Promise<boolean>,
): Promise<void> {
  for (const { collection, changed } of work)
    for (const { inTheWay, wanted } of changed) {
      if (!(await mayStill())) return;
      for (const name of inTheWay) await dropIndex(db, collection, name);
      await db.collection(collection).createIndexes([wanted]);
    }
}

function namesInTheWay(present: readonly Index[], wanted: Index): string[] {
  return present.filter((index) => conflicts(index, wanted)).map(({ name }) => name);
}

/** Gone already is as good: another process may be at it too. */
async function dropIndex(db: mongo.Db, collection: string, name: string): Promise<void> {
  try {
    await db.collection(collection).dropIndex(name);
  } catch (fault) {
    if ((fault as { codeName?: unknown }).codeName !== 'IndexNotFound') throw fault;
  }
}

async function listIndexes(db: mongo.Db, collection: string): Promise<Index[]> {
  return (await db.collection(collection).listIndexes().toArray()).map(readPresent);
}

/** A real MongoDB lists the fields of a text index as its weights. */
function readPresent(listed: { name: string; key: object; weights?: object; textIndexVersion?: number }): Index {
  const isText = listed.textIndexVersion !== undefined && listed.weights !== undefined;
  const key = isText ? Object.fromEntries(Object.keys(listed.weights ?? {}).map((path) => [path, 'text'])) : listed.key;
  return { ...listed, key: key as Key };
}

function readDeclared([key, declared]: [unknown, unknown]): Index {
  const { background: _obsolete, ...rest } = declared as Partial<Index> & { background?: boolean };
  const name = Object.entries(key as Key)
    .map(([path, order]) => `${path}_${order}`)
    .join('_');
  return { name, ...rest, key: key as Key };
}

function isSame(present: Index, wanted: Index): boolean {
  const saidOf = (index: Index, option: (typeof options)[number]) =>
    text(index[option] === false ? undefined : index[option]);
  return sameKey(present, wanted) && options.every((option) => saidOf(present, option) === saidOf(wanted, option));
}

function conflicts(present: Index, wanted: Index): boolean {
  return present.name === wanted.name || sameKey(present, wanted) || (isText(present) && isText(wanted));
}

/** The order of fields counts, but not in a text index. */
function sameKey(one: Index, other: Index): boolean {
  const entries = ({ key }: Index) => Object.entries(key).map(([path, order]) => `${path}:${order}`);
  if (isText(one) && isText(other)) return text(entries(one).sort()) === text(entries(other).sort());
  return text(entries(one)) === text(entries(other));
}

function isText({ key }: Index): boolean {
  return Object.values(key).includes('text');
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';
