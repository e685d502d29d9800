// Bytes that sort like numbers, exactly and across int32, int64, double and Decimal128: sign, power of ten, decimal digits.
// Every double has a finite decimal expansion, so nothing is rounded and equal numbers of different types get equal bytes.
import { Decimal128, Double, Int32, type Long } from 'bson';

const NAN = Buffer.from([0x01]);
const MINUS_INFINITY = Buffer.from([0x10]);
const ZERO = Buffer.from([0x30]);
const PLUS_INFINITY = Buffer.from([0x50]);
const POSITIVE = 0x40;
const NEGATIVE = 0x20;

/** 0.<digits> times ten to the `exponent`; digits have no zero at either end. */
interface Decimal {
  isNegative: boolean;
  digits: string;
  exponent: number;
}

export type BsonNumber = number | bigint | Int32 | Double | Long | Decimal128;

/** Order-preserving bytes of a BSON number, without its type byte. NaN sorts first. */
export function numberBytes(value: BsonNumber): Buffer {
  if (typeof value === 'number') return bytesOfDouble(value);
  if (value instanceof Int32 || value instanceof Double) return bytesOfDouble(value.value);
  if (value instanceof Decimal128) return bytesOfDecimal128(value.toString());
  return bytesOfDigits(value.toString(), 0);
}

function bytesOfDouble(value: number): Buffer {
  if (Number.isNaN(value)) return NAN;
  if (value === Number.POSITIVE_INFINITY) return PLUS_INFINITY;
  if (value === Number.NEGATIVE_INFINITY) return MINUS_INFINITY;
  if (Number.isSafeInteger(value)) return bytesOfDigits(String(value), 0);
  if (Number.isInteger(value)) return bytesOfDigits(BigInt(value).toString(), 0);
  return bytesOfFraction(value);
}

/** A double that is no integer is m / 2^k, which is m * 5^k / 10^k. */
function bytesOfFraction(value: number): Buffer {
  let scaled = value;
  let powerOfTwo = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    powerOfTwo++;
  }
  return bytesOfDigits((BigInt(scaled) * 5n ** BigInt(powerOfTwo)).toString(), -powerOfTwo);
}

function bytesOfDecimal128(text: string): Buffer {
  if (text === 'NaN') return NAN;
  if (text === 'Infinity') return PLUS_INFINITY;
  if (text === '-Infinity') return MINUS_INFINITY;
  const [mantissa = '0', power = '0'] = text.split('E');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return bytesOfDigits(whole + fraction, Number(power) - fraction.length);
}

/** Bytes of the integer written in `text` (with an optional minus) times ten to the `power`. */
function bytesOfDigits(text: string, power: number): Buffer {
  const isNegative = text.startsWith('-');
  let from = isNegative ? 1 : 0;
  while (text[from] === '0') from++;
  let to = text.length;
  while (to > from && text[to - 1] === '0') to--;
  if (from === to) return ZERO;
  return packDecimal({ isNegative, digits: text.slice(from, to), exponent: text.length - from + power });
}

function packDecimal({ isNegative, digits, exponent }: Decimal): Buffer {
  const bytes = Buffer.alloc(digits.length + (isNegative ? 4 : 3));
  bytes.writeUInt16BE(exponent + 0x8000, 1);
  bytes.write(digits, 3, 'latin1');
  if (isNegative) for (let at = 1; at < bytes.length; at++) bytes[at] = 0xff ^ (bytes[at] ?? 0);
  bytes[0] = isNegative ? NEGATIVE : POSITIVE;
  return bytes;
}
