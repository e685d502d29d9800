// Creates and drops indexes: adds the key columns they need, fills them for the rows already there, and has SQLite build the
// index. All of it is one transaction.
import { type Document, decodeExact, isDocument, isTruthy, toNumber } from './bson-codec';
import { type Catalog, type Collection, type Index, readIndex, textTable } from './catalog';
import { CommandError } from './command-error';
import { sameValue } from './ordered-bytes';
import { parsePath } from './path-values';
import { rowKeysOf } from './row-keys';
import { duplicateError } from './row-writes';
import type { SqliteFile } from './sqlite-file';
import { createTextTable, putText } from './text-search';

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  'ns',
]);
const FILL_ROWS = 500;

/** Creates an index unless an equal one exists. */
export function createIndex(file: SqliteFile, catalog: Catalog, collection: Collection, wanted: Document): void {
  const { background: _, ns: __, ...rest } = wanted;
  const listed = { v: 2, ...rest };
  checkOptions(listed);
  if (existsAlready(collection, listed)) return;
  catalog.willChange();
  const index = readIndex(listed, needsFlag(listed) ? `f${collection.nextColumn++}` : undefined);
  const isText = index.kind === 'text';
  if (isText && collection.indexes.some((other) => other.kind === 'text')) {
    throw new CommandError('CannotCreateIndex', 'only one text index per collection: drop the present one first');
  }
  if (isText) createTextTable(file, collection, index.fields.length);
  else addColumns(file, collection, index);
  collection.indexes = [...collection.indexes, index];
  fill(file, collection, isText);
  if (!isText) createSqlIndex(file, collection, index);
  catalog.save(collection);
}

/** Drops one index, with the key columns nothing else needs. */
export function dropIndex(file: SqliteFile, catalog: Catalog, collection: Collection, index: Index): void {
  catalog.willChange();
  collection.indexes = collection.indexes.filter((other) => other !== index);
  if (index.kind === 'text') file.changeLayout(`DROP TABLE ${textTable(collection)}`);
  else file.changeLayout(`DROP INDEX ${sqlIndexName(collection, index)}`);
  if (index.flagColumn !== undefined)
    file.changeLayout(`ALTER TABLE ${collection.table} DROP COLUMN ${index.flagColumn}`);
  for (const { path } of index.kind === 'text' ? [] : index.fields) {
    const column = collection.columns.get(path);
    if (column === undefined || collection.indexes.some((other) => uses(other, path))) continue;
    file.changeLayout(`ALTER TABLE ${collection.table} DROP COLUMN ${column.column}`);
    collection.columns.delete(path);
  }
  catalog.save(collection);
}

function uses(index: Index, path: string): boolean {
  return index.kind === 'plain' && index.fields.some((field) => field.path === path);
}

function checkOptions(listed: Document): void {
  const unknown = Object.keys(listed).find((option) => !OPTIONS.has(option));
  if (unknown !== undefined) {
    throw new CommandError('CannotCreateIndex', `the embedded store knows no index option '${unknown}'`);
  }
  if (!isDocument(listed.key) || typeof listed.name !== 'string' || Object.keys(listed.key).length === 0) {
    throw new CommandError('CannotCreateIndex', 'an index needs a key and a name');
  }
  const fields = Object.entries(listed.key);
  for (const [path, order] of fields) {
    if (order !== 'text' && toNumber(order) === undefined) {
      throw new CommandError(
        'CannotCreateIndex',
        `the embedded store has no index of type '${String(order)}' (${path})`,
      );
    }
    if (path.includes('$')) throw new CommandError('CannotCreateIndex', `index key '${path}' may not contain $`);
  }
  if (listed.expireAfterSeconds !== undefined && fields.length !== 1) {
    throw new CommandError('CannotCreateIndex', 'TTL indexes are single-field indexes');
  }
}

function needsFlag(listed: Document): boolean {
  return isTruthy(listed.sparse) || listed.partialFilterExpression !== undefined;
}

