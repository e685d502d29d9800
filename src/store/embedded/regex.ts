// MongoDB's regular expressions as JavaScript's: options i, m, s, u as they are, x by taking out white space and comments.
import { BSONRegExp } from 'bson';
import { CommandError } from './command-error';

/** Compiles `$regex` with its `$options`, or a regex literal; BadValue when it is none. */
export function compileRegex(operand: unknown, options: unknown): RegExp {
  const { pattern, flags } = partsOf(operand);
  const wanted = typeof options === 'string' && options !== '' ? options : flags;
  const source = wanted.includes('x') ? withoutLayout(pattern) : pattern;
  const known = [...wanted].filter((flag) => 'ims'.includes(flag)).join('');
  try {
    return new RegExp(source, `${known}u`);
  } catch {
    return lenient(source, known);
  }
}

/** PCRE allows escapes that the strict Unicode mode refuses. */
function lenient(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    throw new CommandError('BadValue', `Regular expression is invalid: ${cause instanceof Error ? cause.message : ''}`);
  }
}

function partsOf(operand: unknown): { pattern: string; flags: string } {
  if (typeof operand === 'string') return { pattern: operand, flags: '' };
  if (operand instanceof BSONRegExp) return { pattern: operand.pattern, flags: operand.options };
  if (operand instanceof RegExp) return { pattern: operand.source, flags: operand.flags };
  throw new CommandError('BadValue', '$regex has to be a string');
}

function withoutLayout(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (found) => (/^[\s#]/.test(found) ? '' : found));
}
