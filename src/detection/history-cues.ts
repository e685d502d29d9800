// What the course of the conversation adds to the words of a turn: the same question again, answers that did not help.
// Such a trace spans the whole message that shows it.
import type { PlacedTrace } from './combine-scores';
import type { DetectionInput } from './detector';
import { isSameQuestion, normaliseQuestion } from './question-form';

const weights = { askedAgain: 0.35, askedAgainAndAgain: 0.6, failedOnce: 0.1, failedTwice: 0.3 };

/** Traces from history; `messages` are those of the turn that say more than a greeting or thanks. */
export function recallHistory(
  messages: DetectionInput['messages'],
  { recentQuestions, failedAnswers }: DetectionInput['history'],
): PlacedTrace[] {
  const traces: PlacedTrace[] = [];
  const add = (message: { id: string; text: string }, name: string, weight: number) => {
    const span = { start: 0, end: message.text.length };
    traces.push({ messageId: message.id, signal: 'frustration', name, weight, ...span });
  };
  for (const message of messages) {
    const form = normaliseQuestion(message.text);
    const times = recentQuestions.filter((earlier) => isSameQuestion(form, earlier)).length;
    if (times > 0) add(message, 'asked-again', times > 1 ? weights.askedAgainAndAgain : weights.askedAgain);
  }
  const last = messages.at(-1);
  if (last !== undefined && failedAnswers > 0) {
    add(last, 'unhelpful-answers', failedAnswers > 1 ? weights.failedTwice : weights.failedOnce);
  }
  return traces;
}
