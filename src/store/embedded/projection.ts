// Which fields of a found document are sent back: inclusion or exclusion with dotted paths, $slice, $elemMatch, the positional
// `$`, and computed fields.
import { type Document, isDocument, isTruthy, toExact, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { evaluateExpression } from './expressions';
import { compileOperators, operatorsOf } from './match-operators';
import { compileCondition, compileFilter } from './matcher';
import { fieldOf } from './path-values';
import { matchedPosition } from './positional';

export type Projection = (document: Document) => Document;

interface Tree {
  [field: string]: Tree | true;
}

interface Parsed {
  isInclusion: boolean;
  keepsId: boolean;
  tree: Tree;
  finishers: ((result: Document, original: Document) => void)[];
}

/** Compiles a projection; undefined when everything is sent back as it is stored. */
export function compileProjection(spec: unknown, filter: Document): Projection | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (!isDocument(spec)) throw new CommandError('TypeMismatch', 'a projection must be an object');
  const entries = flatten(spec);
  if (entries.length === 0) return undefined;
  const parsed = parse(entries, filter);
  return (document) => {
    const result = parsed.isInclusion ? include(document, parsed.tree) : exclude(document, parsed.tree);
    if (!parsed.isInclusion && !parsed.keepsId) delete result._id;
    for (const finish of parsed.finishers) finish(result, document);
    return parsed.isInclusion ? withId(document, result, parsed.keepsId) : result;
  };
}

/** Nested objects become dotted paths; operator objects stay values. */
function flatten(spec: Document, prefix = ''): [string, unknown][] {
  return Object.entries(spec).flatMap(([field, value]): [string, unknown][] =>
    isDocument(value) && operatorsOf(value) === undefined && Object.keys(value).length > 0
      ? flatten(value, `${prefix}${field}.`)
      : [[`${prefix}${field}`, value]],
  );
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || toNumber(value) !== undefined;
}

function parse(entries: [string, unknown][], filter: Document): Parsed {
  const flags = entries.filter(([path, value]) => path !== '_id' && isFlag(value));
  const computes = entries.some(([, value]) => !isFlag(value) && !isSlice(value));
  const idFlag = entries.find(([path]) => path === '_id')?.[1];
  const onlyId = flags.length === 0 && !computes && isFlag(idFlag) && isTruthy(idFlag);
  const isInclusion = onlyId || computes || flags.some(([, value]) => isTruthy(value));
  if (isInclusion && flags.some(([, value]) => !isTruthy(value))) {
    throw new CommandError('BadValue', 'a projection cannot both include and exclude fields');
  }
  const parsed: Parsed = { isInclusion, keepsId: idFlag === undefined || isTruthy(idFlag), tree: {}, finishers: [] };
  for (const [path, value] of entries) if (path !== '_id') addEntry(parsed, path, value, filter);
  return parsed;
}

function isSlice(value: unknown): boolean {
  return isDocument(value) && '$slice' in value;
}

function addEntry(parsed: Parsed, path: string, value: unknown, filter: Document): void {
  if (path.endsWith('.$')) {
    const field = path.slice(0, -2);
    addPath(parsed.tree, field);
    parsed.finishers.push((result, original) => keepMatched(result, original, field, filter));
  } else if (isFlag(value)) addPath(parsed.tree, path);
  else if (isSlice(value)) addSlice(parsed, path, (value as Document).$slice);
  else if (isDocument(value) && '$elemMatch' in value) addElementMatch(parsed, path, value.$elemMatch);
  else if (isDocument(value) && '$meta' in value) return;
  else {
    parsed.finishers.push((result, original) => {
      const computed = evaluateExpression(original, value);
      if (computed !== undefined) result[path] = toExact(computed);
    });
  }
}

function addPath(tree: Tree, path: string): void {
  const parts = path.split('.');
  let at = tree;
  for (const [depth, part] of parts.entries()) {
    const known = Object.hasOwn(at, part) ? at[part] : undefined;
    if (depth === parts.length - 1) at[part] = true;
    else if (known === true) return;
    else {
      const next: Tree = known ?? {};
      at[part] = next;
      at = next;
    }
  }
}

function include(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [field, value] of Object.entries(document)) {
    const branch = Object.hasOwn(tree, field) ? tree[field] : undefined;
    if (branch === true) result[field] = value;
    else if (branch !== undefined) {
      const inner = includeValue(value, branch);
      if (inner !== undefined) result[field] = inner;
    }
  }
  return result;
}

function includeValue(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.map((element) => includeValue(element, tree)).filter((kept) => kept !== undefined);
  return isDocument(value) ? include(value, tree) : undefined;
}

function exclude(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [field, value] of Object.entries(document)) {
    const branch = Object.hasOwn(tree, field) ? tree[field] : undefined;
    if (branch === undefined) result[field] = value;
    else if (branch !== true) result[field] = excludeValue(value, branch);
  }
  return result;
}

function excludeValue(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((element) => excludeValue(element, tree));
  return isDocument(value) ? exclude(value, tree) : value;
}

function withId(document: Document, result: Document, keepsId: boolean): Document {
  const { _id: _, ...rest } = result;
  const id = fieldOf(document, '_id');
  return keepsId && id !== undefined ? { _id: id, ...rest } : rest;
}

function addSlice(parsed: Parsed, path: string, operand: unknown): void {
  const [skip, limit] = Array.isArray(operand) ? operand.map(toNumber) : [toNumber(operand), undefined];
  if (skip === undefined) throw new CommandError('BadValue', '$slice needs a number or [skip, limit]');
  if (parsed.isInclusion) addPath(parsed.tree, path);
  parsed.finishers.push((result) => {
    const values = result[path];
    if (!Array.isArray(values)) return;
    if (limit === undefined) result[path] = skip < 0 ? values.slice(skip) : values.slice(0, skip);
    else {
      const from = skip < 0 ? Math.max(0, values.length + skip) : skip;
      result[path] = values.slice(from, from + limit);
    }
  });
}

function addElementMatch(parsed: Parsed, path: string, operand: unknown): void {
  const one = compileOperators({ $elemMatch: operand }, { compileFilter, compileCondition });
  parsed.finishers.push((result, original) => {
    const values = fieldOf(original, path);
    if (!Array.isArray(values)) return;
    const found = values.find((element) => one.ofElement([element]));
    if (found !== undefined) result[path] = [found];
  });
}

function keepMatched(result: Document, original: Document, field: string, filter: Document): void {
  const values = fieldOf(result, field);
  if (!Array.isArray(values)) return;
  const position = matchedPosition(original, field, filter);
  if (position !== undefined) result[field] = [values[position]];
}
