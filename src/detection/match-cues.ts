// Finds the phrases of a lexicon in folded text. Every word is tried as a beginning; a phrase has at most a few small gaps, so
// the work is linear in the number of words.
import type { FoldedText, Word } from './fold-text';
import type { CompiledCue, Lexicon, Pattern } from './lexicon';
import type { Membership } from './word-sets';

/** A phrase found: words `first` to `last`, both included. */
export interface CueHit {
  cue: CompiledCue;
  first: number;
  last: number;
}

interface Reading {
  words: readonly Word[];
  isNegator: readonly boolean[];
  memberships: readonly Membership[];
}

/** All hits in order of their beginning; at one beginning the longest hit of each cue. */
export function matchCues(folded: FoldedText, lexicon: Lexicon): CueHit[] {
  const memberships = folded.words.map((word) => lexicon.wordSets.of(word.form));
  const isNegator = folded.words.map((word) => lexicon.negators.has(word.form));
  const reading = { words: folded.words, isNegator, memberships };
  const hits: CueHit[] = [];
  memberships.forEach(({ sets, isSlip }, first) => {
    const longest = new Map<CompiledCue, number>();
    for (const set of sets) {
      for (const pattern of lexicon.startingWith.get(set) ?? []) {
        const last = lastWord(reading, pattern, 0, first);
        if (isSlip && last === first && pattern.cue.place !== 'alone') continue;
        if (last > (longest.get(pattern.cue) ?? -1)) longest.set(pattern.cue, last);
      }
    }
    for (const [cue, last] of longest) hits.push({ cue, first, last });
  });
  return hits;
}

/** Index of the last word when the pattern's steps from `step` on match after word `at`; -1 when they do not. */
function lastWord(reading: Reading, pattern: Pattern, step: number, at: number): number {
  const wanted = pattern.rest[step];
  if (wanted === undefined) return at;
  switch (wanted.kind) {
    case 'words': {
      if (isNext(reading, at) && reading.memberships[at + 1]?.sets.includes(wanted.set)) {
        const last = lastWord(reading, pattern, step + 1, at + 1);
        if (last >= 0) return last;
      }
      return wanted.isOptional ? lastWord(reading, pattern, step + 1, at) : -1;
    }
    case 'any':
      return isNext(reading, at) ? lastWord(reading, pattern, step + 1, at + 1) : -1;
    case 'gap': {
      for (let skipped = 0; skipped <= wanted.max; skipped += 1) {
        const last = lastWord(reading, pattern, step + 1, at + skipped);
        if (last >= 0) return last;
        if (!maySkip(reading, pattern, at + skipped + 1)) return -1;
      }
      return -1;
    }
  }
}

function maySkip({ words, isNegator }: Reading, { crossesNegation }: Pattern, at: number): boolean {
  const word = words[at];
  return word !== undefined && word.pause === 'none' && (crossesNegation || isNegator[at] !== true);
}

function isNext(reading: Reading, at: number): boolean {
  const next = reading.words[at + 1];
  return next !== undefined && next.pause !== 'stop';
}
