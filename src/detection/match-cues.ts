// Finds the phrases of a lexicon in folded text. Every word is tried as a beginning; a phrase has at most a few small gaps, so
// the work is linear in the number of words.
import type { FoldedText, Word } from './fold-text';
import type { CompiledCue, CompiledStep, Lexicon } from './lexicon';

/** A phrase found: words `first` to `last`, both included. */
export interface CueHit {
  cue: CompiledCue;
  first: number;
  last: number;
}

interface Reading {
  words: readonly Word[];
  sets: readonly (readonly number[])[];
}

/** All hits in order of their beginning; at one beginning the longest hit of each cue. */
export function matchCues(folded: FoldedText, lexicon: Lexicon): CueHit[] {
  const reading = { words: folded.words, sets: folded.words.map((word) => lexicon.wordSets.of(word.form)) };
  const hits: CueHit[] = [];
  reading.sets.forEach((sets, first) => {
    const longest = new Map<CompiledCue, number>();
    for (const set of sets) {
      for (const pattern of lexicon.startingWith.get(set) ?? []) {
        const last = lastWord(reading, pattern.rest, 0, first);
        if (last > (longest.get(pattern.cue) ?? -1)) longest.set(pattern.cue, last);
      }
    }
    for (const [cue, last] of longest) hits.push({ cue, first, last });
  });
  return hits;
}

/** Index of the last word when steps from `step` on match after word `at`; -1 when they do not. */
function lastWord(reading: Reading, steps: readonly CompiledStep[], step: number, at: number): number {
  const wanted = steps[step];
  if (wanted === undefined) return at;
  switch (wanted.kind) {
    case 'words': {
      if (isNext(reading, at) && reading.sets[at + 1]?.includes(wanted.set)) {
        const last = lastWord(reading, steps, step + 1, at + 1);
        if (last >= 0) return last;
      }
      return wanted.isOptional ? lastWord(reading, steps, step + 1, at) : -1;
    }
    case 'any':
      return isNext(reading, at) ? lastWord(reading, steps, step + 1, at + 1) : -1;
    case 'gap': {
      for (let skipped = 0; skipped <= wanted.max; skipped += 1) {
        const last = lastWord(reading, steps, step + 1, at + skipped);
        if (last >= 0) return last;
        if (!isNext(reading, at + skipped) || reading.words[at + skipped + 1]?.pause === 'comma') return -1;
      }
      return -1;
    }
  }
}

function isNext(reading: Reading, at: number): boolean {
  const next = reading.words[at + 1];
  return next !== undefined && next.pause !== 'stop';
}
