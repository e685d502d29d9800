import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openSqliteFile } from '../../../src/store/embedded/sqlite-file';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascolto-file-'));
  path = join(folder, 'store.db');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('every commit is synced, and the file belongs to one connection', () => {
  const file = openSqliteFile(path);
  const setting = (name: string) => Object.values(file.all(`PRAGMA ${name}`)[0] ?? {})[0];
  expect([setting('journal_mode'), setting('synchronous'), setting('locking_mode')]).toEqual(['wal', 2, 'exclusive']);
  expect(() => openSqliteFile(path)).toThrow(/locked/);
  file.close();
});

test('values come back as they went in', () => {
  const file = openSqliteFile(path);
  file.changeLayout('CREATE TABLE one(a, b, c, d, e)');
  const values = [null, 1.5, 'è', Buffer.from([0, 255]), Buffer.alloc(0)];
  file.run('INSERT INTO one VALUES(?, ?, ?, ?, ?)', values);
  expect(Object.values(file.all('SELECT * FROM one')[0] ?? {})).toEqual(values);
  file.close();
});

test('a file of a newer version is left alone', () => {
  const newer = new Database(path);
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(() => openSqliteFile(path)).toThrow(/newer version/);
});
