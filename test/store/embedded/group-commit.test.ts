import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog } from '../../../src/store/embedded/catalog';
import { createGroupCommit } from '../../../src/store/embedded/group-commit';
import { openSqliteFile, type SqliteFile } from '../../../src/store/embedded/sqlite-file';
import { type InProcessEngine, openInProcess } from './in-process-engine';

let engine: InProcessEngine;

beforeAll(() => {
  engine = openInProcess();
});

afterAll(() => engine.close());

test('one failing insert among many in a group fails alone', async () => {
  await engine.run({ createIndexes: 'rows', indexes: [{ key: { n: 1 }, name: 'n', unique: true }] });
  const numbers = [1, 2, 3, 2, 4];
  const replies = await Promise.all(numbers.map((n, _id) => engine.run({ insert: 'rows', documents: [{ _id, n }] })));
  expect(replies.map(({ n }) => n)).toEqual([1, 1, 1, 0, 1]);
  expect(replies[3]).toMatchObject({ writeErrors: [{ index: 0, code: 11000, keyValue: { n: 2 } }] });
  expect(await engine.find({ find: 'rows', sort: { n: 1 } })).toHaveLength(4);
});

test('a command that throws in a group is undone alone', async () => {
  const [kept, refused, alsoKept] = await Promise.allSettled([
    engine.run({ insert: 'mixed', documents: [{ _id: 1 }] }),
    engine.run({ findAndModify: 'mixed', query: { _id: 2 }, update: { $inc: { n: 'x' } }, upsert: true }),
    engine.run({ insert: 'mixed', documents: [{ _id: 3 }] }),
  ]);
  expect([kept.status, refused.status, alsoKept.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await engine.find({ find: 'mixed', sort: { _id: 1 } })).map(({ _id }) => _id)).toEqual([1, 3]);
});

test('a commit that fails fails the whole group, leaves nothing behind, and the next one works', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-group-'));
  const real = openSqliteFile(join(folder, 'store.db'));
  let failing = true;
  const file: SqliteFile = {
    ...real,
    run(sql, parameters) {
      if (sql === 'COMMIT' && failing) throw new Error('disk I/O error');
      return real.run(sql, parameters);
    },
  };
  const catalog = createCatalog(file);
  const group = createGroupCommit(file, catalog);
  const write = (name: string) => group.add(() => catalog.ensure('test', name).name);
  const lost = await Promise.allSettled([write('one'), write('two')]);
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(catalog.list()).toEqual([]);
  failing = false;
  expect(await Promise.all([write('one'), write('two')])).toEqual(['one', 'two']);
  expect(catalog.list().map(({ name }) => name)).toEqual(['one', 'two']);
  real.close();
  rmSync(folder, { recursive: true });
});
