// Which pieces of a message gave which signal. Pure.
import type { Evidence } from '../data/contract';

export interface Segment {
  start: number;
  text: string;
  /** Signals whose evidence covers this piece. */
  signals: string[];
}

export function signalOf(evidence: Evidence): string {
  return evidence.cue.split('.')[0] ?? evidence.cue;
}

/** Cuts the text at every edge of evidence; pieces in order, together the whole text. */
export function segmentsOf(text: string, evidence: Evidence[]): Segment[] {
  const inside = evidence.filter(({ start, end }) => start >= 0 && start < end && end <= text.length);
  const edges = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? text.length;
    const covering = inside.filter((one) => one.start <= start && one.end >= end);
    return { start, text: text.slice(start, end), signals: [...new Set(covering.map(signalOf))] };
  });
}
