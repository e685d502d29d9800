// Keeps the turns of the event loop short: libuv (1.45 and later) accepts one new connection in each, so that long turns would
// leave newcomers without any answer for seconds while everybody else is being served.

export interface Turns {
  /** False when this turn has begun enough; `onNext` is called in a later one. */
  mayStart(): boolean;
  started(): void;
  /** A connection was accepted: there may be more behind it. */
  accepted(): void;
}

export interface TurnLimits {
  /** How much work begins in one turn. */
  startsPerTurn: number;
  /** How long accepting goes before beginning. */
  acceptFirstMs: number;
}

export function createTurns(limits: TurnLimits, onNext: () => void): Turns {
  let starts = 0;
  let lastStartMs = 0;
  let hasAccepted = false;
  let isHeld = false;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(next);
  }

  function next(): void {
    isScheduled = false;
    isHeld = hasAccepted && performance.now() - lastStartMs < limits.acceptFirstMs;
    hasAccepted = false;
    starts = 0;
    if (isHeld) schedule();
    else onNext();
  }

  return {
    mayStart: () => !isHeld && starts < limits.startsPerTurn,
    started() {
      starts += 1;
      lastStartMs = performance.now();
      schedule();
    },
    accepted() {
      hasAccepted = true;
      schedule();
    },
  };
}
