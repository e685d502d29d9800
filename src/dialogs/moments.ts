// Moments, and places in line, as a customer reads them: in their language, by the shop's wall clock, with the preposition that fits.
// A moment is rounded up to the minute, so that no sentence ever names an earlier time than was promised.
import type { Language } from '../conversation/types';
import { addDays, localTimeAt } from '../local-time';

export interface Reading {
  now: Date;
  language: Language;
  /** The shop's time zone, e.g. `Europe/Rome`. */
  zone: string;
}

/** "entro le 15:40", "domani entro le 9:15", "lunedì 9 marzo entro le 9:15" / "by 3:40 pm", "tomorrow by 9:15 am", "on Monday 9 March by 9:15 am". */
export function sayDue(moment: Date, reading: Reading): string {
  return inWords(moment, reading, {
    today: { it: '', en: '' },
    before: { it: ['entro le ', "entro l'"], en: ['by ', 'by '] },
  });
}

/** "oggi alle 15:00", "domani alle 9:00", "lunedì 9 marzo alle 9:00" / "today at 3:00 pm", "tomorrow at 9:00 am", "on Monday 9 March at 9:00 am". */
export function sayOpening(moment: Date, reading: Reading): string {
  return inWords(moment, reading, {
    today: { it: 'oggi ', en: 'today ' },
    before: { it: ['alle ', "all'"], en: ['at ', 'at '] },
  });
}

interface Phrasing {
  today: Record<Language, string>;
  /** Before an hour, and before Italian one o'clock. */
  before: Record<Language, [usual: string, atOne: string]>;
}

const minuteMs = 60_000;

function inWords(moment: Date, { now, language, zone }: Reading, phrasing: Phrasing): string {
  const rounded = new Date(Math.ceil(moment.getTime() / minuteMs) * minuteMs);
  const { day, minute } = localTimeAt(rounded, zone);
  const today = localTimeAt(now, zone).day;
  const [usual, atOne] = phrasing.before[language];
  const preposition = Math.floor(minute / 60) === 1 ? atOne : usual;
  return `${dayInWords(day, today, language, phrasing)}${preposition}${clockInWords(minute, language)}`;
}

function dayInWords(day: string, today: string, language: Language, phrasing: Phrasing): string {
  if (day === today) return phrasing.today[language];
  if (day === addDays(today, 1)) return language === 'it' ? 'domani ' : 'tomorrow ';
  const parts = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const named = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', parts).formatToParts(
    new Date(`${day}T12:00:00Z`),
  );
  const word = (type: string) => named.find((part) => part.type === type)?.value ?? '';
  const date = `${word('weekday')} ${word('day')}${language === 'it' && word('day') === '1' ? 'º' : ''} ${word('month')} `;
  return language === 'it' ? date : `on ${date}`;
}

function clockInWords(minute: number, language: Language): string {
  const hour = Math.floor(minute / 60);
  const past = String(minute % 60).padStart(2, '0');
  if (language === 'it') return `${hour}:${past}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${past} ${hour < 12 ? 'am' : 'pm'}`;
}

/** A place in line, 1 first: "2º" / "2nd". */
export function sayPlace(place: number, language: Language): string {
  if (language === 'it') return `${place}º`;
  const suffixes: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' };
  return `${place}${suffixes[new Intl.PluralRules('en', { type: 'ordinal' }).select(place)] ?? 'th'}`;
}
