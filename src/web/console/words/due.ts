// A promised moment as the notices to the customer name it: by the shop's clock, up to the whole minute. Who works in
// another zone reads whose clock it is, so that agent and customer speak of one deadline.
import { remember } from './remember';

export interface DueMoment {
  /** "15:40", "lun 9:00", "12 nov". */
  time: string;
  /** Complete, for tooltips. */
  full: string;
  /** By the shop's calendar. */
  isToday: boolean;
  /** The shop's city, when the reader's own clock shows another hour at that moment. */
  city: string | null;
}

export interface DueReading {
  now: number;
  /** The shop's, an IANA name. */
  zone: string;
  locale: string;
  /** Where the reader is; without it the browser's own. */
  readerZone?: string;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function dueMoment(at: string | number, reading: DueReading): DueMoment {
  const { now, zone, readerZone, locale } = reading;
  const moment = Math.ceil(new Date(at).getTime() / minuteMs) * minuteMs;
  const say = (options: Intl.DateTimeFormatOptions) => formatOf(locale, { ...options, timeZone: zone }).format(moment);
  const isToday = dayIn(zone, moment) === dayIn(zone, now);
  const isFar = !isToday && Math.abs(moment - now) > 6 * dayMs;
  const clock = say({ hour: 'numeric', minute: '2-digit' });
  return {
    time: isToday ? clock : isFar ? say({ day: 'numeric', month: 'short' }) : `${say({ weekday: 'short' })} ${clock}`,
    full: say({ dateStyle: 'full', timeStyle: 'short' }),
    isToday,
    city: wallClockIn(zone, moment) === wallClockIn(readerZone, moment) ? null : cityOf(zone, locale),
  };
}

function dayIn(zone: string, moment: number): string {
  return formatOf('en-CA', { timeZone: zone, dateStyle: 'short' }).format(moment);
}

function wallClockIn(zone: string | undefined, moment: number): string {
  const place = zone === undefined ? {} : { timeZone: zone };
  return formatOf('en-CA', { ...place, dateStyle: 'short', timeStyle: 'short' }).format(moment);
}

/** "Rome", "Roma", "New York"; a zone without a city keeps its own name. */
function cityOf(zone: string, locale: string): string {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone;
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return locale.startsWith('it') ? (italianCities[city] ?? city) : city;
}

/** The zones' names are English, and Intl names cities of large countries only. */
const italianCities: Record<string, string> = {
  Athens: 'Atene',
  Berlin: 'Berlino',
  Brussels: 'Bruxelles',
  Dublin: 'Dublino',
  Lisbon: 'Lisbona',
  Ljubljana: 'Lubiana',
  London: 'Londra',
  Paris: 'Parigi',
  Rome: 'Roma',
  Stockholm: 'Stoccolma',
  Zagreb: 'Zagabria',
  Zurich: 'Zurigo',
};

const formatOf = remember(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
