// How long a customer really waits: computed from opening hours, people online and the line, and said in those terms.
import type { HandoffOutlook } from '../dialogs/handoff-words';
import { type Reading, sayDue, sayOpening, sayPlace } from '../dialogs/moments';
import type { OpeningHours } from '../dialogs/policy';
import { addOpeningTime, isOpen, nextOpening } from './hours';

export interface Wait {
  dueAt: Date;
  /** Place in line, 1 for the next. */
  place: number;
  /** Nobody is on duty before this moment. */
  deferredUntil?: Date;
  anybodyOnline: boolean;
}

export interface WaitFacts {
  now: Date;
  hours: OpeningHours;
  /** Promised time to a person's first message, counted in opening time. */
  firstReplyWithinMs: number;
  /** Conversations in line before this one. */
  ahead: number;
  anybodyOnline: boolean;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;

/** The promise that can be kept: no sentence names an earlier moment than `dueAt`, nor a later one. */
export function planWait({ now, hours, firstReplyWithinMs, ahead, anybodyOnline }: WaitFacts): Wait {
  const exactly = addOpeningTime(hours, now, firstReplyWithinMs) ?? new Date(now.getTime() + dayMs);
  const dueAt = firstReplyWithinMs < minuteMs ? exactly : wholeMinute(exactly);
  const opensAt = isOpen(hours, now) ? null : nextOpening(hours, now);
  return { dueAt, place: ahead + 1, anybodyOnline, ...(opensAt === null ? {} : { deferredUntil: opensAt }) };
}

/** What `sayHandoff` needs to make the promise of `wait`. */
export function outlookOf(wait: Wait, reading: Reading): HandoffOutlook {
  const due = sayDue(wait.dueAt, reading);
  if (wait.deferredUntil !== undefined)
    return { kind: 'deferred', due, opens: sayOpening(wait.deferredUntil, reading) };
  if (!wait.anybodyOnline) return { kind: 'nobody-online', due };
  if (wait.place === 1) return { kind: 'queued-first', due };
  return { kind: 'queued', due, place: sayPlace(wait.place, reading.language) };
}

/** Sentences name minutes: "by 15:42" is late at 15:42, not in the course of the minute before. */
function wholeMinute(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / minuteMs) * minuteMs);
}
