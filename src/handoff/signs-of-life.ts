// The signs of life of one person, by sign-in: those given to this process, and those other processes told of.

/** A signed-in call or a feed that closed counts for so long; an open feed counts all the time. */
export const signLastsMs = 15_000;

export interface SignsOfLife {
  /** Sign-ins that showed up here. */
  here: Map<string, { feeds: number; untilMs: number }>;
  /** Sign-ins that showed up at another process: until when (milliseconds since 1970). */
  elsewhere: Map<string, number>;
  /** Of a process that reaches the others through the store alone. */
  boardUntilMs: number;
}

export function noSigns(): SignsOfLife {
  return { here: new Map(), elsewhere: new Map(), boardUntilMs: 0 };
}

/** Until when the person is there as things stand; without an end while a feed is open. */
export function lastsUntilMs({ here, elsewhere, boardUntilMs }: SignsOfLife): number {
  let untilMs = boardUntilMs;
  for (const sign of here.values())
    untilMs = Math.max(untilMs, sign.feeds > 0 ? Number.POSITIVE_INFINITY : sign.untilMs);
  for (const remoteMs of elsewhere.values()) untilMs = Math.max(untilMs, remoteMs);
  return untilMs;
}

export function signHere({ here }: SignsOfLife, sessionId: string, nowMs: number): void {
  here.set(sessionId, { feeds: here.get(sessionId)?.feeds ?? 0, untilMs: nowMs + signLastsMs });
}

/** One feed more or less; the last to close is a sign, so that it can come back. */
export function countFeeds({ here }: SignsOfLife, sessionId: string, more: 1 | -1, nowMs: number): void {
  const feeds = Math.max(0, (here.get(sessionId)?.feeds ?? 0) + more);
  here.set(sessionId, { feeds, untilMs: nowMs + signLastsMs });
}

/** What this process can say to others, in milliseconds from now; forgets what has passed. */
export function lastingHere({ here }: SignsOfLife, nowMs: number): [sessionId: string, ms: number][] {
  const lasting: [string, number][] = [];
  for (const [sessionId, sign] of here) {
    // A clock that was put back would otherwise keep people there for hours.
    if (sign.feeds > 0 || sign.untilMs > nowMs + signLastsMs) sign.untilMs = nowMs + signLastsMs;
    if (sign.untilMs > nowMs) lasting.push([sessionId, sign.untilMs - nowMs]);
    else here.delete(sessionId);
  }
  return lasting;
}

/** Ends one sign-in's signs, or all of them; the sign-ins that were known. */
export function endSigns(signs: SignsOfLife, sessionId?: string): string[] {
  const known = new Set([...signs.here.keys(), ...signs.elsewhere.keys()]);
  const ended = sessionId === undefined ? [...known] : [sessionId];
  for (const one of ended) {
    signs.here.delete(one);
    signs.elsewhere.delete(one);
  }
  if (signs.here.size + signs.elsewhere.size === 0) signs.boardUntilMs = 0;
  return ended;
}
