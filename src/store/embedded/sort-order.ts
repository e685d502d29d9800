// Sorting in memory, for orders that no index answers: MongoDB compares the least value of an array going up and the greatest
// going down; missing counts as null.
import { type Document, isDocument, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { orderedBytes, UNDEFINED_BYTES } from './ordered-bytes';
import { leafValues, type Path, parsePath } from './path-values';

export interface SortField {
  path: string;
  parts: Path;
  isDescending: boolean;
}

const EMPTY_ARRAY = Symbol('empty array');

/** The fields of a sort specification in order; throws BadValue for directions other than 1 and -1. */
export function parseSort(sort: unknown): SortField[] {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw new CommandError('TypeMismatch', 'a sort must be an object');
  return Object.entries(sort).map(([path, direction]) => {
    const number = toNumber(direction);
    if (number !== 1 && number !== -1) {
      throw new CommandError(
        'BadValue',
        `$sort key ordering must be 1 (for ascending) or -1 (for descending): ${path}`,
      );
    }
    return { path, parts: parsePath(path), isDescending: number === -1 };
  });
}

/** What a document is ordered by: one key per sort field. */
export function sortKeysOf(document: Document, fields: readonly SortField[]): Buffer[] {
  return fields.map((field) => sortKeyOf(document, field));
}

function sortKeyOf(document: Document, { parts, isDescending }: SortField): Buffer {
  let chosen: Buffer | undefined;
  for (const value of leafValues(document, parts, EMPTY_ARRAY)) {
    const key = value === EMPTY_ARRAY ? UNDEFINED_BYTES : orderedBytes(value);
    if (chosen === undefined || key.compare(chosen) * (isDescending ? -1 : 1) < 0) chosen = key;
  }
  return chosen ?? orderedBytes(null);
}

export function compareSortKeys(
  left: readonly Buffer[],
  right: readonly Buffer[],
  fields: readonly SortField[],
): number {
  for (let at = 0; at < fields.length; at++) {
    const order = left[at]?.compare(right[at] ?? UNDEFINED_BYTES) ?? 0;
    if (order !== 0) return fields[at]?.isDescending ? -order : order;
  }
  return 0;
}

/** A sorted copy; equal documents keep their order. */
export function sortDocuments<T extends Document>(documents: readonly T[], fields: readonly SortField[]): T[] {
  return documents
    .map((document) => ({ document, keys: sortKeysOf(document, fields) }))
    .sort((left, right) => compareSortKeys(left.keys, right.keys, fields))
    .map(({ document }) => document);
}
