// $type: MongoDB's names and numbers of BSON types.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { isDocument, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { TypeByte } from './ordered-bytes';

type ValueTest = (value: unknown) => boolean;

const isInt32 = (value: unknown): boolean =>
  value instanceof Int32 || (typeof value === 'number' && Number.isInteger(value) && value === (value | 0));

/** number, name, test and the type byte all such values share. */
const TYPES: readonly [number, string, ValueTest, number][] = [
  [1, 'double', (value) => value instanceof Double || (typeof value === 'number' && !isInt32(value)), TypeByte.number],
  [2, 'string', (value) => typeof value === 'string', TypeByte.string],
  [3, 'object', isDocument, TypeByte.object],
  [4, 'array', Array.isArray, TypeByte.array],
  [5, 'binData', (value) => value instanceof Binary || value instanceof Uint8Array, TypeByte.binary],
  [7, 'objectId', (value) => value instanceof ObjectId, TypeByte.objectId],
  [8, 'bool', (value) => typeof value === 'boolean', TypeByte.boolean],
  [9, 'date', (value) => value instanceof Date, TypeByte.date],
  [10, 'null', (value) => value === null, TypeByte.null],
  [11, 'regex', (value) => value instanceof BSONRegExp || value instanceof RegExp, TypeByte.regex],
  [13, 'javascript', (value) => value instanceof Code, TypeByte.code],
  [14, 'symbol', (value) => value instanceof BSONSymbol, TypeByte.string],
  [16, 'int', isInt32, TypeByte.number],
  [17, 'timestamp', (value) => value instanceof Timestamp, TypeByte.timestamp],
  [18, 'long', (value) => value instanceof Long && !(value instanceof Timestamp), TypeByte.number],
  [19, 'decimal', (value) => value instanceof Decimal128, TypeByte.number],
  [-1, 'minKey', (value) => value instanceof MinKey, TypeByte.minKey],
  [127, 'maxKey', (value) => value instanceof MaxKey, TypeByte.maxKey],
];

const NUMBER: ValueTest = (value) => TYPES.some(([, , test, byte]) => byte === TypeByte.number && test(value));

/** The test of `$type`, which takes one name or number or a list of them. */
export function typeTest(operand: unknown): ValueTest {
  const tests = listOf(operand).map((type) => (type === 'number' ? NUMBER : rowOf(type)[2]));
  return (value) => tests.some((test) => test(value));
}

/** The type bytes a `$type` can match, for the planner. */
export function typeBytesOf(operand: unknown): number[] {
  return listOf(operand).map((type) => (type === 'number' ? TypeByte.number : rowOf(type)[3]));
}

function listOf(operand: unknown): unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

function rowOf(type: unknown): (typeof TYPES)[number] {
  const wanted = toNumber(type) ?? type;
  const row = TYPES.find(([number, name]) => number === wanted || name === wanted);
  if (row === undefined) throw new CommandError('BadValue', `Unknown type name alias: ${String(type)}`);
  return row;
}
