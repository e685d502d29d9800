// From traces to scores: independent reasons add up by noisy-or, and the score is shared out again over its reasons, so that
// the weights shown beside the words sum to the score shown.
import type { Evidence } from '../conversation/types';
import { type Signal, signals } from './cues/cue';
import type { Trace } from './trace';

/** A trace and the message it was found in. */
export interface PlacedTrace extends Trace {
  messageId: string;
}

export type Scores = Record<Signal, number>;

/** No words make us surer than this. */
const highestScore = 0.99;
const highestWeight = 0.97;

/** Scores of all signals, 0–1 with three decimals, and the evidence for them in the order of the traces. */
export function combineScores(traces: readonly PlacedTrace[]): { scores: Scores; evidence: Evidence[] } {
  const scores: Scores = {
    complaint: 0,
    frustration: 0,
    abuse: 0,
    personRequest: 0,
    urgency: 0,
    legalOrSafety: 0,
    withdrawal: 0,
  };
  const weightOf = new Map<PlacedTrace, number>();
  for (const signal of signals) {
    const reasons = strongestOfEachCue(traces.filter((trace) => trace.signal === signal));
    const doubts = reasons.map((trace) => -Math.log(1 - Math.min(trace.weight, highestWeight)));
    const doubt = doubts.reduce((sum, one) => sum + one, 0);
    const score = round(Math.min(highestScore, 1 - Math.exp(-doubt)), 3);
    scores[signal] = score;
    reasons.forEach((trace, at) => {
      weightOf.set(trace, doubt === 0 ? 0 : round((score * (doubts[at] ?? 0)) / doubt, 4));
    });
  }
  const evidence = traces.flatMap((trace) => {
    const weight = weightOf.get(trace);
    return weight === undefined ? [] : [toEvidence(trace, weight)];
  });
  return { scores, evidence };
}

/** A cue counts once, however often it is said; the first of equals stays. */
function strongestOfEachCue(traces: readonly PlacedTrace[]): PlacedTrace[] {
  const strongest = new Map<string, PlacedTrace>();
  for (const trace of traces) {
    const known = strongest.get(trace.name);
    if (known === undefined || trace.weight > known.weight) strongest.set(trace.name, trace);
  }
  return [...strongest.values()];
}

function toEvidence({ messageId, start, end, signal, name }: PlacedTrace, weight: number): Evidence {
  return { messageId, start, end, cue: `${signal}.${name}`, weight };
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
