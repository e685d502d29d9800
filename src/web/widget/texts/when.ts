// Moments in words, in the reader's own zone. What is promised is rounded up to the minute, as in the shop's messages, so
// that no sentence names an earlier time than was promised.
import type { Language } from './language';
import type { PanelTexts } from './panel-texts';

export interface When {
  /** `15:40` */
  time(moment: Date): string;
  /** `Oggi`, `Ieri`, `lunedì 2 marzo` */
  day(moment: Date, now: Date): string;
  /** `entro le 15:40`, `by tomorrow at 9:00` */
  by(moment: Date, now: Date): string;
  /** `domani alle 9:00` */
  moment(moment: Date, now: Date): string;
  /** The same words by another zone's clock: what the shop promised is told in the shop's time, and says so when the reader's differs. */
  inZone(zone: string): When;
}

const dayMs = 86_400_000;

/** `zone`: an IANA name; without it the browser's own. */
export function createWhen(language: Language, locale: string, texts: PanelTexts, zone?: string): When {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  const formatOf = (options: Intl.DateTimeFormatOptions) => formatIn(locale, language, { ...options, ...inZone });
  const timeFormat = formatOf({ hour: 'numeric', minute: '2-digit' });
  const dayFormat = formatOf({ weekday: 'long', day: 'numeric', month: 'long' });
  const dateFormat = new Intl.DateTimeFormat('en-CA', inZone);
  const daysBetween = (from: Date, to: Date) =>
    Math.round((Date.parse(dateFormat.format(to)) - Date.parse(dateFormat.format(from))) / dayMs);
  const time = (moment: Date) => timeFormat.format(moment);
  const isItalian = language === 'it';
  /** Italian articles: le 15:40, but l’1:05. */
  const hour = (moment: Date, before: string, beforeOne: string) =>
    (/^0?1\D/.test(time(moment)) ? beforeOne : before) + time(moment);
  const atTime = (moment: Date) => (isItalian ? hour(moment, 'alle ', 'all’') : `at ${time(moment)}`);
  const otherDay = (moment: Date, now: Date) => {
    const days = daysBetween(now, moment);
    if (days === 0) return '';
    if (days === 1) return isItalian ? 'domani' : 'tomorrow';
    return isItalian ? dayFormat.format(moment) : `on ${dayFormat.format(moment)}`;
  };
  const reader: When = {
    time,
    day(moment, now) {
      const days = daysBetween(now, moment);
      return days === 0 ? texts.today : days === -1 ? texts.yesterday : dayFormat.format(moment);
    },
    by(exact, now) {
      const moment = upToMinute(exact);
      const day = otherDay(moment, now);
      if (isItalian) return day === '' ? `entro ${hour(moment, 'le ', 'l’')}` : `entro ${day} ${atTime(moment)}`;
      return day === '' ? `by ${time(moment)}` : `by ${day.replace('on ', '')} ${atTime(moment)}`;
    },
    moment(exact, now) {
      const moment = upToMinute(exact);
      return `${otherDay(moment, now)} ${atTime(moment)}`.trim();
    },
    inZone: (other) => named(createWhen(language, locale, texts, other), reader, isItalian),
  };
  return reader;
}

/** Says whose clock it is where the reader's own would show another one. */
function named(shop: When, reader: When, isItalian: boolean): When {
  const told = (how: 'by' | 'moment') => (moment: Date, now: Date) => {
    const words = shop[how](moment, now);
    return words === reader[how](moment, now) ? words : words + (isItalian ? ' (ora del negozio)' : ' (shop time)');
  };
  return { ...shop, by: told('by'), moment: told('moment') };
}

function upToMinute(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / 60_000) * 60_000);
}

/** A page may name another language than ours, or a locale that the browser cannot read: then the language's own. */
function formatIn(locale: string, language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale.toLowerCase().startsWith(language) ? locale : language, options);
  } catch {
    return new Intl.DateTimeFormat(language, options);
  }
}
