// Every line that src can log has a fixed event and fields from a known vocabulary of ids, codes and numbers: who wants to log
// something else meets this list first and asks whether it could carry a customer's words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(__dirname, '../../src');

const vocabulary = new Set([
  // ids
  'conversationId',
  'agentId',
  'order',
  'topic',
  // words of the code
  'answer',
  'by',
  'call',
  'channel',
  'chore',
  'code',
  'fault',
  'from',
  'indexes',
  'job',
  'kind',
  'look',
  'migration',
  'name',
  'phase',
  'reason',
  'route',
  'stack',
  'step',
  'to',
  'verdict',
  'wasEmptied',
  // numbers
  'alsoSlow',
  'collections',
  'heard',
  'lastedMs',
  'length',
  'said',
  'tookMs',
  'version',
  'waitedMs',
]);
/** They pass on what others log. */
const passOn = ['monitoring/counting-log.ts'];

interface LogCall {
  where: string;
  fields: string;
  event: string;
}

function callsIn(file: string): LogCall[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/\b[lL]og\.(?:debug|info|warn|error)\(/g)].map((match) => {
    const start = (match.index ?? 0) + match[0].length;
    const args = text.slice(start, endOfCall(text, start)).replace(/[\s,]+$/, '');
    const comma = args.lastIndexOf(',');
    const where = `${file}:${text.slice(0, start).split('\n').length}`;
    return { where, fields: args.slice(0, comma), event: args.slice(comma + 1).trim() };
  });
}

function endOfCall(text: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; depth > 0; at++) {
    if ('({['.includes(text[at] ?? ' ')) depth += 1;
    if (')}]'.includes(text[at] ?? ' ')) depth -= 1;
  }
  return at - 1;
}

const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !file.startsWith('web/') && !passOn.includes(file));
const calls = files.flatMap(callsIn);

it('finds the calls', () => {
  expect(calls.length).toBeGreaterThan(25);
});

it('names every event by a fixed word, or by one from a closed set', () => {
  const closedSets = new Set(['kind', 'event']);
  expect(calls.filter(({ event }) => !/^'[a-z]+(?:-[a-z]+)*'$/.test(event) && !closedSets.has(event))).toEqual([]);
});

it('logs fields of the vocabulary only, and of a fault only what describeFault says', () => {
  const strange = calls.flatMap(({ where, fields }) => {
    const told = fields.replace(/\.\.\.describeFault\([^)]*\)|^\s*describeFault\([^)]*\)/g, '');
    if (/^\s*(?:fields)?\s*$/.test(told)) return [];
    const names = [...told.matchAll(/[{,]\s*([a-z]\w*)\s*(?=[:,}])/g)].map((match) => match[1] ?? '');
    const unknown = names.filter((name) => !vocabulary.has(name));
    return unknown.length > 0 || /\.\.\.(?!\()/.test(told) ? [`${where} ${told.trim()} ${unknown.join(',')}`] : [];
  });
  expect(strange).toEqual([]);
});
