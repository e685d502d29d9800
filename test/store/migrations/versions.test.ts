// Programs of several versions on one store: a program is made of its migrations and of what its models declare.
import { createLog } from '../../../src/log';
import { connectStore } from '../../../src/store/connect';
import { bringUpToDate, type UpToDateParts } from '../../../src/store/migrations/bring-up-to-date';
import type { Declared } from '../../../src/store/migrations/indexes';
import { knownMigrations } from '../../../src/store/migrations/known-migrations';
import type { Migration } from '../../../src/store/migrations/migration';
import { readVersion, recordVersion, stateOf } from '../../../src/store/migrations/store-state';
import { createStore } from '../../../src/store/store';
import { createTestLog } from '../../http/test-server';
import { type OpenStore, openStore } from '../../open-store';
import { declaredIndexes } from './declared-indexes';

const latest = knownMigrations.at(-1)?.version ?? 0;
type Fields = Record<string, 1 | 'text'>;

let opened: OpenStore;
let logged: string[];
beforeAll(async () => {
  opened = await openStore({ mustEmbed: true });
});
afterAll(() => opened.close());
beforeEach(async () => {
  logged = [];
  await opened.store.db.dropDatabase();
});

const letters = (...keys: Fields[]): Declared => ({
  schema: { indexes: () => keys.map((key) => [key, {}]) },
  collection: { collectionName: 'letters' },
});
const numbered = (version: number): Migration[] =>
  Array.from({ length: version }, (_, index) => ({ version: index + 1, name: `change-${index + 1}` }));

/** A start of the program. */
function start(
  program: { version: number; declares: Fields[]; run?: Migration['run'] },
  as: Partial<UpToDateParts> = {},
) {
  const { version, declares, run } = program;
  const known = numbered(version).map((one) => (run !== undefined && one.version === version ? { ...one, run } : one));
  const { db } = opened.store;
  return bringUpToDate({
    db,
    patientDb: async () => db,
    models: [letters(...declares)],
    log: createTestLog(logged),
    known,
    ...as,
  });
}

const indexNames = async (): Promise<string[]> =>
  (await opened.store.db.collection('letters').listIndexes().toArray()).map(({ name }) => name).sort();

const one = { version: 1, declares: [{ title: 'text' } satisfies Fields] };
const other = { version: 1, declares: [{ title: 'text', body: 'text' } satisfies Fields] };
const next = { ...other, version: 2 };

it('two programs of the same version that declare an index otherwise leave it as the first one built it', async () => {
  await start(one);
  const built = await indexNames();
  const patientDb = () => Promise.reject(new Error('there was something to do'));
  for (const program of [other, one, other]) await start(program, { patientDb });
  expect(await indexNames()).toEqual(built);
  expect(logged.filter((line) => line.includes('store-indexes-differ'))).toHaveLength(2);
});

it('what only one of them declares is built, and stays', async () => {
  await start({ version: 1, declares: [{ a: 1 }] });
  await start({ version: 1, declares: [{ b: 1 }, { a: 1 }] });
  await start({ version: 1, declares: [{ a: 1 }] });
  expect(await indexNames()).toEqual(['_id_', 'a_1', 'b_1']);
});

it('a newer version replaces an index once, and the older one is refused before it touches any', async () => {
  await start(one);
  await start(next);
  const replaced = await indexNames();
  expect(replaced).toEqual(['_id_', expect.stringContaining('body_text')]);
  await expect(start(one)).rejects.toMatchObject({ code: 'store-newer' });
  expect(await indexNames()).toEqual(replaced);
});

it('an older version that was overtaken while it migrated drops nothing of the newer one', async () => {
  const { db } = opened.store;
  await db.collection('letters').createIndex({ title: 'text', body: 'text' });
  const built = await indexNames();
  await start({ ...one, run: () => recordVersion(stateOf(db), 2) });
  expect(await indexNames()).toEqual(built);
});

it('a new version counts as reached only when its indexes are there too', async () => {
  await start(one);
  const { db } = opened.store;
  await db.collection<{ _id: string; n: number }>('letters').insertMany([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 1 },
  ]);
  const unique: Declared = { ...letters(), schema: { indexes: () => [[{ n: 1 }, { unique: true }]] } };
  await expect(start(next, { models: [unique] })).rejects.toThrow(/duplicate/i);
  expect(await readVersion(stateOf(db))).toBe(1);
  await db.collection<{ _id: string }>('letters').deleteOne({ _id: 'b' });
  await start(next, { models: [unique] });
  expect([await readVersion(stateOf(db)), await indexNames()]).toEqual([2, ['_id_', 'n_1', 'title_text']]);
});

it('an index that is declared otherwise has a migration with a number of its own', () => {
  const parts: unknown[] = Object.values(opened.store);
  const models = parts.filter(isDeclared);
  const indexes = models.flatMap(({ schema, collection }) =>
    schema.indexes().map(([key, { background: _, ...options }]) => {
      const fields = Object.entries(key).map(([path, order]) => `${path}:${order}`);
      const said = Object.keys(options).length === 0 ? '' : ` ${JSON.stringify(options)}`;
      return `${collection.collectionName} ${fields.join(',')}${said}`;
    }),
  );
  const { version, indexes: known } = declaredIndexes;
  expect({ version: latest, gone: known.filter((index) => !indexes.includes(index)) }).toEqual({ version, gone: [] });
});

interface Model {
  schema: { indexes(): [object, { background?: boolean }][] };
  collection: { collectionName: string };
}
function isDeclared(part: unknown): part is Model {
  return typeof part === 'function' && 'schema' in part;
}

describe('a command', () => {
  const command = { joinsRunning: true };

  it('changes nothing of a store of another version, and says which one to use', async () => {
    await start(one);
    const built = await indexNames();
    await expect(start(next, command)).rejects.toMatchObject({
      code: 'store-older',
      message: expect.stringMatching(
        /its version is 1, this program's is 2\).*: use the command of the version that is running/,
      ),
    });
    await start(next);
    await expect(start(one, command)).rejects.toMatchObject({ code: 'store-newer' });
    await expect(start({ ...one, version: 3 }, command)).rejects.toMatchObject({ code: 'store-older' });
    expect(await readVersion(stateOf(opened.store.db))).toBe(2);
    expect(built).not.toEqual(await indexNames());
  });

  it('builds no index either: the next start does', async () => {
    await start(one);
    await start({ ...one, declares: [...one.declares, { a: 1 }] }, command);
    expect(await indexNames()).toEqual(['_id_', 'title_text']);
  });

  it('refuses a store from before there were versions, and lays down an empty one', async () => {
    await start(one, command);
    expect(await readVersion(stateOf(opened.store.db))).toBe(1);
    await stateOf(opened.store.db).drop();
    await expect(start(one, command)).rejects.toMatchObject({ code: 'store-older' });
  });

  it('beside a running app of another version leaves its store alone', async () => {
    const { dataDir } = opened;
    await opened.reopen();
    await stateOf(opened.store.db).updateOne({ _id: 'store' }, { $set: { version: latest - 1 } });
    const log = createLog('silent');
    await expect(createStore({ dataDir, log, joinsRunning: true })).rejects.toMatchObject({ code: 'store-older' });
    const beside = await connectStore({ dataDir, log, joinsRunning: true });
    expect([beside.isAlone, await readVersion(stateOf(opened.store.db))]).toEqual([false, latest - 1]);
    await beside.close();
  });
});
