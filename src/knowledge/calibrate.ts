// How sure is sure enough: thresholds found from the knowledge's own test questions and from questions it must not answer.
// Scores of two knowledges cannot be compared, so this runs whenever a knowledge is loaded. Deterministic.
import type { LanguageKnowledge } from './knowledge-file';
import type { Hit, Search } from './search';

export interface Thresholds {
  /** Best score from which the best entry is answered. */
  answerAt: number;
  /** Share of the best score by which the best must lead the second, 0–1. */
  margin: number;
  /** Score from which an entry is worth offering as a choice. */
  offerAt: number;
}

/** True when the first hit is sure enough to be said. */
export function isSure(hits: Hit[], { answerAt, margin }: Pick<Thresholds, 'answerAt' | 'margin'>): boolean {
  const [best, second] = hits;
  return best !== undefined && best.score >= answerAt && leadOf(best, second) >= margin;
}

/** The most right answers that leave no out-of-scope test answered; a wrong answer weighs as three right ones. */
export function calibrate(search: Search, { entries, outOfScope }: LanguageKnowledge): Thresholds {
  const tests = entries.flatMap(({ id, tests }) => tests.map((test) => ({ entryId: id, hits: search(test) })));
  const refused = outOfScope.map(search);
  const offerAt = offerFloor(tests);
  let best = { answerAt: Number.POSITIVE_INFINITY, margin: 0, offerAt, worth: 0 };
  for (const margin of margins) {
    const answerAt = Math.max(offerAt, safety * highestSure(refused, margin));
    const worth = tests.reduce((total, test) => total + worthOf(test, { answerAt, margin }), 0);
    if (worth > best.worth) best = { answerAt, margin, offerAt, worth };
  }
  return { answerAt: best.answerAt, margin: best.margin, offerAt: best.offerAt };
}

interface Tested {
  entryId: string;
  hits: Hit[];
}

const margins = [0.1, 0.2, 0.3, 0.4];
/** Distance kept from the surest out-of-scope test. */
const safety = 1.05;
const wrongCosts = 3;
const choiceCount = 3;
/** Share of the right choices that may be lost so that strangers' questions are offered fewer. */
const mayBeLost = 0.03;

function leadOf(best: Hit, second: Hit | undefined): number {
  return (best.score - (second?.score ?? 0)) / best.score;
}

function highestSure(refused: Hit[][], margin: number): number {
  return Math.max(
    0,
    ...refused.filter((hits) => isSure(hits, { answerAt: 0, margin })).map((hits) => hits[0]?.score ?? 0),
  );
}

function worthOf({ entryId, hits }: Tested, thresholds: Pick<Thresholds, 'answerAt' | 'margin'>): number {
  if (!isSure(hits, thresholds)) return 0;
  return hits[0]?.entryId === entryId ? 1 : -wrongCosts;
}

function offerFloor(tests: Tested[]): number {
  const rightScores = tests
    .flatMap(({ entryId, hits }) => hits.slice(0, choiceCount).filter((hit) => hit.entryId === entryId))
    .map(({ score }) => score)
    .sort((a, b) => a - b);
  return rightScores[Math.floor(rightScores.length * mayBeLost)] ?? 0;
}
