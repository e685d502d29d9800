// Moments in words, in the reader's own zone.
import type { Language } from '../contract';
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
}

const dayMs = 86_400_000;

export function createWhen(language: Language, locale: string, texts: PanelTexts): When {
  const zone = locale.toLowerCase().startsWith(language) ? locale : language;
  const timeFormat = formatOf(zone, language, { hour: 'numeric', minute: '2-digit' });
  const dayFormat = formatOf(zone, language, { weekday: 'long', day: 'numeric', month: 'long' });
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
  return {
    time,
    day(moment, now) {
      const days = daysBetween(now, moment);
      return days === 0 ? texts.today : days === -1 ? texts.yesterday : dayFormat.format(moment);
    },
    by(moment, now) {
      const day = otherDay(moment, now);
      if (isItalian) return day === '' ? `entro ${hour(moment, 'le ', 'l’')}` : `entro ${day} ${atTime(moment)}`;
      return day === '' ? `by ${time(moment)}` : `by ${day.replace('on ', '')} ${atTime(moment)}`;
    },
    moment: (moment, now) => `${otherDay(moment, now)} ${atTime(moment)}`.trim(),
  };
}

/** Calendar days from one moment to another, in the reader's zone. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (moment: Date) => Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate());
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}

/** A page may name a locale the browser cannot read. */
function formatOf(locale: string, fallback: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat(fallback, options);
  }
}
