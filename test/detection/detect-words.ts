// Shorthands of the detection tests: one sentence in, its detection or its handoff out.
import { join } from 'node:path';
import { type Channel, emptyMemory, type HandoffReason, type Language } from '../../src/conversation/types';
import { createCueDetector } from '../../src/detection/cue-detector';
import type { Detection, DetectionHistory } from '../../src/detection/detector';
import { decideHandoff } from '../../src/detection/handoff-policy';
import { loadThresholds } from '../../src/detection/thresholds-file';

export const detector = createCueDetector();
export const thresholds = loadThresholds(join(__dirname, '../../dialogs'));

const nothingBefore: DetectionHistory = { recentQuestions: [], failedAnswers: 0 };

/** Detects the messages of one turn, called m0, m1 … */
export function detectTurn(
  texts: string[],
  history: Partial<DetectionHistory> = {},
  language: Language = 'it',
): Detection {
  const messages = texts.map((text, at) => ({ id: `m${at}`, text }));
  return detector.detect({ messages, language, history: { ...nothingBefore, ...history } });
}

export const detectWords = (text: string, language: Language = 'it') => detectTurn([text], {}, language);

/** Why the policy of dialogs/policy/handoff.yaml would hand these words over, or null. */
export function reasonFor(text: string, channel: Channel = 'web'): HandoffReason | null {
  return decideHandoff({ detection: detectWords(text), memory: emptyMemory, channel, thresholds })?.reason ?? null;
}

/** The words that a signal's evidence points at. */
export function wordsFor(detection: Detection, signal: string, texts: string[]): string[] {
  return detection.evidence
    .filter(({ cue }) => cue.startsWith(`${signal}.`))
    .map(({ messageId, start, end }) => (texts[Number(messageId.slice(1))] ?? '').slice(start, end));
}
