// The one definition of order and equality: bytes whose memcmp order is MongoDB's order of values across all types.
// Index columns, sorts, comparisons, distinct and $addToSet all use it, so they can never disagree.
import { Binary, BSONRegExp, BSONSymbol, Code, DBRef, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { type Document, encode, isDocument, isNumeric } from './bson-codec';
import { CommandError } from './command-error';
import { numberBytes } from './number-order';

/** First byte of every key; the values of one type lie between its byte and the next. */
export const TypeByte = {
  minKey: 0x01,
  /** An empty array in a sort: below null. */
  undefined: 0x0f,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binary: 0x60,
  objectId: 0x70,
  boolean: 0x80,
  date: 0x90,
  timestamp: 0xa0,
  regex: 0xb0,
  code: 0xd0,
  other: 0xe0,
  maxKey: 0xf0,
} as const;

export const NULL_BYTES: Buffer = Buffer.from([TypeByte.null]);
export const UNDEFINED_BYTES: Buffer = Buffer.from([TypeByte.undefined]);

/** Order-preserving bytes of any BSON value; null and missing are the same. */
export function orderedBytes(value: unknown): Buffer {
  if (value === null || value === undefined) return NULL_BYTES;
  if (typeof value === 'string') return stringBytes(value);
  const type = typeByteOf(value);
  const payload = payloadOf(value, type);
  const bytes = Buffer.allocUnsafe(payload.length + 1);
  bytes[0] = type;
  bytes.set(payload, 1);
  return bytes;
}

/** Most keys are strings: one allocation for each. */
function stringBytes(value: string): Buffer {
  const bytes = Buffer.allocUnsafe(Buffer.byteLength(value) + 1);
  bytes[0] = TypeByte.string;
  bytes.write(value, 1);
  return bytes;
}

/** Negative, zero or positive, in MongoDB's order of all values. */
export function compareValues(left: unknown, right: unknown): number {
  return typeof left === 'number' && typeof right === 'number' && left === right
    ? 0
    : orderedBytes(left).compare(orderedBytes(right));
}

export function sameValue(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right || sameSymbol(left, right);
  if (left instanceof ObjectId && right instanceof ObjectId) return left.equals(right);
  return typeByteOf(left) === typeByteOf(right) && orderedBytes(left).equals(orderedBytes(right));
}

function sameSymbol(left: unknown, right: unknown): boolean {
  return (left instanceof BSONSymbol || right instanceof BSONSymbol) && orderedBytes(left).equals(orderedBytes(right));
}

export function typeByteOf(value: unknown): number {
  if (value === null || value === undefined) return TypeByte.null;
  if (typeof value === 'string') return TypeByte.string;
  if (typeof value === 'boolean') return TypeByte.boolean;
  if (isNumeric(value)) return TypeByte.number;
  if (Array.isArray(value)) return TypeByte.array;
  if (isDocument(value)) return TypeByte.object;
  return typeByteOfBsonObject(value);
}

function typeByteOfBsonObject(value: unknown): number {
  if (value instanceof ObjectId) return TypeByte.objectId;
  if (value instanceof Date) return TypeByte.date;
  if (value instanceof Binary || value instanceof Uint8Array) return TypeByte.binary;
  if (value instanceof BSONRegExp || value instanceof RegExp) return TypeByte.regex;
  if (value instanceof BSONSymbol) return TypeByte.string;
  if (value instanceof Timestamp) return TypeByte.timestamp;
  if (value instanceof DBRef) return TypeByte.object;
  if (value instanceof Code) return TypeByte.code;
  if (value instanceof MinKey) return TypeByte.minKey;
  return value instanceof MaxKey ? TypeByte.maxKey : TypeByte.other;
}

function payloadOf(value: unknown, type: number): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0]);
  if (isNumeric(value)) return numberBytes(value);
  if (Array.isArray(value)) return arrayPayload(value);
  if (value instanceof DBRef) return objectPayload(value.toJSON() as unknown as Document);
  if (isDocument(value)) return objectPayload(value);
  if (value instanceof ObjectId) return Buffer.from(value.id);
  if (value instanceof Date) return dateBytes(value);
  if (value instanceof Binary) return binaryBytes(value.buffer.subarray(0, value.position), value.sub_type);
  if (value instanceof Uint8Array) return binaryBytes(value, 0);
  if (value instanceof BSONSymbol) return Buffer.from(value.value);
  if (value instanceof BSONRegExp) return Buffer.from(`${value.pattern}\0${value.options}`);
  if (value instanceof RegExp) return Buffer.from(`${value.source}\0${value.flags}`);
  if (value instanceof Timestamp) return timestampBytes(value);
  return type === TypeByte.minKey || type === TypeByte.maxKey ? Buffer.alloc(0) : encode({ value });
}

function dateBytes(value: Date): Buffer {
  const ms = value.getTime();
  if (Number.isNaN(ms)) throw new CommandError('BadValue', 'a date lies outside of what JavaScript can express');
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(ms) + (1n << 63n)));
  return bytes;
}

function timestampBytes(value: Timestamp): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(value.t, 0);
  bytes.writeUInt32BE(value.i, 4);
  return bytes;
}

/** MongoDB orders binary data by length, then subtype, then content. */
function binaryBytes(content: Uint8Array, subtype: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(content.length);
  head[4] = subtype;
  return Buffer.concat([head, content]);
}

/** Field by field: type, name, value; a zero byte ends the object, so that fewer fields sort first. */
function objectPayload(document: Document): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(document)) {
    const type = typeByteOf(value);
    parts.push(Buffer.from([type]), Buffer.from(`${name}\0`), nestedPayload(value, type));
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function arrayPayload(values: readonly unknown[]): Buffer {
  const parts: Buffer[] = [];
  for (const value of values) {
    const type = typeByteOf(value);
    parts.push(Buffer.from([type]), nestedPayload(value, type));
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** Inside an object a payload must end itself: zero bytes are escaped and 00 01 closes it. */
function nestedPayload(value: unknown, type: number): Buffer {
  if (type === TypeByte.null) return Buffer.alloc(0);
  const payload = payloadOf(value, type);
  if (type === TypeByte.object || type === TypeByte.array) return payload;
  const escaped: number[] = [];
  for (const byte of payload) {
    escaped.push(byte);
    if (byte === 0) escaped.push(0xff);
  }
  return Buffer.from([...escaped, 0, 1]);
}
