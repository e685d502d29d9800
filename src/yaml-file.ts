// Reads what managers own (dialogs/*.yaml) at the edge: strict YAML, one zod schema, and errors a manager can act on,
// each naming the file, the line and the key.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { ZodType } from 'zod';
import { CareError } from './errors';

/** Reads `<folder>/<file>` through `schema`; throws `bad-content` with one plain sentence per mistake. */
export function readYamlFile<Output>(folder: string, file: string, schema: ZodType<Output>): Output {
  return parseYaml(`${basename(folder)}/${file}`, readText(folder, file), schema);
}

/** The same for a text at hand; `name` is what the errors call it. */
function parseYaml<Output>(name: string, text: string, schema: ZodType<Output>): Output {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true });
  const broken = [...document.errors, ...document.warnings].map(
    (error) => `${name}, line ${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`,
  );
  if (broken.length > 0) throw badContent(broken);
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return parsed.data;
  throw badContent(
    parsed.error.issues.flatMap((issue) =>
      mistakesIn(issue).map((mistake) => sentence(name, document, lines, mistake)),
    ),
  );
}

interface Mistake {
  path: PropertyKey[];
  message: string;
}

interface SchemaIssue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

function mistakesIn(issue: SchemaIssue): Mistake[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  return (issue.keys ?? []).map((key) => ({ path: [...issue.path, key], message: 'is not known here' }));
}

function sentence(name: string, document: Document, lines: LineCounter, { path, message }: Mistake): string {
  const key = path.length === 0 ? 'the file' : path.join('.');
  const where = `${name}, line ${lineOf(document, lines, path)}`;
  if (/received undefined/.test(message)) return `${where}: ${key} is missing.`;
  return `${where}: ${key}: ${message.replace(/\.$/, '')}.`;
}

/** The line of the last part of the path that exists in the file. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}

function readText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    throw new CareError('bad-content', `${basename(folder)}/${file} cannot be read.`, { cause });
  }
}

function badContent(sentences: string[]): CareError {
  return new CareError('bad-content', sentences.join('\n'), { details: { mistakes: sentences } });
}
