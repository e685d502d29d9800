// Greetings, thanks, goodbyes and questions about who is speaking, recognised only when the message is nothing else.
import { type Language, languages } from '../conversation/types';
import type { Courtesies, Knowledge } from '../knowledge/knowledge-file';

type Courtesy = 'greeting' | 'thanks' | 'goodbye' | 'identity';

export interface Recognised {
  courtesy: Courtesy;
  /** The message also accepts what was just offered ("sì grazie"). */
  agrees: boolean;
}

/** What a message that holds nothing but courtesies asks for, or null: one more word makes it a question. */
export type RecogniseCourtesy = (text: string, language: Language) => Recognised | null;

export function createRecogniseCourtesy(knowledge: Knowledge): RecogniseCourtesy {
  const phrases = { it: phrasesOf(knowledge.it.courtesies), en: phrasesOf(knowledge.en.courtesies) };
  return (text, language) => {
    const words = wordsAndSigns(text);
    if (words.length > mostWords) return null;
    for (const tried of [language, ...languages.filter((other) => other !== language)]) {
      const recognised = recogniseKinds(consume(words, phrases[tried]));
      if (recognised !== null) return recognised;
    }
    return null;
  };
}

type Kind = Courtesy | 'agreement' | 'beside';
type Phrases = ReadonlyMap<string, Kind>;

const mostWords = 12;
const longestPhrase = mostWords;

function phrasesOf({ beside, ...courtesies }: Courtesies): Phrases {
  const phrases = new Map<string, Kind>();
  for (const phrase of beside) phrases.set(keyOf(wordsAndSigns(phrase)), 'beside');
  for (const kind of ['agreement', 'greeting', 'thanks', 'goodbye', 'identity'] as const)
    for (const phrase of courtesies[kind].flatMap(spellOut)) phrases.set(keyOf(wordsAndSigns(phrase)), kind);
  return phrases;
}

/** "who|what are you" as "who are you" and "what are you". */
function spellOut(phrase: string): string[] {
  return phrase
    .split(/\s+/)
    .reduce<string[]>((begun, word) => begun.flatMap((start) => word.split('|').map((one) => `${start} ${one}`)), ['']);
}

/** The kinds of the phrases that make up the words, longest phrase first; empty when a word belongs to none. */
function consume(words: string[], phrases: Phrases): Kind[] {
  const kinds: Kind[] = [];
  for (let from = 0; from < words.length; ) {
    let to = Math.min(words.length, from + longestPhrase);
    while (to > from && !phrases.has(keyOf(words.slice(from, to)))) to--;
    const kind = phrases.get(keyOf(words.slice(from, to)));
    if (kind === undefined) return [];
    kinds.push(kind);
    from = to;
  }
  return kinds;
}

/** Agreement alone is answered like thanks when there was nothing to agree to. */
function recogniseKinds(kinds: Kind[]): Recognised | null {
  const agrees = kinds.includes('agreement');
  const courtesy = (['identity', 'goodbye', 'thanks', 'greeting'] as const).find((kind) => kinds.includes(kind));
  if (courtesy === undefined) return agrees ? { courtesy: 'thanks', agrees } : null;
  return { courtesy, agrees };
}

/** Words and pictures of a text; "ciaoooo" counts as "ciao". */
function wordsAndSigns(text: string): string[] {
  const plain = text.slice(0, 400).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []).map((word) => word.replace(/(.)\1+/gu, '$1'));
}

function keyOf(words: string[]): string {
  return words.join(' ');
}
