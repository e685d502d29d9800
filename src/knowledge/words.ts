// A customer's words as the search compares them: small letters, no accents, no endings, no words without a topic.
import { newStemmer } from 'snowball-stemmers';
import type { Language } from '../conversation/types';
import { isStopWord } from './stop-words';

/** The words of a text in order: small letters without accents, split at everything that is no letter or digit. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Two texts with the same key are the same question: case, accents, punctuation and spacing do not count. */
export function questionKey(text: string): string {
  return wordsOf(text).join(' ');
}

/** The different stems of a text that carry a topic, in order; only its first `mostWords` different words are looked at. */
export function stemsOf(text: string, language: Language, mostWords = Number.POSITIVE_INFINITY): Set<string> {
  const words = [...new Set(wordsOf(text))].filter((word) => !isStopWord(word, language)).slice(0, mostWords);
  return new Set(words.map((word) => stemOf(word, language)));
}

const stemmers = { it: newStemmer('italian'), en: newStemmer('english') };
// Stemming a word costs about 15 microseconds, more than the search itself; customers use few different words.
const stems: Record<Language, Map<string, string>> = { it: new Map(), en: new Map() };
const mostStemsKept = 20_000;

function stemOf(word: string, language: Language): string {
  const known = stems[language].get(word);
  if (known !== undefined) return known;
  const stem = stemmers[language].stem(word);
  if (stems[language].size >= mostStemsKept) stems[language].clear();
  stems[language].set(word, stem);
  return stem;
}
