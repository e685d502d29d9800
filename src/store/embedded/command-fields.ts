// Reads the fields of commands that arrive over the wire.
import { type Document, isDocument, toNumber } from './bson-codec';
import { CommandError } from './command-error';

/** A field that must be a document; missing means empty. */
export function documentField(body: Document, field: string): Document {
  const value = body[field];
  if (value === undefined || value === null) return {};
  if (isDocument(value)) return value;
  throw new CommandError('TypeMismatch', `'${field}' must be an object`);
}

/** A field that must be a list of documents. */
export function documentList(body: Document, field: string): Document[] {
  const value = body[field];
  if (Array.isArray(value) && value.every(isDocument)) return value;
  throw new CommandError('TypeMismatch', `'${field}' must be an array of objects`);
}

/** A whole number of at least zero, or the fallback. */
export function countField(body: Document, field: string, fallback: number): number {
  const number = toNumber(body[field]);
  if (number === undefined) return fallback;
  if (!Number.isInteger(number) || number < 0)
    throw new CommandError('BadValue', `'${field}' must be a whole number ≥ 0`);
  return number;
}

/** The collection's name, which is the value of the command's first field. */
export function collectionName(body: Document): string {
  const name = Object.values(body)[0];
  if (typeof name === 'string' && name !== '') return name;
  throw new CommandError('InvalidNamespace', 'collection name has invalid type');
}

/** Options that would change the result and that the engine does not have are refused, never ignored. */
export function refuseOptions(body: Document): void {
  const { collation } = body;
  if (isDocument(collation) && collation.locale !== 'simple') {
    throw new CommandError('CommandNotSupported', 'the embedded store has no collations');
  }
  if (body.tailable === true)
    throw new CommandError('CommandNotSupported', 'the embedded store has no tailable cursors');
}
