// Where a wait stands, in one place for the list and the header: how full the ring is and which words go with it.
import type { Row } from '../data/contract';

export interface PromiseClock {
  /** `settled`: nothing is owed. `deferred`: owed, but nobody is on duty yet. */
  state: 'settled' | 'deferred' | 'running' | 'late';
  /** Share of the promised time that has passed, 0–1. */
  passed: number;
  dueAt?: number;
  leftMs: number;
  /** 0 while a renewed promise still runs after a broken one. */
  overdueMs: number;
}

const settled: PromiseClock = { state: 'settled', passed: 0, leftMs: 0, overdueMs: 0 };
const usualSpanMs = 15 * 60_000;

export function promiseClock(row: Row, now: number): PromiseClock {
  const isOwed = row.promise?.state === 'open' || row.promise?.state === 'broken';
  if (!row.promise || !isOwed || row.phase === 'closed') return settled;
  const dueAt = Date.parse(row.promise.dueAt);
  const span = { dueAt, leftMs: Math.max(0, dueAt - now), overdueMs: Math.max(0, now - dueAt) };
  if (row.late || now > dueAt) return { state: 'late', passed: 1, ...span };
  if (row.deferredUntil !== undefined && Date.parse(row.deferredUntil) > now) {
    return { state: 'deferred', passed: 0, ...span };
  }
  const startedAt = Date.parse(row.promise.madeAt ?? row.waitingSince ?? '') || dueAt - usualSpanMs;
  const passed = (now - startedAt) / Math.max(1, dueAt - startedAt);
  return { state: 'running', passed: Math.min(1, Math.max(0, passed)), ...span };
}
