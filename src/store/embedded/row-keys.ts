// The key columns of a row: order-preserving bytes per indexed path, and a flag per sparse or partial index.
import type { Document } from './bson-codec';
import type { Collection, Index } from './catalog';
import { CommandError } from './command-error';
import { orderedBytes } from './ordered-bytes';
import { MANY, parsePath, singleValueAt } from './path-values';
import type { SqlValue } from './sqlite-file';

export interface RowKeys {
  /** Column names with their values, in a fixed order for one collection layout. */
  columns: string[];
  values: SqlValue[];
  /** Paths at which this document has an array. */
  multikeyPaths: string[];
}

/** The key columns of a document; refuses an array where a unique index would have to look inside it. */
export function rowKeysOf(collection: Collection, document: Document): RowKeys {
  const keys: RowKeys = { columns: [], values: [], multikeyPaths: [] };
  for (const { path, parts, column } of collection.columns.values()) {
    const value = singleValueAt(document, parts);
    if (value === MANY) keys.multikeyPaths.push(path);
    keys.columns.push(column);
    keys.values.push(value === MANY ? null : orderedBytes(value));
  }
  for (const index of collection.indexes) {
    if (index.flagColumn === undefined) continue;
    keys.columns.push(index.flagColumn);
    keys.values.push(isInside(index, document) ? 1 : null);
  }
  if (keys.multikeyPaths.length > 0) refuseUniqueArrays(collection, document, keys.multikeyPaths);
  return keys;
}

/** Whether a sparse or partial index holds the document. */
export function isInside(index: Index, document: Document): boolean {
  if (index.belongs !== undefined) return index.belongs(document);
  return !index.isSparse || index.fields.some(({ path }) => singleValueAt(document, parsePath(path)) !== undefined);
}

function refuseUniqueArrays(collection: Collection, document: Document, paths: string[]): void {
  for (const index of collection.indexes) {
    const field = index.fields.find(({ path }) => paths.includes(path));
    if (!index.isUnique || field === undefined || !isInside(index, document)) continue;
    throw new CommandError(
      'CannotIndexArray',
      `the embedded store cannot keep '${field.path}' unique while it holds an array (index ${index.name})`,
    );
  }
}
