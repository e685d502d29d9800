// Puts rows in, changes and removes them, and turns SQLite's word for a duplicate into MongoDB's.
import { checkSize, type Document, decodeExact, encodeRow } from './bson-codec';
import type { Catalog, Collection, Index } from './catalog';
import { CommandError } from './command-error';
import { orderedBytes, TypeByte, typeByteOf } from './ordered-bytes';
import { fieldOf, parsePath, singleValueAt } from './path-values';
import { type RowKeys, rowKeysOf } from './row-keys';
import type { SqliteFile, SqlValue } from './sqlite-file';
import { putText, removeText, textsOf } from './text-search';

export interface Row {
  rid: number;
  bytes: Buffer;
  document: Document;
}

export interface Changed {
  document: Document;
  isChanged: boolean;
}

export interface RowWriter {
  /** Stores a new document, as bytes when they are at hand already. */
  insert(collection: Collection, document: Document, bytes?: Buffer): void;
  /** Stores what `change` makes of the row's document, which it may alter on the way; tells whether anything changed. */
  change(collection: Collection, row: Row, change: (document: Document) => Document): Changed;
  remove(collection: Collection, rid: number): void;
}

export function createRowWriter(file: SqliteFile, catalog: Catalog): RowWriter {
  return {
    insert(collection, document, bytes = encodeRow(document)) {
      const id = idBytes(document);
      const keys = rowKeysOf(collection, document);
      noteArrays(catalog, collection, keys);
      const columns = ['id', 'doc', ...keys.columns];
      const sql = `INSERT INTO ${collection.table}(${columns}) VALUES(${columns.map(() => '?')})`;
      const { lastInsertRowid } = write(collection, document, () => file.run(sql, [id, bytes, ...keys.values]));
      putText(file, collection, Number(lastInsertRowid), document);
    },
    change(collection, row, change) {
      const before = { id: idBytes(row.document), keys: rowKeysOf(collection, row.document) };
      const texts = textsOf(collection, row.document)?.join('\0');
      const document = change(row.document);
      const bytes = encodeRow(document);
      if (bytes.equals(row.bytes)) return { document, isChanged: false };
      if (!idBytes(document).equals(before.id))
        throw new CommandError('ImmutableField', "the update would change the immutable field '_id'");
      const keys = rowKeysOf(collection, document);
      noteArrays(catalog, collection, keys);
      const { sets, values } = changesOf(before.keys, keys);
      const sql = `UPDATE ${collection.table} SET doc = ?${sets} WHERE rid = ?`;
      write(collection, document, () => file.run(sql, [bytes, ...values, row.rid]));
      if (textsOf(collection, document)?.join('\0') !== texts) {
        removeText(file, collection, row.rid);
        putText(file, collection, row.rid, document);
      }
      return { document, isChanged: true };
    },
    remove(collection, rid) {
      file.run(`DELETE FROM ${collection.table} WHERE rid = ?`, [rid]);
      removeText(file, collection, rid);
    },
  };
}

/** Raw bytes of an insert, with `_id` first as MongoDB keeps it, and the document they hold. */
export function readInsert(bytes: Uint8Array, newId: () => unknown): { document: Document; bytes: Buffer } {
  checkSize(bytes);
  const sent = decodeExact(bytes);
  if (Object.keys(sent)[0] === '_id') {
    return { document: sent, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }
  const { _id = newId(), ...rest } = sent;
  const document = { _id, ...rest };
  return { document, bytes: encodeRow(document) };
}

function idBytes(document: Document): Buffer {
  const id = fieldOf(document, '_id');
  const type = typeByteOf(id);
  if (id === undefined || type === TypeByte.array || type === TypeByte.regex) {
    throw new CommandError('InvalidIdField', "the '_id' value can be no array, regex or undefined");
  }
  return orderedBytes(id);
}

/** Only key columns that changed are written, so that untouched indexes cost nothing. */
function changesOf(before: RowKeys, keys: RowKeys): { sets: string; values: SqlValue[] } {
  const values: SqlValue[] = [];
  let sets = '';
  for (const [at, column] of keys.columns.entries()) {
    const value = keys.values[at] ?? null;
    if (isSameKey(before.values[at] ?? null, value)) continue;
    sets += `, ${column} = ?`;
    values.push(value);
  }
  return { sets, values };
}

function isSameKey(before: SqlValue, after: SqlValue): boolean {
  return Buffer.isBuffer(before) && Buffer.isBuffer(after) ? before.equals(after) : before === after;
}

function noteArrays(catalog: Catalog, collection: Collection, keys: RowKeys): void {
  let isNew = false;
  for (const path of keys.multikeyPaths) {
    const column = collection.columns.get(path);
    if (column === undefined || column.isMultikey) continue;
    column.isMultikey = true;
    isNew = true;
  }
  if (isNew) catalog.save(collection);
}

function write<T>(collection: Collection, document: Document, action: () => T): T {
  try {
    return action();
  } catch (fault) {
    throw duplicateError(collection, fault, document) ?? fault;
  }
}

/** The duplicate-key error behind a SQLite constraint failure; undefined for any other fault. */
export function duplicateError(collection: Collection, fault: unknown, document: Document): CommandError | undefined {
  if (!(fault instanceof Error)) return undefined;
  const [, list] = /^UNIQUE constraint failed: (.+)$/.exec(fault.message) ?? [];
  if (list === undefined) return undefined;
  const columns = list.split(', ').map((name) => name.slice(name.indexOf('.') + 1));
  const index = collection.indexes.find((candidate) => hasColumns(collection, candidate, columns));
  const paths = index?.fields.map(({ path }) => path) ?? ['_id'];
  const keyValue = Object.fromEntries(paths.map((path) => [path, singleValueAt(document, parsePath(path)) ?? null]));
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.ns} index: ${index?.name ?? '_id_'} dup key: { ${paths.join(', ')} }`,
    { keyPattern: index?.listed.key ?? { _id: 1 }, keyValue },
  );
}

function hasColumns(collection: Collection, index: Index, columns: string[]): boolean {
  const own = index.fields.map(({ path }) => (path === '_id' ? 'id' : collection.columns.get(path)?.column));
  return index.isUnique && own.join() === columns.join();
}
