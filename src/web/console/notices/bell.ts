// When a hint of the feed becomes a bell: the rules alone, without sound and screen.
import type { Presence } from '../data/contract';

/** `waiting`: somebody began to wait for a person. `late`: a promise to a customer was broken. */
export type BellKind = 'waiting' | 'late';

const othersAfterMs = 20_000;

/**
 * After how long the bell rings; null: never. A wait is everybody's if it lasts. A delay is told only to those whom the
 * server names: whoever has the conversation, and the managers who are there.
 */
export function bellDelayMs(kind: BellKind, isFirst: boolean): number | null {
  if (isFirst) return 0;
  return kind === 'waiting' ? othersAfterMs : null;
}

export interface Ringing {
  presence: Presence | undefined;
  phase: string;
  /** Whether the customer is, right now, waiting beyond the promised time. */
  isLate: boolean;
}

/** Read when the bell is due: somebody may have answered meanwhile, and nobody who is away is disturbed. */
export function stillRings(kind: BellKind, { presence, phase, isLate }: Ringing): boolean {
  if (presence === 'away') return false;
  return kind === 'late' ? isLate : phase === 'waiting';
}