function existsAlready(collection: Collection, listed: Document): boolean {
  for (const { listed: other } of collection.indexes) {
    const sameKey = JSON.stringify(entriesOf(other.key)) === JSON.stringify(entriesOf(listed.key));
    const sameOptions = ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'].every((option) =>
      sameValue(
        other[option] === false ? undefined : other[option],
        listed[option] === false ? undefined : listed[option],
      ),
    );
    if (other.name === listed.name && sameKey && (sameOptions || listed.name === '_id_')) return true;
    if (other.name === listed.name) {
      throw new CommandError(
        'IndexKeySpecsConflict',
        `an index named ${String(listed.name)} exists with other options`,
      );
    }
    const sameFilter = sameValue(other.partialFilterExpression, listed.partialFilterExpression);
    if (sameKey && sameFilter) {
      throw new CommandError(
        'IndexOptionsConflict',
        `an index with this key exists under the name ${String(other.name)}`,
      );
    }
  }
  return false;
}

function entriesOf(key: unknown): unknown[] {
  return Object.entries(isDocument(key) ? key : {}).map(([path, order]) => [path, toNumber(order) ?? order]);
}

function addColumns(file: SqliteFile, collection: Collection, index: Index): void {
  const added = index.flagColumn === undefined ? [] : [index.flagColumn];
  for (const { path } of index.fields) {
    if (path === '_id' || collection.columns.has(path)) continue;
    const column = `k${collection.nextColumn++}`;
    collection.columns.set(path, { path, parts: parsePath(path), column, isMultikey: false });
    added.push(column);
  }
  for (const column of added) file.changeLayout(`ALTER TABLE ${collection.table} ADD COLUMN ${column}`);
}

/** Computes the key columns (or the searched texts) of every row that is there already. */
function fill(file: SqliteFile, collection: Collection, isText: boolean): void {
  let last = 0;
  for (;;) {
    const sql = `SELECT rid, doc FROM ${collection.table} WHERE rid > ? ORDER BY rid LIMIT ${FILL_ROWS}`;
    const rows = file.all(sql, [last]);
    for (const { rid, doc } of rows) {
      last = Number(rid);
      const document = decodeExact(doc as Buffer);
      if (isText) putText(file, collection, last, document);
      else fillRow(file, collection, last, document);
    }
    if (rows.length < FILL_ROWS) return;
  }
}

function fillRow(file: SqliteFile, collection: Collection, rid: number, document: Document): void {
  const keys = rowKeysOf(collection, document);
  for (const path of keys.multikeyPaths) {
    const column = collection.columns.get(path);
    if (column !== undefined) column.isMultikey = true;
  }
  const sets = keys.columns.map((column) => `${column} = ?`).join(', ');
  if (sets !== '') file.run(`UPDATE ${collection.table} SET ${sets} WHERE rid = ?`, [...keys.values, rid]);
}

function createSqlIndex(file: SqliteFile, collection: Collection, index: Index): void {
  const columns = index.fields.map(({ path, isDescending }) => {
    const column = path === '_id' ? 'id' : collection.columns.get(path)?.column;
    return `${column} ${isDescending ? 'DESC' : 'ASC'}`;
  });
  const where = index.flagColumn === undefined ? '' : ` WHERE ${index.flagColumn} = 1`;
  const kind = index.isUnique ? 'UNIQUE INDEX' : 'INDEX';
  try {
    file.changeLayout(`CREATE ${kind} ${sqlIndexName(collection, index)} ON ${collection.table}(${columns})${where}`);
  } catch (fault) {
    throw duplicateError(collection, fault, {}) ?? fault;
  }
}

/** Index names are free text in MongoDB; in SQL they are quoted. */
function sqlIndexName(collection: Collection, index: Index): string {
  return `"${collection.table}$${index.name.replaceAll('"', '""')}"`;
}
