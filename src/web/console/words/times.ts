// Moments and spans as a person says them, in the reader's locale and zone. What was promised is said in due.ts.
import { readerLocale } from './language';
import { remember } from './remember';
import { isSameDay } from './same-day';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "38 s", "12 min", "2 h 5 min", "3 giorni"; never negative. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return unitText(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return unitText(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return unitText(Math.floor(hours / 24), 'day');
  const rest = minutes % 60;
  return rest && hours < 6 ? `${unitText(hours, 'hour')} ${unitText(rest, 'minute')}` : unitText(hours, 'hour');
}

/** "2 secondi fa", "5 minuti fa", "ieri". */
export function agoText(ms: number): string {
  const format = new Intl.RelativeTimeFormat(readerLocale(), { numeric: 'auto' });
  if (ms < minuteMs) return format.format(-Math.max(1, Math.round(ms / 1000)), 'second');
  if (ms < hourMs) return format.format(-Math.round(ms / minuteMs), 'minute');
  if (ms < dayMs) return format.format(-Math.round(ms / hourMs), 'hour');
  return format.format(-Math.round(ms / dayMs), 'day');
}

/** Hour and minute. */
export function clockText(at: string | number): string {
  return dateFormat({ hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

/** "lunedì 9 marzo", with the year when it is another one. */
export function dayText(at: string | number, now: number): string {
  const date = new Date(at);
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return dateFormat(isThisYear ? day : { ...day, year: 'numeric' }).format(date);
}

/** Only the hour today, else the day with it: "15:40", "lun 9:00", "12 nov". */
export function shortMoment(at: string | number, now: number): string {
  const date = new Date(at);
  if (isSameDay(date, new Date(now))) return clockText(at);
  const distance = Math.abs(date.getTime() - now);
  if (distance > 6 * dayMs) return dateFormat({ day: 'numeric', month: 'short' }).format(date);
  return `${dateFormat({ weekday: 'short' }).format(date)} ${clockText(at)}`;
}

/** "3 marzo 2026". */
export function dateText(at: string | number): string {
  return dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
}

/** Complete, for tooltips. */
export function fullMoment(at: string | number): string {
  return dateFormat({ dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));
}

export function sizeText(bytes: number): string {
  const isSmall = bytes < 1_000_000;
  const value = isSmall ? Math.max(1, bytes / 1000) : bytes / 1_000_000;
  const unit = isSmall ? 'kilobyte' : 'megabyte';
  return numberFormat({ style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

function unitText(value: number, unit: 'second' | 'minute' | 'hour' | 'day'): string {
  return numberFormat({ style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' }).format(value);
}

const dateFormatOf = remember(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const numberFormatOf = remember(
  (locale: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

function dateFormat(options: Intl.DateTimeFormatOptions) {
  return dateFormatOf(readerLocale(), options);
}

function numberFormat(options: Intl.NumberFormatOptions) {
  return numberFormatOf(readerLocale(), options);
}
