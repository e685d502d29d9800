import * as fc from 'fast-check';
import type { DayHours, OpenRange } from '../../src/dialogs/hours-file';
import type { OpeningHours } from '../../src/dialogs/policy';
import { addOpeningTime, isOpen, nextOpening } from '../../src/handoff/hours';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const at = (text: string) => new Date(text);
const range = (from: number, to: number): OpenRange => ({ fromMinute: from * 60, toMinute: to * 60 });
const everyDay = (day: DayHours): OpeningHours['weekly'] => [day, day, day, day, day, day, day];
const office = [range(9, 18)];

const shop: OpeningHours = {
  zone: 'Europe/Rome',
  weekly: [[], office, office, office, office, office, [range(9, 13)]],
  exceptions: new Map<string, DayHours>([
    ['12-25', []],
    ['2026-04-06', []],
    ['12-24', [range(9, 13)]],
  ]),
};
const alwaysOpen: OpeningHours = { zone: 'Europe/Rome', weekly: everyDay([range(0, 24)]), exceptions: new Map() };
const neverOpen: OpeningHours = { ...alwaysOpen, weekly: everyDay([]) };

describe('on an ordinary day', () => {
  test('the first minute is open, the closing time is not', () => {
    expect(isOpen(shop, at('2026-03-04T07:59:59Z'))).toBe(false);
    expect(isOpen(shop, at('2026-03-04T08:00:00Z'))).toBe(true);
    expect(isOpen(shop, at('2026-03-04T16:59:59Z'))).toBe(true);
    expect(isOpen(shop, at('2026-03-04T17:00:00Z'))).toBe(false);
  });

  test('a promise within the day is just that much later', () => {
    expect(addOpeningTime(shop, at('2026-03-04T14:25:10Z'), 15 * minuteMs)).toEqual(at('2026-03-04T14:40:10Z'));
  });

  test('what does not fit before closing continues the next morning', () => {
    expect(addOpeningTime(shop, at('2026-03-04T16:50:00Z'), 15 * minuteMs)).toEqual(at('2026-03-05T08:05:00Z'));
    expect(addOpeningTime(shop, at('2026-03-04T16:45:00Z'), 15 * minuteMs)).toEqual(at('2026-03-04T17:00:00Z'));
  });

  test('a pause at noon is not opening time', () => {
    const withPause = { ...shop, weekly: everyDay([range(9, 13), range(15, 19)]) };
    expect(nextOpening(withPause, at('2026-03-04T12:30:00Z'))).toEqual(at('2026-03-04T14:00:00Z'));
    expect(addOpeningTime(withPause, at('2026-03-04T11:50:00Z'), 15 * minuteMs)).toEqual(at('2026-03-04T14:05:00Z'));
  });
});

describe('over days without opening', () => {
  test('Saturday afternoon waits for Monday', () => {
    expect(nextOpening(shop, at('2026-03-07T13:00:00Z'))).toEqual(at('2026-03-09T08:00:00Z'));
    expect(addOpeningTime(shop, at('2026-03-07T11:50:00Z'), 15 * minuteMs)).toEqual(at('2026-03-09T08:05:00Z'));
  });

  test('Easter Monday counts as closed only in its year', () => {
    expect(nextOpening(shop, at('2026-04-04T12:00:00Z'))).toEqual(at('2026-04-07T07:00:00Z'));
    expect(isOpen(shop, at('2027-04-06T10:00:00Z'))).toBe(true);
  });

  test('a holiday of every year and a special day hold in any year', () => {
    expect(nextOpening(shop, at('2026-12-24T12:30:00Z'))).toEqual(at('2026-12-26T08:00:00Z'));
    expect(isOpen(shop, at('2029-12-25T10:00:00Z'))).toBe(false);
    expect(isOpen(shop, at('2029-12-24T13:00:00Z'))).toBe(false);
  });
});

