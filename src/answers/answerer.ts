// The port of answering: a question in, a grounded answer, a choice of titles, or an honest "unsure" out. Never a guess.
import type { Language } from '../conversation/types';

export interface Question {
  text: string;
  language: Language;
}

export type Answered =
  | { kind: 'answer'; entryId: string; title: string; text: string; link?: string }
  /** Up to three titles; choosing one sends the title as the next question and is answered directly. */
  | { kind: 'choices'; choices: { entryId: string; title: string }[] }
  /** A fixed text of dialogs/texts; `identity`: who is speaking is asked; `agrees`: it accepts what was just offered. */
  | { kind: 'courtesy'; text: 'greeting' | 'thanks' | 'goodbye' | 'identity'; agrees: boolean }
  | { kind: 'unsure' };

export interface Answerer {
  answer(question: Question): Promise<Answered>;
}
