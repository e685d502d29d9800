// Nothing moves under the pointer: while the list is held, rows keep their places, rows that left are kept but marked, and
// new ones that belong above are counted instead of shown. Pure.
import type { Row } from '../data/contract';

export interface SteadyRow {
  row: Row;
  /** No longer part of this view; disappears when the list is let go. */
  isGone: boolean;
}

export interface Steady {
  rows: SteadyRow[];
  /** New rows not shown yet. */
  heldCount: number;
}

/** What to show, given what is shown now and what the server says. */
export function settle(shown: SteadyRow[], fresh: Row[], isHeld: boolean): Steady {
  if (!isHeld || shown.length === 0) return { rows: fresh.map((row) => ({ row, isGone: false })), heldCount: 0 };
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const kept = shown.map(({ row }) => {
    const now = freshById.get(row.id);
    return { row: now ?? row, isGone: now === undefined };
  });
  const shownIds = new Set(shown.map(({ row }) => row.id));
  const lastKept = fresh.findLastIndex((row) => shownIds.has(row.id));
  const below = fresh.slice(lastKept + 1).map((row) => ({ row, isGone: false }));
  const above = fresh.slice(0, lastKept + 1).filter((row) => !shownIds.has(row.id));
  return { rows: [...kept, ...below], heldCount: above.length };
}
