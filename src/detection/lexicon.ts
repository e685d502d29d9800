// The cue tables of one language, compiled once for matching: every word is looked up in a table, no text is scanned by regexes.
import type { Language } from '../conversation/types';
import type { Cue, CueMood, CuePlace, LanguageCues, Signal } from './cues/cue';
import { signals } from './cues/cue';
import { linesOf, readPhrase, wordsOf } from './phrase';
import { createWordSets, type WordSets } from './word-sets';

export type CueRole = 'signal' | 'supposition' | 'not-supposition' | 'harmless';

export interface CompiledCue {
  name: string;
  role: CueRole;
  weights: readonly { signal: Signal; weight: number }[];
  mood: CueMood;
  place: CuePlace;
}

export type CompiledStep =
  | { kind: 'words'; set: number; isOptional: boolean }
  | { kind: 'gap'; max: number }
  | { kind: 'any' };

export interface Pattern {
  cue: CompiledCue;
  /** What follows the first word. */
  rest: readonly CompiledStep[];
  /** May its gaps skip a negator? "was not broken" must not read as "was … broken". */
  crossesNegation: boolean;
}

export interface Lexicon {
  language: Language;
  wordSets: WordSets;
  /** Patterns by the set of their first word. */
  startingWith: ReadonlyMap<number, readonly Pattern[]>;
  functionWords: ReadonlySet<string>;
  fillers: ReadonlySet<string>;
  negators: ReadonlySet<string>;
  invitations: ReadonlySet<string>;
  lightWords: ReadonlySet<string>;
}

/** Compiles a language's tables (some milliseconds); throws a plain sentence when a table holds a mistake. */
export function compileLexicon(tables: LanguageCues): Lexicon {
  const rightWords = wordsOf(`${tables.rightWords} ${tables.functionWords} ${tables.fillers}`);
  const wordSets = createWordSets(rightWords, readSpellings(tables.spellings));
  const negators = new Set(wordsOf(tables.negators));
  const startingWith = new Map<number, Pattern[]>();
  const add = (cue: CompiledCue, phrases: string) => {
    for (const line of linesOf(phrases)) {
      const [first, ...rest] = readPhrase(line, tables.classes).map((step) =>
        step.kind === 'words' ? { ...step, words: step.set, set: wordSets.add(step.set) } : step,
      );
      if (first?.kind !== 'words') continue;
      const patterns = startingWith.get(first.set) ?? [];
      patterns.push({ cue, rest, crossesNegation: cue.mood === 'fixed' || isAny(first.words, negators) });
      startingWith.set(first.set, patterns);
    }
  };
  add(contextCue('supposition'), tables.suppositions);
  add(contextCue('not-supposition'), tables.notSuppositions);
  add(contextCue('harmless'), tables.harmless);
  for (const [name, cue] of namedCues(tables)) add(compileCue(name, cue), cue.phrases);
  wordSets.seal();
  return {
    language: tables.language,
    wordSets,
    startingWith,
    functionWords: new Set(wordsOf(tables.functionWords)),
    fillers: new Set(wordsOf(tables.fillers)),
    negators,
    invitations: new Set(wordsOf(tables.invitations)),
    lightWords: new Set(wordsOf(tables.lightWords)),
  };
}

const isAny = (alternatives: string, words: ReadonlySet<string>) =>
  alternatives.split('|').some((word) => words.has(word));

function readSpellings(spellings: string): Map<string, string> {
  const pairs = wordsOf(spellings).map((pair) => pair.split('='));
  return new Map(pairs.map(([short = '', full = '']) => [short, full]));
}

function namedCues(tables: LanguageCues): [string, Cue][] {
  const entries = tables.cues.flatMap((table) => Object.entries(table));
  const seen = new Set<string>();
  for (const [name] of entries) {
    if (seen.has(name)) throw new Error(`Two cues of "${tables.language}" are called "${name}".`);
    seen.add(name);
  }
  return entries;
}

function compileCue(name: string, cue: Cue): CompiledCue {
  const weights = signals.flatMap((signal) => {
    const weight = cue.weights[signal];
    return weight === undefined ? [] : [{ signal, weight }];
  });
  return { name, role: 'signal', weights, mood: cue.mood ?? 'claim', place: cue.place ?? 'anywhere' };
}

function contextCue(role: Exclude<CueRole, 'signal'>): CompiledCue {
  return { name: role, role, weights: [], mood: 'fixed', place: 'anywhere' };
}
