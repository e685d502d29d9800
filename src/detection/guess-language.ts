// Which of our languages a message is written in, from its small words, the words of the cue tables and word endings.
import type { Language } from '../conversation/types';
import type { FoldedText } from './fold-text';
import type { Lexicon } from './lexicon';

export interface LanguageGuess {
  language: Language;
  /** False when the words hardly tell: then every language's cues are looked for. */
  isSure: boolean;
}

/** Points by which a language must lead to be chosen, and to be sure. */
const leadToChoose = 0.7;
const leadToBeSure = 2.5;

/** Guesses the language of folded text; `fallback` when its words do not tell. */
export function guessLanguage(folded: FoldedText, lexicons: readonly Lexicon[], fallback: Language): LanguageGuess {
  const points = new Map<Language, number>();
  for (const { form } of folded.words) {
    const best = lexicons.filter((lexicon) => lexicon.functionWords.has(form));
    const knowing = best.length > 0 ? best : lexicons.filter((lexicon) => lexicon.wordSets.knows(form));
    if (knowing.length === lexicons.length) continue;
    for (const { language } of knowing) points.set(language, (points.get(language) ?? 0) + (best.length > 0 ? 1 : 0.5));
    const ending = knowing.length === 0 ? languageOfEnding(form) : undefined;
    if (ending !== undefined) points.set(ending, (points.get(ending) ?? 0) + 0.25);
  }
  const [first, second] = [...points].sort((a, b) => b[1] - a[1]);
  const lead = (first?.[1] ?? 0) - (second?.[1] ?? 0);
  if (first === undefined || lead < leadToChoose) return { language: fallback, isSure: false };
  return { language: first[0], isSure: lead >= leadToBeSure };
}

/** Italian words nearly always end in a vowel, English ones seldom in a, i, o. */
function languageOfEnding(form: string): Language | undefined {
  if (form.length < 4) return undefined;
  const last = form.at(-1) ?? '';
  if ('aio'.includes(last)) return 'it';
  return 'bcdfghkmpstvwxyz'.includes(last) ? 'en' : undefined;
}
