// The shape of dialogs/policy/hours.yaml and what is checked in it.
import { z } from 'zod';
import { readYamlFile } from '../yaml-file';

/** Open from `fromMinute` (included) to `toMinute` (excluded), minutes since local midnight, 0–1440. */
export interface OpenRange {
  fromMinute: number;
  toMinute: number;
}

/** The open ranges of one day, in order, none overlapping; empty: closed. */
export type DayHours = readonly OpenRange[];

/** Index 0 Sunday … 6 Saturday. */
export type WeekHours = readonly [DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours];

/** The week and the days that differ from it, by `YYYY-MM-DD` or `MM-DD`. */
export function readHours(dialogsDir: string): { weekly: WeekHours; exceptions: ReadonlyMap<string, DayHours> } {
  const { weekly, holidays, special } = readYamlFile(dialogsDir, 'policy/hours.yaml', hoursFile);
  const exceptions = new Map<string, DayHours>();
  for (const { date } of holidays) exceptions.set(date, []);
  for (const { date, open } of special) exceptions.set(date, open);
  return {
    weekly: [
      weekly.sunday,
      weekly.monday,
      weekly.tuesday,
      weekly.wednesday,
      weekly.thursday,
      weekly.friday,
      weekly.saturday,
    ],
    exceptions,
  };
}

const range = z.string().transform((text, context): OpenRange => {
  const [, from, to] = /^(\d{1,2}:\d{2}) ?- ?(\d{1,2}:\d{2})$/.exec(text.trim()) ?? [];
  const fromMinute = minuteOf(from);
  const toMinute = minuteOf(to);
  if (fromMinute < toMinute) return { fromMinute, toMinute };
  context.addIssue('must be a range within one day such as 9:00-18:00 or 0:00-24:00');
  return z.NEVER;
});

/** Minutes since midnight of `9:30`, NaN for what is no time of day. */
function minuteOf(clock: string | undefined): number {
  const [hours, minutes] = (clock ?? '').split(':').map(Number);
  if (hours === undefined || minutes === undefined || minutes > 59 || hours * 60 + minutes > 1_440) return Number.NaN;
  return hours * 60 + minutes;
}

const dayHours = z.array(range).transform((ranges, context): DayHours => {
  const ordered = [...ranges].sort((a, b) => a.fromMinute - b.fromMinute);
  if (ordered.some(({ fromMinute }, index) => fromMinute < (ordered[index - 1]?.toMinute ?? 0)))
    context.addIssue('has ranges that overlap');
  return ordered;
});

const date = z.string().refine(isDate, 'must be a day of the calendar, MM-DD or YYYY-MM-DD');

/** 29 February counts as a day of every year: it has no effect where it does not exist. */
function isDate(text: string): boolean {
  if (!/^(\d{4}-)?\d{2}-\d{2}$/.test(text)) return false;
  const full = text.length === 5 ? `2028-${text}` : text;
  const parsed = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(full);
}

const name = z.string().trim().min(1).max(80).optional();

const hoursFile = z
  .strictObject({
    weekly: z.strictObject({
      monday: dayHours,
      tuesday: dayHours,
      wednesday: dayHours,
      thursday: dayHours,
      friday: dayHours,
      saturday: dayHours,
      sunday: dayHours,
    }),
    holidays: z.array(z.strictObject({ date, name })).superRefine(refuseRepeats).default([]),
    special: z
      .array(z.strictObject({ date, name, open: dayHours }))
      .superRefine(refuseRepeats)
      .default([]),
  })
  .superRefine(({ weekly }, context) => {
    if (Object.values(weekly).every((ranges) => ranges.length === 0))
      context.addIssue({ code: 'custom', path: ['weekly'], message: 'never opens, so no answer could be promised' });
  });

function refuseRepeats(days: { date: string }[], context: z.RefinementCtx): void {
  days.forEach(({ date: day }, index) => {
    if (days.findIndex((other) => other.date === day) < index)
      context.addIssue({ code: 'custom', path: [index, 'date'], message: `${day} is listed twice` });
  });
}
