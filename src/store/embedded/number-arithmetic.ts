// $inc, $mul and $bit on BSON numbers: the result takes the wider of the two types, as in MongoDB.
import { Decimal128, Double, Int32, Long } from 'bson';
import { isNumeric, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import type { BsonNumber } from './number-order';

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

export type Arithmetic = 'add' | 'multiply';

/** left + right or left * right; throws TypeMismatch for values that are no numbers. */
export function calculate(kind: Arithmetic, left: unknown, right: unknown): BsonNumber {
  if (!isNumeric(left) || !isNumeric(right)) {
    throw new CommandError('TypeMismatch', 'Cannot apply arithmetic to a value of non-numeric type');
  }
  if (left instanceof Decimal128 || right instanceof Decimal128) return calculateDecimals(kind, left, right);
  if (!isInteger(left) || !isInteger(right)) {
    const [a, b] = [toNumber(left) ?? 0, toNumber(right) ?? 0];
    return new Double(kind === 'add' ? a + b : a * b);
  }
  const [a, b] = [BigInt(left.toString()), BigInt(right.toString())];
  return narrowest(kind === 'add' ? a + b : a * b, left instanceof Long || right instanceof Long);
}

/** and, or, xor of integers. */
export function calculateBits(operator: string, left: unknown, right: unknown): BsonNumber {
  if (!isNumeric(left) || !isNumeric(right) || !isInteger(left) || !isInteger(right)) {
    throw new CommandError('TypeMismatch', '$bit needs integers');
  }
  const [a, b] = [BigInt(left.toString()), BigInt(right.toString())];
  const isLong = left instanceof Long || right instanceof Long;
  if (operator === 'and') return narrowest(a & b, isLong);
  if (operator === 'or') return narrowest(a | b, isLong);
  if (operator === 'xor') return narrowest(a ^ b, isLong);
  throw new CommandError('BadValue', `$bit knows and, or, xor, not '${operator}'`);
}

function isInteger(value: BsonNumber): boolean {
  if (value instanceof Double || value instanceof Decimal128) return false;
  return typeof value !== 'number' || Number.isSafeInteger(value);
}

function narrowest(result: bigint, isLong: boolean): BsonNumber {
  if (result > MAX_LONG || result < MIN_LONG) throw new CommandError('BadValue', 'the result does not fit 64 bits');
  const fitsInt32 = result >= -(2n ** 31n) && result < 2n ** 31n;
  return fitsInt32 && !isLong ? new Int32(Number(result)) : Long.fromBigInt(result);
}

function calculateDecimals(kind: Arithmetic, left: BsonNumber, right: BsonNumber): Decimal128 {
  const [a, b] = [partsOf(left), partsOf(right)];
  if (a === undefined || b === undefined) {
    const [x, y] = [Number(left.toString()), Number(right.toString())];
    return Decimal128.fromString(String(kind === 'add' ? x + y : x * y));
  }
  if (kind === 'multiply') return Decimal128.fromStringWithRounding(`${a.digits * b.digits}E${a.power + b.power}`);
  const power = Math.min(a.power, b.power);
  if (Math.max(a.power, b.power) - power > 100) throw new CommandError('BadValue', 'decimals too far apart to add');
  const sum = a.digits * 10n ** BigInt(a.power - power) + b.digits * 10n ** BigInt(b.power - power);
  return Decimal128.fromStringWithRounding(`${sum}E${power}`);
}

/** digits * 10^power, or undefined for NaN and infinities. */
function partsOf(value: BsonNumber): { digits: bigint; power: number } | undefined {
  const [mantissa = '', exponent = '0'] = value.toString().toUpperCase().split('E');
  if (!/^-?\d*\.?\d*$/.test(mantissa)) return undefined;
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), power: Number(exponent) - fraction.length };
}
