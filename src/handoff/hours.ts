// Opening time as arithmetic: is the shop open, when does it open next, when has so much opening time passed. Pure.
// Works on real moments: each calendar day becomes intervals of UTC, so that days of 23 and 25 hours need no special case.
import type { DayHours } from '../dialogs/hours-file';
import type { OpeningHours } from '../dialogs/policy';
import { addDays, localTimeAt, momentAt, weekdayOf } from '../local-time';

/** How far ahead anybody is promised an opening. */
const horizonDays = 60;

/** True when people are on duty at `moment`; a range includes its first minute and excludes its end. */
export function isOpen(hours: OpeningHours, moment: Date): boolean {
  const opens = nextOpening(hours, moment);
  return opens !== null && opens.getTime() === moment.getTime();
}

/** The first open moment from `moment` on (itself when open), or null when there is none in the next 60 days. */
export function nextOpening(hours: OpeningHours, moment: Date): Date | null {
  for (const { fromMs, toMs } of openIntervals(hours, moment))
    if (toMs > moment.getTime()) return new Date(Math.max(fromMs, moment.getTime()));
  return null;
}

/**
 * The first moment until which `durationMs` of opening time have passed since `moment`: never earlier than
 * `moment + durationMs`. Null when the next 60 days hold less opening time than that.
 */
export function addOpeningTime(hours: OpeningHours, moment: Date, durationMs: number): Date | null {
  let leftMs = durationMs;
  let reachedMs = moment.getTime();
  for (const { fromMs, toMs } of openIntervals(hours, moment)) {
    const startMs = Math.max(fromMs, reachedMs);
    if (toMs <= startMs) continue;
    if (toMs - startMs >= leftMs) return new Date(startMs + leftMs);
    leftMs -= toMs - startMs;
    reachedMs = toMs;
  }
  return null;
}

interface Interval {
  fromMs: number;
  toMs: number;
}

/** Open intervals in order, from the day before `moment` to the horizon; those of a changed hour may touch or overlap. */
function* openIntervals({ zone, ...hours }: OpeningHours, moment: Date): Generator<Interval> {
  const today = localTimeAt(moment, zone).day;
  for (let ahead = -1; ahead <= horizonDays; ahead++) {
    const day = addDays(today, ahead);
    for (const { fromMinute, toMinute } of hoursOf(hours, day)) {
      const fromMs = momentAt(day, fromMinute, zone, 'first').getTime();
      yield { fromMs, toMs: momentAt(day, toMinute, zone, 'last').getTime() };
    }
  }
}

function hoursOf({ weekly, exceptions }: Omit<OpeningHours, 'zone'>, day: string): DayHours {
  return exceptions.get(day) ?? exceptions.get(day.slice(5)) ?? weekly[weekdayOf(day)] ?? [];
}
