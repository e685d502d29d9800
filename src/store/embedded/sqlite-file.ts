// The one place that talks to libsql. Parameters go in as one array of null, number, bigint, string or Buffer: anything else
// (a lone Buffer, a boolean) aborts the whole process inside the native code (tursodatabase/libsql-js#114).
import Database from 'libsql';

export type SqlValue = null | number | bigint | string | Buffer;
export type SqlRow = Record<string, SqlValue>;

/** libsql hands blobs out as ArrayBuffer. */
type NativeRow = Record<string, SqlValue | ArrayBuffer>;

export interface SqliteFile {
  run(sql: string, parameters?: readonly SqlValue[]): { changes: number; lastInsertRowid: number | bigint };
  all(sql: string, parameters?: readonly SqlValue[]): SqlRow[];
  /** SQLite's plan of a query, row by row. */
  explain(sql: string, parameters: readonly SqlValue[]): SqlRow[];
  /** Statements without parameters that change the layout; forgets every prepared statement. */
  changeLayout(sql: string): void;
  isInTransaction(): boolean;
  /** Rows written since the file was opened: two equal answers mean that nothing changed in between. */
  writeCount(): number;
  close(): void;
}

const MAX_STATEMENTS = 500;
/** Exclusive before WAL: the lock is then held for good, and no shared-memory file is needed. */
const SETTINGS = [
  'locking_mode=EXCLUSIVE',
  'journal_mode=WAL',
  'synchronous=FULL',
  // Only macOS tells the difference: there a plain sync does not reach the disk.
  'fullfsync=ON',
  'cache_size=-65536',
  'temp_store=MEMORY',
  // What is deleted is overwritten wherever that costs no further write; the rest goes when scrub.ts rewrites the file.
  'secure_delete=FAST',
  // 16 MB: pages that change often are copied into the file less often than with SQLite's 4 MB.
  'wal_autocheckpoint=4000',
];

const LAYOUT = 'CREATE TABLE IF NOT EXISTS _collections(ns TEXT PRIMARY KEY, spec BLOB NOT NULL)';
/** Raised when files of this version cannot be read by older ones. */
const FORMAT = 1;

/** Opens the file for this process alone; throws `SQLITE_BUSY` when another one has it. Every commit reaches the disk. */
export function openSqliteFile(path: string): SqliteFile {
  const database = new Database(path);
  try {
    for (const setting of SETTINGS) database.prepare(`PRAGMA ${setting}`).all([]);
    checkFormat(database);
    database.exec(LAYOUT);
  } catch (fault) {
    database.close();
    throw fault;
  }
  return createSqliteFile(database);
}

function checkFormat(database: Database.Database): void {
  const [row] = database.prepare('PRAGMA user_version').all([]) as { user_version: number }[];
  const found = row?.user_version ?? 0;
  if (found > FORMAT) throw new Error('the data was written by a newer version of this program');
  if (found < FORMAT) database.exec(`PRAGMA user_version = ${FORMAT}`);
}

function createSqliteFile(database: Database.Database): SqliteFile {
  const statements = new Map<string, Database.Statement<unknown[]>>();
  let writeCount = 0;
  function prepared(sql: string): Database.Statement<unknown[]> {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = database.prepare<unknown[]>(sql);
    statements.set(sql, statement);
    return statement;
  }
  return {
    run(sql, parameters = []) {
      const result = prepared(sql).run([...parameters]);
      writeCount += result.changes;
      return result;
    },
    all: (sql, parameters = []) => (prepared(sql).all([...parameters]) as NativeRow[]).map(withBuffers),
    explain(sql, parameters) {
      const statement = database.prepare<unknown[]>(`EXPLAIN QUERY PLAN ${sql}`);
      const rows = statement.all([...parameters]) as SqlRow[];
      // `all` leaves an explanation open in libsql, and no table could be dropped while it is; `get` ends it.
      statement.get([...parameters]);
      return rows;
    },
    changeLayout(sql) {
      statements.clear();
      database.exec(sql);
    },
    isInTransaction: () => database.inTransaction,
    writeCount: () => writeCount,
    close() {
      statements.clear();
      database.close();
    },
  };
}

function withBuffers(row: NativeRow): SqlRow {
  for (const [column, value] of Object.entries(row)) if (value instanceof ArrayBuffer) row[column] = Buffer.from(value);
  return row as SqlRow;
}
