import * as fc from 'fast-check';
import { sayDue, sayOpening, sayPlace } from '../../src/dialogs/moments';

const zone = 'Europe/Rome';
const due = (moment: string, now: string, language: 'it' | 'en' = 'it') =>
  sayDue(new Date(moment), { now: new Date(now), language, zone });
const opening = (moment: string, now: string, language: 'it' | 'en' = 'it') =>
  sayOpening(new Date(moment), { now: new Date(now), language, zone });

test('a moment of today is a bare time', () => {
  expect(due('2026-03-04T14:40:00Z', '2026-03-04T14:25:00Z')).toBe('entro le 15:40');
  expect(due('2026-03-04T14:40:00Z', '2026-03-04T14:25:00Z', 'en')).toBe('by 3:40 pm');
});

test('tomorrow is named, also over the end of the year', () => {
  expect(due('2026-03-05T08:15:00Z', '2026-03-04T22:59:00Z')).toBe('domani entro le 9:15');
  expect(due('2026-01-01T08:15:00Z', '2025-12-31T12:00:00Z', 'en')).toBe('tomorrow by 9:15 am');
});

test('a later day carries weekday and date', () => {
  expect(due('2026-03-09T08:15:00Z', '2026-03-06T18:00:00Z')).toBe('lunedì 9 marzo entro le 9:15');
  expect(due('2026-03-09T08:15:00Z', '2026-03-06T18:00:00Z', 'en')).toBe('on Monday 9 March by 9:15 am');
  expect(due('2026-06-01T08:00:00Z', '2026-05-29T18:00:00Z')).toBe('lunedì 1º giugno entro le 10:00');
});

test('today is today by the clock of the shop, not by UTC', () => {
  expect(due('2026-03-04T23:30:00Z', '2026-03-04T23:10:00Z')).toBe('entro le 0:30');
  expect(due('2026-03-04T23:30:00Z', '2026-03-04T22:50:00Z')).toBe('domani entro le 0:30');
});

test('an opening says at, and says today', () => {
  expect(opening('2026-03-04T14:00:00Z', '2026-03-04T12:30:00Z')).toBe('oggi alle 15:00');
  expect(opening('2026-03-05T08:00:00Z', '2026-03-04T20:00:00Z', 'en')).toBe('tomorrow at 9:00 am');
  expect(opening('2026-03-09T08:00:00Z', '2026-03-07T20:00:00Z')).toBe('lunedì 9 marzo alle 9:00');
});

test('one o’clock is spoken with an apostrophe in Italian', () => {
  expect(due('2026-03-05T00:05:00Z', '2026-03-04T23:55:00Z')).toBe("entro l'1:05");
  expect(opening('2026-03-05T00:00:00Z', '2026-03-04T23:55:00Z')).toBe("oggi all'1:00");
});

test('noon and midnight keep their half of the day in English', () => {
  expect(due('2026-03-04T11:00:00Z', '2026-03-04T10:00:00Z', 'en')).toBe('by 12:00 pm');
  expect(due('2026-03-04T23:00:00Z', '2026-03-04T10:00:00Z', 'en')).toBe('tomorrow by 12:00 am');
});

test('seconds are rounded up, also into the next day', () => {
  expect(due('2026-03-04T14:39:00.001Z', '2026-03-04T14:25:00Z')).toBe('entro le 15:40');
  expect(due('2026-03-04T14:39:00.000Z', '2026-03-04T14:25:00Z')).toBe('entro le 15:39');
  expect(due('2026-03-04T22:59:30Z', '2026-03-04T14:25:00Z')).toBe('domani entro le 0:00');
});

test('on the days the clocks change, the wall clock counts', () => {
  expect(due('2026-03-29T01:15:00Z', '2026-03-29T00:50:00Z')).toBe('entro le 3:15');
  expect(due('2026-03-29T07:15:00Z', '2026-03-28T22:50:00Z')).toBe('domani entro le 9:15');
  expect(due('2026-10-25T00:30:00Z', '2026-10-25T00:10:00Z')).toBe('entro le 2:30');
  expect(due('2026-10-25T01:30:00Z', '2026-10-25T00:10:00Z')).toBe('entro le 2:30');
  expect(due('2026-10-26T08:15:00Z', '2026-10-25T22:30:00Z')).toBe('domani entro le 9:15');
});

test('no sentence names an earlier time than the moment, and none more than a minute later', async () => {
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
  const zones = fc.constantFrom('Europe/Rome', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC');
  await fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 6 * 86_400_000 }), zones, (now, aheadMs, zoneName) => {
      const moment = new Date(now.getTime() + aheadMs);
      const said = sayDue(moment, { now, language: 'it', zone: zoneName });
      const clock = new Intl.DateTimeFormat('it-IT', { timeZone: zoneName, hour: 'numeric', minute: '2-digit' });
      const accepted = [moment, new Date(moment.getTime() + 59_999)].map((at) =>
        clock.format(at).replace(/^0(?=\d)/, ''),
      );
      const named = said.match(/\d+:\d\d$/)?.[0];
      expect(moment.getTime() % 60_000 === 0 ? accepted.slice(0, 1) : accepted.slice(1)).toContain(named);
    }),
    { numRuns: 300 },
  );
});

test('places in line are ordinals', () => {
  expect([1, 2, 11].map((place) => sayPlace(place, 'it'))).toEqual(['1º', '2º', '11º']);
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map((place) => sayPlace(place, 'en'))).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '103rd',
  ]);
});
