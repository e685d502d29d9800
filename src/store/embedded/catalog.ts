// What the engine knows of its collections: which table holds one, which paths have a key column, which indexes exist.
// Kept in memory and in the table _collections; after a rollback the memory is read again from there.
import { type Document, decodeExact, encode, isDocument, isTruthy, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { compileFilter, type Predicate } from './matcher';
import { type Path, parsePath } from './path-values';
import type { SqliteFile } from './sqlite-file';

export interface IndexField {
  path: string;
  isDescending: boolean;
}

export interface Index {
  name: string;
  /** As listIndexes shows it. */
  listed: Document;
  kind: 'plain' | 'text';
  fields: IndexField[];
  isUnique: boolean;
  isSparse: boolean;
  partialFilter: Document | undefined;
  belongs: Predicate | undefined;
  /** Column that is 1 for rows inside a sparse or partial index. */
  flagColumn: string | undefined;
  expireAfterSeconds: number | undefined;
}

export interface KeyColumn {
  path: string;
  parts: Path;
  column: string;
  /** True once a document had an array on the path: the column no longer tells everything and is not used to search. */
  isMultikey: boolean;
}

export interface Collection {
  ns: string;
  database: string;
  name: string;
  table: string;
  columns: Map<string, KeyColumn>;
  indexes: Index[];
  nextColumn: number;
}

export interface Catalog {
  find(database: string, name: string): Collection | undefined;
  /** The collection, created when missing. */
  ensure(database: string, name: string): Collection;
  list(): Collection[];
  /** To be called before a collection is changed in memory, so that a rollback is noticed. */
  willChange(): void;
  save(collection: Collection): void;
  remove(collection: Collection): void;
  /** Reads the file again when the memory may be ahead of it: after a rollback. */
  reloadIfChanged(): void;
  /** What was changed is in the file for good. */
  settle(): void;
}

const ID_INDEX: Index = readIndex({ v: 2, key: { _id: 1 }, name: '_id_' }, undefined);

export function createCatalog(file: SqliteFile): Catalog {
  const collections = readCollections(file);
  let isChanged = false;
  function willChange(): void {
    isChanged = true;
  }
  function save(collection: Collection): void {
    willChange();
    file.run('INSERT OR REPLACE INTO _collections VALUES(?, ?)', [collection.ns, encode(specOf(collection))]);
  }
  function create(database: string, name: string): Collection {
    const collection = createTable(file, database, name, nextTable(collections.values()));
    save(collection);
    collections.set(collection.ns, collection);
    return collection;
  }
  return {
    find: (database, name) => collections.get(`${database}.${name}`),
    ensure: (database, name) => collections.get(`${database}.${name}`) ?? create(database, name),
    list: () => [...collections.values()],
    willChange,
    save,
    remove(collection) {
      willChange();
      file.changeLayout(`DROP TABLE ${collection.table}; DROP TABLE IF EXISTS ${textTable(collection)}`);
      file.run('DELETE FROM _collections WHERE ns = ?', [collection.ns]);
      collections.delete(collection.ns);
    },
    reloadIfChanged() {
      if (!isChanged) return;
      collections.clear();
      for (const [ns, collection] of readCollections(file)) collections.set(ns, collection);
    },
    settle() {
      isChanged = false;
    },
  };
}

function readCollections(file: SqliteFile): Map<string, Collection> {
  const rows = file.all('SELECT ns, spec FROM _collections');
  const collections = rows.map((row) => readCollection(String(row.ns), decodeExact(row.spec as Buffer)));
  return new Map(collections.map((collection) => [collection.ns, collection]));
}

function createTable(file: SqliteFile, database: string, name: string, table: string): Collection {
  checkName(database, name);
  file.changeLayout(`CREATE TABLE ${table}(rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)`);
  const ns = `${database}.${name}`;
  return { ns, database, name, table, columns: new Map(), indexes: [ID_INDEX], nextColumn: 1 };
}

/** The full-text table beside a collection's table. */
export function textTable(collection: Collection): string {
  return `${collection.table}_text`;
}

export function textIndexOf(collection: Collection): Index | undefined {
  return collection.indexes.find((index) => index.kind === 'text');
}

/** The SQL column of a path: `_id` has its own; undefined when the path has none that may be searched. */
export function searchColumn(collection: Collection, path: string): string | undefined {
  if (path === '_id') return 'id';
  const column = collection.columns.get(path);
  return column === undefined || column.isMultikey ? undefined : column.column;
}

function checkName(database: string, name: string): void {
  if (/^[\w-]+$/.test(database) && /^[^$\0]+$/.test(name) && name.length < 200) return;
  throw new CommandError('InvalidNamespace', 'this is no name for a collection');
}

function nextTable(collections: Iterable<Collection>): string {
  let last = 0;
  for (const { table } of collections) last = Math.max(last, Number(table.slice(1)));
  return `t${last + 1}`;
}

/** An index from its listed form. */
export function readIndex(listed: Document, flagColumn: string | undefined): Index {
  const key = isDocument(listed.key) ? listed.key : {};
  const partialFilter = isDocument(listed.partialFilterExpression) ? listed.partialFilterExpression : undefined;
  const isText = Object.values(key).includes('text');
  return {
    name: String(listed.name),
    listed,
    kind: isText ? 'text' : 'plain',
    fields: Object.entries(key).map(([path, order]) => ({ path, isDescending: (toNumber(order) ?? 1) < 0 })),
    isUnique: isTruthy(listed.unique),
    isSparse: isTruthy(listed.sparse),
    partialFilter,
    belongs: partialFilter === undefined ? undefined : compileFilter(partialFilter),
    flagColumn,
    expireAfterSeconds: toNumber(listed.expireAfterSeconds),
  };
}

function specOf(collection: Collection): Document {
  return {
    table: collection.table,
    nextColumn: collection.nextColumn,
    columns: [...collection.columns.values()].map(({ path, column, isMultikey }) => ({ path, column, isMultikey })),
    indexes: collection.indexes.map(({ listed, flagColumn }) => ({ listed, flagColumn: flagColumn ?? null })),
  };
}

function readCollection(ns: string, spec: Document): Collection {
  const dot = ns.indexOf('.');
  const columns = new Map<string, KeyColumn>();
  for (const row of spec.columns as Document[]) {
    const path = String(row.path);
    const isMultikey = row.isMultikey === true;
    columns.set(path, { path, parts: parsePath(path), column: String(row.column), isMultikey });
  }
  const indexes = (spec.indexes as Document[]).map((row) =>
    readIndex(row.listed as Document, typeof row.flagColumn === 'string' ? row.flagColumn : undefined),
  );
  const named = { ns, database: ns.slice(0, dot), name: ns.slice(dot + 1), table: String(spec.table) };
  return { ...named, columns, indexes, nextColumn: toNumber(spec.nextColumn) ?? 1 };
}
