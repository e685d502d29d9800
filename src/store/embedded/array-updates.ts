// The update operators that change arrays: $push, $addToSet, $pull, $pullAll, $pop.
import { type Document, isDocument, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { operatorsOf } from './match-operators';
import { compileCondition, compileFilter } from './matcher';
import { compareValues, sameValue } from './ordered-bytes';
import { compareSortKeys, parseSort, sortKeysOf } from './sort-order';
import type { Slot } from './update-paths';

/** $push with $each, $position, $sort and $slice, in MongoDB's order of doing them. */
export function push(slot: Slot, path: string, operand: unknown): void {
  const values = [...arrayIn(slot, path, '$push')];
  const { items, modifiers } = itemsOf(operand, '$push');
  const position = toNumber(modifiers.$position) ?? values.length;
  values.splice(position, 0, ...items);
  slot.write(sliced(sorted(values, modifiers.$sort), modifiers.$slice));
}

export function addToSet(slot: Slot, path: string, operand: unknown): void {
  const values = [...arrayIn(slot, path, '$addToSet')];
  for (const item of itemsOf(operand, '$addToSet').items) {
    if (!values.some((value) => sameValue(value, item))) values.push(item);
  }
  slot.write(values);
}

export function pull(slot: Slot, path: string, operand: unknown): void {
  if (slot.read() === undefined) return;
  const isWanted = pullTest(operand);
  slot.write(arrayIn(slot, path, '$pull').filter((value) => !isWanted(value)));
}

export function pullAll(slot: Slot, path: string, operand: unknown): void {
  if (slot.read() === undefined) return;
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$pullAll requires an array argument');
  slot.write(arrayIn(slot, path, '$pullAll').filter((value) => !operand.some((other) => sameValue(value, other))));
}

/** 1 takes the last element, -1 the first. */
export function pop(slot: Slot, path: string, operand: unknown): void {
  if (slot.read() === undefined) return;
  const values = arrayIn(slot, path, '$pop');
  const direction = toNumber(operand);
  if (direction !== 1 && direction !== -1) throw new CommandError('FailedToParse', '$pop expects 1 or -1');
  slot.write(direction === 1 ? values.slice(0, -1) : values.slice(1));
}

function arrayIn(slot: Slot, path: string, operator: string): readonly unknown[] {
  const value = slot.read();
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new CommandError('BadValue', `The field '${path}' must be an array for ${operator}`);
}

function itemsOf(operand: unknown, operator: string): { items: unknown[]; modifiers: Document } {
  if (!isDocument(operand) || !('$each' in operand)) return { items: [operand], modifiers: {} };
  const { $each, ...modifiers } = operand;
  if (!Array.isArray($each))
    throw new CommandError('TypeMismatch', `The argument to $each in ${operator} must be an array`);
  return { items: $each, modifiers };
}

function sorted(values: unknown[], sort: unknown): unknown[] {
  if (sort === undefined) return values;
  const direction = toNumber(sort);
  if (direction !== undefined) return values.sort((left, right) => compareValues(left, right) * direction);
  const fields = parseSort(sort);
  return values
    .map((value) => ({ value, keys: sortKeysOf(isDocument(value) ? value : {}, fields) }))
    .sort((left, right) => compareSortKeys(left.keys, right.keys, fields))
    .map(({ value }) => value);
}

function sliced(values: unknown[], slice: unknown): unknown[] {
  const count = toNumber(slice);
  if (count === undefined) return values;
  if (count === 0) return [];
  return count < 0 ? values.slice(count) : values.slice(0, count);
}

/** A document without operators is matched as a filter on the elements, anything else as a condition. */
function pullTest(operand: unknown): (value: unknown) => boolean {
  if (isDocument(operand) && operatorsOf(operand) === undefined) {
    const matches = compileFilter(operand);
    return (value) => isDocument(value) && matches(value);
  }
  const test = compileCondition(operand);
  return (value) => test.ofElement(value);
}
