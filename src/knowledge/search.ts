// Finds the entries that a question is about, without a model. The same text always gives the same scores.
// Why the score is not a BM25 sum: docs/decisions/knowledge-score.md.
import type { Language } from '../conversation/types';
import type { LanguageKnowledge } from './knowledge-file';
import { createPhraseIndex, type Match, type PhraseIndex } from './phrase-index';
import { stemsOf } from './words';

export interface Hit {
  entryId: string;
  /** Information shared with the whole entry, times likeness to its nearest title or alias; see calibrate.ts for its use. */
  score: number;
}

/** Entries by score, best first; empty when no word of the question is known. */
export type Search = (question: string) => Hit[];

/** Prepares one language's knowledge. */
export function createSearch(knowledge: LanguageKnowledge, language: Language): Search {
  const index = createPhraseIndex(knowledge, language);
  return (question) => {
    const stems = mostTelling([...stemsOf(question, language, mostWords)], index);
    return scoreEntries(stems.map(index.match), index);
  };
}

// A question with more different stems is a letter; its first words say what it is about.
const mostStems = 20;
const mostWords = 80;

/** All stems of a question; of a letter the ones that the knowledge knows, then the first of the others. */
function mostTelling(stems: string[], { knows }: PhraseIndex): string[] {
  if (stems.length <= mostStems) return stems;
  return [...stems.filter(knows), ...stems.filter((stem) => !knows(stem))].slice(0, mostStems);
}

function scoreEntries(matches: Match[], index: PhraseIndex): Hit[] {
  const likeness = likenessByEntry(matches, index);
  return [...sharedByEntry(matches, index)]
    .map(([entryId, shared]) => ({ entryId, score: shared * (likeness.get(entryId) ?? 0) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.entryId < b.entryId ? -1 : 1));
}

/** Each stem counts once per entry, wherever in its title, aliases or answer it is found best. */
function sharedByEntry(matches: Match[], { phrases }: PhraseIndex): Map<string, number> {
  const total = new Map<string, number>();
  for (const { shared } of matches) {
    const best = new Map<string, number>();
    for (const [place, information] of shared) keepHighest(best, phrases[place]?.entryId, information);
    for (const [entryId, information] of best) total.set(entryId, (total.get(entryId) ?? 0) + information);
  }
  return total;
}

/** 0–1: the information that the question and the entry's nearest title or alias share, of what both hold (Dice). */
function likenessByEntry(matches: Match[], { phrases }: PhraseIndex): Map<string, number> {
  const asked = matches.reduce((total, match) => total + match.asked, 0);
  const sharedByPhrase = new Map<number, number>();
  for (const { shared } of matches)
    for (const [place, information] of shared)
      sharedByPhrase.set(place, (sharedByPhrase.get(place) ?? 0) + information);
  const best = new Map<string, number>();
  for (const [place, shared] of sharedByPhrase) {
    const phrase = phrases[place];
    if (phrase?.isAsked) keepHighest(best, phrase.entryId, (2 * shared) / (asked + phrase.information));
  }
  return best;
}

function keepHighest(best: Map<string, number>, key: string | undefined, value: number): void {
  if (key !== undefined && value > (best.get(key) ?? 0)) best.set(key, value);
}
