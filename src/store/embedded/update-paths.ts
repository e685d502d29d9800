// Finds the places an update path names inside a document: plain fields, array positions, $ (matched), $[] (all), $[name].
import { type Document, isDocument } from './bson-codec';
import { CommandError } from './command-error';
import { isIndex } from './path-values';
import { matchedPosition } from './positional';

/** One field of a document or one position of an array. */
export interface Slot {
  read(): unknown;
  write(value: unknown): void;
  /** Takes the field out; an array position becomes null, as in MongoDB. */
  clear(): void;
}

export interface PathContext {
  document: Document;
  filter: Document;
  /** Tests of arrayFilters by identifier. */
  arrayTests: ReadonlyMap<string, (element: unknown) => boolean>;
}

const MAX_PADDING = 100_000;

/** The slots of a path. With `creates`, missing objects on the way are made; otherwise a way that ends early has no slot. */
export function slotsOf(context: PathContext, path: string, creates: boolean): Slot[] {
  const parts = path.split('.');
  checkPath(path, parts);
  return walk(context, context.document, parts, 0, creates);
}

function checkPath(path: string, parts: string[]): void {
  if (parts.some((part) => part === ''))
    throw new CommandError('BadValue', `the update path '${path}' has an empty field`);
  if (parts.includes('__proto__')) throw new CommandError('BadValue', "an update path may not name '__proto__'");
  if (parts[0]?.startsWith('$')) throw new CommandError('BadValue', `the update path '${path}' may not begin with $`);
  const position = parts.indexOf('$');
  if (position === -1 || (position === 1 && !parts.includes('$', 2))) return;
  throw new CommandError(
    'CommandNotSupported',
    `the embedded store takes the positional $ right after a top-level array only, not in '${path}': use arrayFilters`,
  );
}

function walk(
  context: PathContext,
  holder: unknown,
  parts: readonly string[],
  depth: number,
  creates: boolean,
): Slot[] {
  const part = parts[depth] ?? '';
  const isLast = depth === parts.length - 1;
  return keysOf(context, holder, parts, depth, creates).flatMap((key) => {
    if (isLast) return [slotAt(holder as Document | unknown[], key)];
    let inner = readKey(holder as Document | unknown[], key);
    if (inner === undefined && creates) {
      inner = {};
      slotAt(holder as Document | unknown[], key).write(inner);
    }
    if (isDocument(inner) || Array.isArray(inner)) return walk(context, inner, parts, depth + 1, creates);
    if (!creates) return [];
    throw new CommandError('PathNotViable', `Cannot create field '${parts[depth + 1]}' in element '${part}'`);
  });
}

/** The keys of `holder` that a path part means. */
function keysOf(
  context: PathContext,
  holder: unknown,
  parts: readonly string[],
  depth: number,
  creates: boolean,
): string[] {
  const part = parts[depth] ?? '';
  if (part.startsWith('$')) return positionsOf(context, holder, parts, depth);
  if (!Array.isArray(holder) || isIndex(part)) return [part];
  if (!creates) return [];
  throw new CommandError('PathNotViable', `Cannot create field '${part}' in an array`);
}

function positionsOf(context: PathContext, holder: unknown, parts: readonly string[], depth: number): string[] {
  const part = parts[depth] ?? '';
  const path = parts.slice(0, depth).join('.');
  if (!Array.isArray(holder)) throw new CommandError('BadValue', `the path '${path}' must hold an array for '${part}'`);
  if (part === '$') {
    const position = matchedPosition(context.document, path, context.filter);
    if (position !== undefined) return [String(position)];
    throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
  }
  if (part === '$[]') return holder.map((_, at) => String(at));
  const name = /^\$\[(\w+)\]$/.exec(part)?.[1] ?? '';
  const test = context.arrayTests.get(name);
  if (test === undefined)
    throw new CommandError('BadValue', `No array filter found for identifier '${name}' in path '${parts.join('.')}'`);
  return holder.flatMap((element, at) => (test(element) ? [String(at)] : []));
}

function readKey(holder: Document | unknown[], key: string): unknown {
  if (Array.isArray(holder)) return holder[Number(key)];
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function slotAt(holder: Document | unknown[], key: string): Slot {
  return {
    read: () => readKey(holder, key),
    write(value) {
      if (!Array.isArray(holder)) {
        holder[key] = value;
        return;
      }
      const at = Number(key);
      if (at > holder.length + MAX_PADDING) throw new CommandError('BadValue', `array position ${at} is too far out`);
      while (holder.length < at) holder.push(null);
      holder[at] = value;
    },
    clear() {
      if (!Array.isArray(holder)) delete holder[key];
      else if (Number(key) < holder.length) holder[Number(key)] = null;
    },
  };
}
