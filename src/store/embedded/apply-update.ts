// Applies an update to a document: operators, a replacement or a pipeline. Values that the update does not name keep their
// exact BSON types.
import { Double, Int32, Long, Timestamp } from 'bson';
import { addToSet, pop, pull, pullAll, push } from './array-updates';
import { type Document, isDocument, toExact, toPlain } from './bson-codec';
import { CommandError } from './command-error';
import { runPipeline } from './expressions';
import { compileFilter } from './matcher';
import { calculate, calculateBits } from './number-arithmetic';
import { compareValues } from './ordered-bytes';
import { fieldOf } from './path-values';
import { type PathContext, type Slot, slotsOf } from './update-paths';

export interface Update {
  /** Operators, a whole new document, or pipeline stages. */
  change: Document | unknown[];
  filter: Document;
  arrayFilters?: readonly Document[];
}

type Operator = (slot: Slot, path: string, operand: unknown) => void;

const CREATING: Record<string, Operator> = {
  $set: (slot, _path, operand) => slot.write(operand),
  $setOnInsert: (slot, _path, operand) => slot.write(operand),
  $inc: (slot, _path, operand) => slot.write(calculate('add', slot.read() ?? zeroLike(operand), operand)),
  $mul: (slot, _path, operand) => slot.write(calculate('multiply', slot.read() ?? zeroLike(operand), operand)),
  $min: (slot, _path, operand) => keepBetter(slot, operand, -1),
  $max: (slot, _path, operand) => keepBetter(slot, operand, 1),
  $currentDate: (slot, _path, operand) => slot.write(now(operand)),
  $bit: (slot, _path, operand) => applyBits(slot, operand),
  $push: push,
  $addToSet: addToSet,
};

const CHANGING: Record<string, Operator> = {
  $unset: (slot) => slot.clear(),
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};

/** The changed document; the given one may be changed on the way and must not be used again. */
export function applyUpdate(document: Document, update: Update, isInsert: boolean): Document {
  const { change } = update;
  if (Array.isArray(change)) return applyPipeline(document, change);
  const operators = Object.keys(change);
  if (!operators.some((key) => key.startsWith('$'))) return replace(document, change);
  checkConflicts(change);
  const context: PathContext = { document, filter: update.filter, arrayTests: arrayTestsOf(update.arrayFilters ?? []) };
  for (const operator of operators) {
    if (operator === '$setOnInsert' && !isInsert) continue;
    applyOperator(context, operator, change[operator]);
  }
  return document;
}

function applyOperator(context: PathContext, operator: string, fields: unknown): void {
  if (!isDocument(fields))
    throw new CommandError('FailedToParse', `Modifiers operate on fields: ${operator} needs an object`);
  if (operator === '$rename') {
    for (const [from, to] of Object.entries(fields)) rename(context, from, to);
    return;
  }
  const creating = Object.hasOwn(CREATING, operator) ? CREATING[operator] : undefined;
  const apply = creating ?? (Object.hasOwn(CHANGING, operator) ? CHANGING[operator] : undefined);
  if (apply === undefined) throw new CommandError('FailedToParse', `Unknown modifier: ${operator}`);
  for (const [path, operand] of Object.entries(fields)) {
    for (const slot of slotsOf(context, path, creating !== undefined)) apply(slot, path, operand);
  }
}

function replace(document: Document, replacement: Document): Document {
  const { _id = fieldOf(document, '_id'), ...rest } = replacement;
  return _id === undefined ? rest : { _id, ...rest };
}

function applyPipeline(document: Document, stages: unknown[]): Document {
  const allowed = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];
  for (const stage of stages) {
    const name = isDocument(stage) ? (Object.keys(stage)[0] ?? '') : '';
    if (!allowed.includes(name)) throw new CommandError('BadValue', `${name} is not allowed in an update pipeline`);
  }
  const [changed] = runPipeline([toPlain(document) as Document], stages);
  if (changed === undefined) throw new CommandError('BadValue', 'the update pipeline yields no document');
  return replace(document, toExact(changed) as Document);
}

/** Two changes of one path, or of a path and a part of it, have no defined order. */
function checkConflicts(change: Document): void {
  const paths: string[] = [];
  for (const [operator, fields] of Object.entries(change)) {
    if (!isDocument(fields)) continue;
    paths.push(...Object.keys(fields));
    if (operator === '$rename') paths.push(...Object.values(fields).map(String));
  }
  paths.sort();
  for (const [at, path] of paths.entries()) {
    const clash = paths.slice(at + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (clash === undefined) continue;
    throw new CommandError(
      'ConflictingUpdateOperators',
      `Updating the path '${clash}' would create a conflict at '${path}'`,
    );
  }
}

/** arrayFilters by their identifier: `{ 'e.k': 1 }` tests the element as `e`. */
function arrayTestsOf(filters: readonly Document[]): Map<string, (element: unknown) => boolean> {
  return new Map(
    filters.map((filter) => {
      const name = identifierOf(filter);
      const matches = compileFilter(filter);
      return [name, (element: unknown) => matches({ [name]: element })];
    }),
  );
}

function identifierOf(filter: Document): string {
  const [key] = Object.keys(filter);
  if (key === undefined) throw new CommandError('FailedToParse', 'an array filter may not be empty');
  if (!key.startsWith('$')) return key.split('.')[0] ?? key;
  const parts = filter[key];
  const first = Array.isArray(parts) ? parts.find(isDocument) : undefined;
  if (first === undefined) throw new CommandError('FailedToParse', 'an array filter needs an identifier');
  return identifierOf(first);
}

function rename(context: PathContext, from: string, to: unknown): void {
  if (typeof to !== 'string') throw new CommandError('BadValue', 'The target of $rename must be a string');
  const [source] = slotsOf(context, from, false);
  const value = source?.read();
  if (source === undefined || value === undefined) return;
  source.clear();
  for (const target of slotsOf(context, to, true)) target.write(value);
}

function zeroLike(operand: unknown): unknown {
  return operand instanceof Double ? new Double(0) : operand instanceof Long ? Long.ZERO : new Int32(0);
}

function keepBetter(slot: Slot, operand: unknown, sign: 1 | -1): void {
  const present = slot.read();
  if (present === undefined || compareValues(operand, present) * sign > 0) slot.write(operand);
}

function now(operand: unknown): Date | Timestamp {
  const moment = new Date();
  const isTimestamp = isDocument(operand) && operand.$type === 'timestamp';
  return isTimestamp ? new Timestamp({ t: Math.floor(moment.getTime() / 1000), i: 1 }) : moment;
}

function applyBits(slot: Slot, operand: unknown): void {
  if (!isDocument(operand)) throw new CommandError('BadValue', '$bit needs an object');
  for (const [operator, bits] of Object.entries(operand)) {
    slot.write(calculateBits(operator, slot.read() ?? new Int32(0), bits));
  }
}
