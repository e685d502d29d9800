// Bytes to a value: strict UTF-8, bounded depth, no key that could reach a prototype or break the store.
import { isUtf8 } from 'node:buffer';
import { CareError } from '../errors';

const maxDepth = 32;
const [quote, backslash, openBrace, openBracket, closeBrace, closeBracket] = [0x22, 0x5c, 0x7b, 0x5b, 0x7d, 0x5d];

/** Parses JSON; throws `bad-request` (400) with a sentence that quotes nothing of the body. */
export function parseJson(bytes: Buffer): unknown {
  const text = decode(bytes);
  if (depthOf(text) > maxDepth) throw refuse(`The body is nested deeper than ${maxDepth} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('The body is not valid JSON.');
  }
  // An escape is the only way to write NUL or half of a surrogate pair, and to hide the key `__proto__`.
  return text.includes('__proto__') || text.includes('\\u') ? cleaned(value) : value;
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw refuse('The body is not valid UTF-8.');
  return bytes.toString('utf8');
}

/** Deepest nesting of brackets outside strings; stops counting once past the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length && deepest <= maxDepth; index += 1) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === backslash) index += 1;
      else if (character === quote) inString = false;
    } else if (character === quote) inString = true;
    else if (character === openBrace || character === openBracket) deepest = Math.max(deepest, ++depth);
    else if (character === closeBrace || character === closeBracket) depth -= 1;
  }
  return deepest;
}

function cleaned(value: unknown): unknown {
  // Half a surrogate pair has no UTF-8 form: stored as it is, it would come back changed.
  if (typeof value === 'string') return wellFormed(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  if (entries.some(([key]) => key.includes('\0'))) throw refuse('A field name contains a NUL character.');
  return Object.fromEntries(entries.map(([key, inner]) => [wellFormed(key), cleaned(inner)]));
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function refuse(message: string): CareError {
  return new CareError('bad-request', message, { status: 400 });
}
