// Calendar and wall clock of a time zone, through Intl alone: what the shop's hours and the sentences to customers need.
// Pure; a calendar day is text, `2026-03-04`, so that it sorts, compares and serves as a key.

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export interface LocalTime {
  /** Calendar day, `YYYY-MM-DD`. */
  day: string;
  /** Whole minutes since local midnight by the wall clock, 0–1439. */
  minute: number;
}

/** What calendar and wall clock of `zone` show at `moment`. */
export function localTimeAt(moment: Date, zone: string): LocalTime {
  const wall = new Date(moment.getTime() + offsetMs(moment.getTime(), zone));
  return { day: wall.toISOString().slice(0, 10), minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() };
}

/**
 * The moment at which the wall clock of `zone` shows `minute` (0–1440) of `day`. A time that exists twice (clocks go back)
 * gives its `first` or `last` moment; one that never exists (clocks go forward) gives the moment of the change.
 */
export function momentAt(day: string, minute: number, zone: string, pick: 'first' | 'last'): Date {
  const wallMs = startOfDayUtc(day) + minute * minuteMs;
  const before = wallMs - offsetMs(wallMs - dayMs, zone);
  const after = wallMs - offsetMs(wallMs + dayMs, zone);
  const shown = [before, after].filter((candidate) => candidate + offsetMs(candidate, zone) === wallMs);
  if (shown.length > 0) return new Date(pick === 'first' ? Math.min(...shown) : Math.max(...shown));
  return new Date(changeBetween(Math.min(before, after), Math.max(before, after), zone));
}

/** The calendar day `count` days after `day` (negative: before). */
export function addDays(day: string, count: number): string {
  return new Date(startOfDayUtc(day) + count * dayMs).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(startOfDayUtc(day)).getUTCDay();
}

/** True for a zone name that this machine's Intl knows, such as `Europe/Rome`. */
export function isZone(zone: string): boolean {
  try {
    wallClock(zone);
    return true;
  } catch {
    return false;
  }
}

function startOfDayUtc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The first moment after `fromMs` at which the offset is no longer that of `fromMs`; there is one until `toMs`. */
function changeBetween(fromMs: number, toMs: number, zone: string): number {
  const offset = offsetMs(fromMs, zone);
  let [low, high] = [fromMs, toMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** Milliseconds that the wall clock of `zone` is ahead of UTC. */
function offsetMs(momentMs: number, zone: string): number {
  const wholeSeconds = Math.floor(momentMs / 1_000) * 1_000;
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of wallClock(zone).formatToParts(wholeSeconds))
    if (type in shown) shown[type as keyof typeof shown] = Number(value);
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second) - wholeSeconds;
}

// Making a formatter costs far more than using it, and a shop has one zone.
const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (wallClocks.size < 500) wallClocks.set(zone, made);
  return made;
}
