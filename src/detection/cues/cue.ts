// The shape of the cue tables in cues/it and cues/en: plain data, compiled once by lexicon.ts.
import type { Language, Signals } from '../../conversation/types';

/** Every score that detection gives; the part of a cue's name before the dot. */
export const signals = [
  'complaint',
  'frustration',
  'abuse',
  'personRequest',
  'urgency',
  'legalOrSafety',
  'withdrawal',
] as const satisfies readonly (keyof Signals | 'legalOrSafety' | 'withdrawal')[];
export type Signal = (typeof signals)[number];

/**
 * What the sentence around a cue may do to it.
 * `claim` says that something is so: a negation or an "if" takes it back ("non è rotto", "se arriva rotto").
 * `wish` asks for something: only a negation takes it back ("non voglio un operatore").
 * `fixed` stands whatever surrounds it ("non funziona" holds its own negation; a threat stays a threat after "if").
 */
export type CueMood = 'claim' | 'wish' | 'fixed';

/** Where in its sentence a cue counts: anywhere, only at the end, or only when nothing but courtesy stands beside it. */
export type CuePlace = 'anywhere' | 'end' | 'alone';

export interface Cue {
  /** How far this cue alone raises each signal, 0–1; several cues combine by noisy-or. */
  weights: Partial<Record<Signal, number>>;
  mood?: CueMood;
  place?: CuePlace;
  /** One phrase a line, in the notation of phrase.ts. */
  phrases: string;
}

/** Cues by kebab-case name; evidence shows them as `<signal>.<name>`. */
export type CueTable = Readonly<Record<string, Cue>>;

export interface LanguageCues {
  language: Language;
  /** Words that tell this language from the other, blank-separated. */
  functionWords: string;
  /** `@name` in a phrase stands for these alternatives. */
  classes: Readonly<Record<string, string>>;
  /** Common short spellings, "short=full" blank-separated ("nn=non"). */
  spellings: string;
  /** Courtesy and small words that may stand beside a cue that must stand alone. */
  fillers: string;
  negators: string;
  /** Before a negator they make it an invitation ("perché non …?", "why don't you …?"). */
  invitations: string;
  /** Words that may stand between a negator and what it negates. */
  lightWords: string;
  /** Openers of a supposition, phrases; they quieten claims up to the end of the clause. */
  suppositions: string;
  /** Look like openers of a supposition and are none ("anche se"). */
  notSuppositions: string;
  /** Phrases that make every cue inside them mean nothing ("modulo per un reclamo", "nessun problema"). */
  harmless: string;
  /** Right words one letter away from a word in the phrases: never taken for a typing slip. */
  rightWords: string;
  cues: readonly CueTable[];
}
