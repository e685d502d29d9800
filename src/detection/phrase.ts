// The notation of cue phrases: one phrase is words separated by blanks, written folded (lower case, no accents).
//   a|b      either word            rott-     any word that begins so        @person   a class of the language
//   a?       may be missing         ..3       up to three other words        _         any one word
// A phrase never reaches over the end of a sentence, and other words never hold a comma.

export type Step = { kind: 'words'; set: string; isOptional: boolean } | { kind: 'gap'; max: number } | { kind: 'any' };

/** Reads one phrase; `set` is the canonical list of its alternatives. Throws on a mistake in the table. */
export function readPhrase(phrase: string, classes: Readonly<Record<string, string>>): Step[] {
  const steps = phrase.split(/\s+/).map((part) => readStep(part, phrase, classes));
  const [first] = steps;
  if (first === undefined || first.kind !== 'words' || first.isOptional) {
    throw new Error(`The phrase "${phrase}" must begin with a word that cannot be missing.`);
  }
  return steps;
}

function readStep(part: string, phrase: string, classes: Readonly<Record<string, string>>): Step {
  if (part === '_') return { kind: 'any' };
  if (part.startsWith('..')) return { kind: 'gap', max: readGap(part, phrase) };
  const isOptional = part.endsWith('?');
  const body = isOptional ? part.slice(0, -1) : part;
  const set = body
    .split('|')
    .map((word) => (word.startsWith('@') ? readClass(word.slice(1), phrase, classes) : word))
    .join('|');
  return { kind: 'words', set, isOptional };
}

function readGap(part: string, phrase: string): number {
  const max = Number(part.slice(2));
  if (!Number.isInteger(max) || max < 1 || max > 6)
    throw new Error(`The gap "${part}" in "${phrase}" must be ..1 to ..6.`);
  return max;
}

function readClass(name: string, phrase: string, classes: Readonly<Record<string, string>>): string {
  const words = classes[name];
  if (words === undefined) throw new Error(`The phrase "${phrase}" names an unknown class @${name}.`);
  return words
    .trim()
    .split(/[\s|]+/)
    .join('|');
}

/** The phrases of a table's block: one a line, empty lines skipped. */
export function linesOf(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Blank-separated words of a table. */
export function wordsOf(block: string): string[] {
  return block.split(/\s+/).filter((word) => word !== '');
}