describe('when the clocks change', () => {
  test('hours keep to the wall clock on both sides', () => {
    expect(nextOpening(shop, at('2026-03-27T17:30:00Z'))).toEqual(at('2026-03-28T08:00:00Z'));
    expect(nextOpening(shop, at('2026-03-28T12:30:00Z'))).toEqual(at('2026-03-30T07:00:00Z'));
    expect(nextOpening(shop, at('2026-10-24T12:30:00Z'))).toEqual(at('2026-10-26T08:00:00Z'));
  });

  test('a shop that never closes counts real time through both changes', () => {
    for (const start of ['2026-03-29T00:30:00Z', '2026-10-25T00:30:00Z'])
      expect(addOpeningTime(alwaysOpen, at(start), 30 * hourMs)).toEqual(new Date(at(start).getTime() + 30 * hourMs));
  });

  test('an opening at a time that does not exist is the moment of the change', () => {
    const night = { ...alwaysOpen, weekly: everyDay([{ fromMinute: 150, toMinute: 240 }]) };
    expect(nextOpening(night, at('2026-03-28T23:30:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
    expect(addOpeningTime(night, at('2026-03-28T23:30:00Z'), 61 * minuteMs)).toEqual(at('2026-03-30T00:31:00Z'));
  });

  test('an hour that exists twice is open twice', () => {
    const night = { ...alwaysOpen, weekly: everyDay([{ fromMinute: 120, toMinute: 180 }]) };
    expect(addOpeningTime(night, at('2026-10-24T23:00:00Z'), 2 * hourMs)).toEqual(at('2026-10-25T02:00:00Z'));
  });

  test('zones that change at midnight are no exception', () => {
    const beirut = { ...alwaysOpen, zone: 'Asia/Beirut' };
    const start = at('2026-03-28T12:00:00Z');
    expect(addOpeningTime(beirut, start, 20 * hourMs)).toEqual(new Date(start.getTime() + 20 * hourMs));
  });
});

describe('at the limits', () => {
  test('always open is open now', () => {
    const now = at('2026-03-04T03:21:00Z');
    expect(nextOpening(alwaysOpen, now)).toEqual(now);
  });

  test('no opening within 60 days is null, for a shop that never opens and for a long holiday', () => {
    const now = at('2026-03-04T10:00:00Z');
    expect(isOpen(neverOpen, now)).toBe(false);
    expect(nextOpening(neverOpen, now)).toBeNull();
    expect(addOpeningTime(neverOpen, now, minuteMs)).toBeNull();
    expect(addOpeningTime(shop, now, 1_000 * hourMs)).toBeNull();
  });
});

// An oracle that shares no code with the arithmetic: the wall clock, minute by minute.
const clocks = new Map<string, Intl.DateTimeFormat>();
function openByWallClock(hours: OpeningHours, moment: Date): boolean {
  const clock =
    clocks.get(hours.zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: hours.zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(hours.zone, clock);
  const [day = '', time = ''] = clock.format(moment).split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const ranges =
    hours.exceptions.get(day) ??
    hours.exceptions.get(day.slice(5)) ??
    hours.weekly[at(`${day}T12:00Z`).getUTCDay()] ??
    [];
  return ranges.some(({ fromMinute, toMinute }) => fromMinute <= hour * 60 + minute && hour * 60 + minute < toMinute);
}

function openMinutes(hours: OpeningHours, from: Date, to: Date): number {
  let count = 0;
  for (let ms = from.getTime(); ms < to.getTime(); ms += minuteMs) if (openByWallClock(hours, new Date(ms))) count++;
  return count;
}

describe('whatever the hours', () => {
  // Opening ranges on the full hour outside 0–4, where clocks change: there the wall clock alone is no oracle.
  const dayOf = fc
    .uniqueArray(fc.integer({ min: 4, max: 24 }), { minLength: 0, maxLength: 4 })
    .map((edges) => [...edges].sort((a, b) => a - b))
    .map((edges) => (edges.length % 2 === 0 ? edges : edges.slice(1)))
    .map((edges) => edges.flatMap((edge, i) => (i % 2 === 0 ? [range(edge, edges[i + 1] ?? 24)] : [])));
  const zones = fc.constantFrom('Europe/Rome', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
  const someHours = fc
    .record({ zone: zones, weekly: fc.tuple(dayOf, dayOf, dayOf, dayOf, dayOf, dayOf, dayOf), closed: fc.boolean() })
    .map(
      ({ zone, weekly, closed }): OpeningHours => ({
        zone,
        weekly,
        exceptions: new Map<string, DayHours>(
          closed
            ? [
                ['03-30', []],
                ['2026-10-26', [range(5, 24)]],
              ]
            : [],
        ),
      }),
    );
  // Around both changes of the clock in each zone.
  const moments = fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-11-01', '2026-06-10'),
      fc.integer({ min: 0, max: 3 * 1_440 }),
    )
    .map(([day, minutes]) => new Date(at(`${day}T00:00:00Z`).getTime() + minutes * minuteMs));
  const durations = fc.integer({ min: 1, max: 30 * 60 }).map((minutes) => minutes * minuteMs);

  test('open is what the wall clock says', async () => {
    await fc.assert(
      fc.property(someHours, moments, (hours, moment) => {
        expect(isOpen(hours, moment)).toBe(openByWallClock(hours, moment));
      }),
      { numRuns: 1_000 },
    );
  });

  test('the next opening is open, not earlier than asked, and nothing before it is', async () => {
    await fc.assert(
      fc.property(someHours, moments, (hours, moment) => {
        const opens = nextOpening(hours, moment);
        if (opens === null) return expect(openMinutes(hours, moment, new Date(moment.getTime() + 9 * dayMs))).toBe(0);
        expect(isOpen(hours, opens)).toBe(true);
        expect(opens.getTime()).toBeGreaterThanOrEqual(moment.getTime());
        expect(openMinutes(hours, moment, opens)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('a promise is never earlier than its duration, and exactly that much opening time lies before it', async () => {
    await fc.assert(
      fc.property(someHours, moments, durations, (hours, moment, durationMs) => {
        const due = addOpeningTime(hours, moment, durationMs);
        if (due === null) return;
        expect(due.getTime()).toBeGreaterThanOrEqual(moment.getTime() + durationMs);
        if (due.getTime() - moment.getTime() < 12 * dayMs)
          expect(openMinutes(hours, moment, due) * minuteMs).toBe(durationMs);
      }),
      { numRuns: 60 },
    );
  });

  test('asking later or for longer never gives an earlier promise', async () => {
    await fc.assert(
      fc.property(someHours, moments, durations, durations, (hours, moment, durationMs, moreMs) => {
        const due = addOpeningTime(hours, moment, durationMs)?.getTime() ?? Number.POSITIVE_INFINITY;
        const later = addOpeningTime(hours, new Date(moment.getTime() + moreMs), durationMs);
        const longer = addOpeningTime(hours, moment, durationMs + moreMs);
        expect(longer?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(due);
        if (due !== Number.POSITIVE_INFINITY) expect(later?.getTime() ?? due).toBeGreaterThanOrEqual(due);
      }),
      { numRuns: 500 },
    );
  });
});
