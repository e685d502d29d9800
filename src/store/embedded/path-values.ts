// What MongoDB sees at a dotted path: arrays on the way fan out, an array at the end stands for its elements and for itself.
import { type Document, isDocument } from './bson-codec';

export type Path = readonly string[];

/** Marks a path that meets an array: such a value has no single index key. */
export const MANY = Symbol('many values');

const INDEX = /^(0|[1-9]\d*)$/;

export function parsePath(path: string): Path {
  return path.split('.');
}

export function isIndex(part: string): boolean {
  return INDEX.test(part);
}

/** A document's own field; undefined when missing. */
export function fieldOf(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/**
 * Calls `test` with every value at `path` until one passes; missing fields are undefined. With `expandLeaf` an array at the
 * end is offered element by element and then whole.
 */
export function someValueAt(
  document: Document,
  path: Path,
  expandLeaf: boolean,
  test: (value: unknown) => boolean,
): boolean {
  const atLeaf = (value: unknown): boolean =>
    expandLeaf && Array.isArray(value) ? value.some((element) => test(element)) || test(value) : test(value);
  const inDocument = (from: Document, depth: number): boolean => {
    const value = fieldOf(from, path[depth] ?? '');
    return depth === path.length - 1 ? atLeaf(value) : onWay(value, depth + 1);
  };
  const onWay = (value: unknown, depth: number): boolean => {
    if (Array.isArray(value)) return inArray(value, depth);
    return isDocument(value) ? inDocument(value, depth) : test(undefined);
  };
  const inArray = (values: readonly unknown[], depth: number): boolean => {
    if (values.some((element) => isDocument(element) && inDocument(element, depth))) return true;
    const part = path[depth] ?? '';
    if (!isIndex(part) || Number(part) >= values.length) return false;
    const element = values[Number(part)];
    if (depth === path.length - 1) return atLeaf(element);
    return isDocument(element) || Array.isArray(element) ? onWay(element, depth + 1) : false;
  };
  return inDocument(document, 0);
}

/** All values a sort or distinct looks at: elements of arrays instead of the arrays; `emptyArray` stands for []. */
export function leafValues(document: Document, path: Path, emptyArray: unknown): unknown[] {
  const found: unknown[] = [];
  someValueAt(document, path, false, (value) => {
    if (!Array.isArray(value)) found.push(value);
    else if (value.length === 0) found.push(emptyArray);
    else found.push(...value);
    return false;
  });
  return found;
}

/** The one value at `path`, undefined when missing, or MANY when an array lies on the way or at its end. */
export function singleValueAt(document: Document, path: Path): unknown {
  let value: unknown = document;
  for (const part of path) {
    if (Array.isArray(value)) return MANY;
    if (!isDocument(value)) return undefined;
    value = fieldOf(value, part);
  }
  return Array.isArray(value) ? MANY : value;
}
