// The port of detection: what a customer's words say about how the conversation should go on.
import type { Evidence, Language, Message, Signals } from '../conversation/types';

export interface DetectionInput {
  /** The undecided customer messages of one turn, in seq order; at least one. */
  messages: Pick<Message, 'id' | 'text'>[];
  /** Language to fall back to when the words do not tell. */
  language: Language;
  history: DetectionHistory;
}

/** What the conversation itself says; counts start at the boundary. */
export interface DetectionHistory {
  /** Forms of earlier questions (normaliseQuestion in question-form.ts), oldest first, without this turn's. */
  recentQuestions: string[];
  failedAnswers: number;
}

export interface MessageDetection {
  messageId: string;
  signals: Signals;
  evidence: Evidence[];
  language: Language;
}

export interface Detection {
  /** All messages of the turn taken together, so at least the strongest of each, raised by history. */
  signals: Signals;
  /** Words of law, safety or chargeback, 0–1. */
  legalOrSafety: number;
  /** Cues are named `<signal>.<cue>`; the weights of a signal's cues add up to its score. */
  evidence: Evidence[];
  /** The customer withdraws the wish for a person ("non serve più", "never mind"), 0–1. */
  withdrawal: number;
  language: Language;
  perMessage: MessageDetection[];
}

export interface Detector {
  /** Pure and local: no I/O, well under a millisecond. */
  detect(input: DetectionInput): Detection;
}
