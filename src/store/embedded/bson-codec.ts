// BSON in and out. Rows are kept as bytes; a decoded document keeps the exact number types, so that writing it back changes
// nothing that the update did not ask for.
import { Decimal128, Double, deserialize, Int32, Long, serialize } from 'bson';
import { CommandError } from './command-error';

export type Document = { [field: string]: unknown };

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 180;
const EXACT = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const;

/** Decodes with every BSON type kept: Int32, Double, Long, Decimal128, Binary and BSONRegExp stay objects. */
export function decodeExact(bytes: Uint8Array): Document {
  return deserialize(bytes, EXACT);
}

/** Decodes an insert whose `documents` stay raw bytes: they are stored as they came. */
export function decodeInsert(bytes: Uint8Array): Document {
  return deserialize(bytes, { ...EXACT, fieldsAsRaw: { documents: true } });
}

/** Decodes into plain JavaScript numbers, as mingo wants them; only integers beyond 2^53 stay Long. */
export function decodePlain(bytes: Uint8Array): Document {
  return deserialize(bytes, { promoteBuffers: false });
}

export function encode(document: Document): Buffer {
  return Buffer.from(serialize(document, { ignoreUndefined: true }));
}

/** Encodes a document that is about to be stored, within MongoDB's limits of 16 MB and 180 levels. */
export function encodeRow(document: Document): Buffer {
  checkDepth(document, MAX_DEPTH);
  const bytes = encode(document);
  checkSize(bytes);
  return bytes;
}

export function checkSize(bytes: Uint8Array): void {
  if (bytes.length <= MAX_DOCUMENT_BYTES) return;
  throw new CommandError('BSONObjectTooLarge', `a document of ${bytes.length} bytes is larger than 16 MB`);
}

export function checkDepth(value: unknown, levels = MAX_DEPTH): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && !isDocument(value)) return;
  if (levels === 0) throw new CommandError('Overflow', `a document may be nested ${MAX_DEPTH} levels deep at most`);
  for (const inner of Array.isArray(value) ? value : Object.values(value)) checkDepth(inner, levels - 1);
}

/** The same value with plain JavaScript numbers inside. */
export function toPlain(value: unknown): unknown {
  return decodePlain(encode({ value })).value;
}

/** The same value with exact BSON types inside. */
export function toExact(value: unknown): unknown {
  return decodeExact(encode({ value })).value;
}

/** An embedded document, as opposed to a scalar BSON object such as ObjectId or Long. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

export function isNumeric(value: unknown): value is number | bigint | Int32 | Double | Long | Decimal128 {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return value instanceof Int32 || value instanceof Double || value instanceof Long || value instanceof Decimal128;
}

/** The nearest JavaScript number of any BSON number; undefined for everything else. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  return isNumeric(value) ? Number(value.toString()) : undefined;
}

/** A command's flag: true, or any number but zero. */
export function isTruthy(value: unknown): boolean {
  return value === true || (toNumber(value) ?? 0) !== 0;
}
