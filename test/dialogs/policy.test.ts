import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicy } from '../../src/dialogs/policy';
import { isOpen } from '../../src/handoff/hours';

const shipped = join(__dirname, '../../dialogs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  cpSync(join(shipped, 'policy'), join(folder, 'dialogs/policy'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function changed(file: string, from: string, to: string): () => unknown {
  const path = join(folder, 'dialogs/policy', file);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
  return () => loadPolicy(join(folder, 'dialogs'));
}

test('the sample shop has a name, a zone, two languages and the promises of the design', () => {
  const { shop, promises } = loadPolicy(shipped);
  expect(shop).toEqual({ name: 'Bottega Lunaria', zone: 'Europe/Rome', languages: ['it', 'en'] });
  expect(promises).toEqual({
    firstReplyWithinMs: 900_000,
    replyWithinMs: 300_000,
    acknowledgeEveryMs: 300_000,
    idleCloseAfterMs: 86_400_000,
    silentCloseAfterMs: 30 * 86_400_000,
    reopenToPersonWithinMs: 86_400_000,
    visitorsExpireAfterMs: 86_400_000,
  });
});

test('Italian holidays are closed for three years, Easter Mondays included', () => {
  const { hours } = loadPolicy(shipped);
  const fixed = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '10-04', '11-01', '12-08', '12-25', '12-26'];
  for (const year of [2026, 2027, 2028])
    for (const day of [...fixed.map((date) => `${year}-${date}`), easterMonday(year)])
      expect([day, isOpen(hours, new Date(`${day}T09:30:00Z`))]).toEqual([day, false]);
  expect(isOpen(hours, new Date('2026-03-04T09:30:00Z'))).toBe(true);
  expect(isOpen(hours, new Date('2026-12-24T10:30:00Z'))).toBe(true);
  expect(isOpen(hours, new Date('2026-12-24T13:30:00Z'))).toBe(false);
});

test.each([
  [
    'shop.yaml',
    'Europe/Rome',
    'Europe/Roma',
    'shop.yaml, line 3: zone: is not a time zone; write one like Europe/Rome.',
  ],
  ['shop.yaml', '[it, en]', '[it, it]', 'shop.yaml, line 4: languages: names a language twice.'],
  ['shop.yaml', 'name: Bottega Lunaria', '', 'shop.yaml, line 1: name is missing.'],
  ['promises.yaml', '15 min', 'soon', 'line 2: firstReplyWithin: must be a time such as 90 s, 15 min, 24 h or 2 d.'],
  ['promises.yaml', 'replyWithin: 5 min', 'replyWithin: 0 min', 'line 3: replyWithin: must be a time such as'],
  ['promises.yaml', 'replyWithin:', 'answerWithin:', 'line 3: answerWithin: is not known here.'],
  [
    'hours.yaml',
    'monday: [9:00-18:00]',
    'monday: [9-18]',
    'line 5: weekly.monday.0: must be a range within one day such as',
  ],
  [
    'hours.yaml',
    'monday: [9:00-18:00]',
    'monday: [20:00-2:00]',
    'line 5: weekly.monday.0: must be a range within one day',
  ],
  [
    'hours.yaml',
    'monday: [9:00-18:00]',
    'monday: [9:00-24:30]',
    'line 5: weekly.monday.0: must be a range within one day',
  ],
  [
    'hours.yaml',
    'monday: [9:00-18:00]',
    'monday: [9:00-13:00, 12:00-18:00]',
    'line 5: weekly.monday: has ranges that overlap.',
  ],
  ['hours.yaml', '  sunday: []\n', '', 'weekly.sunday is missing.'],
  ['hours.yaml', 'date: 01-06', 'date: 02-30', 'date: must be a day of the calendar, MM-DD or YYYY-MM-DD.'],
  ['hours.yaml', 'date: 01-06', 'date: 01-01', 'date: 01-01 is listed twice.'],
])('%s with "%s" written as "%s" is refused in a plain sentence', (file, from, to, sentence) => {
  expect(changed(file, from, to)).toThrow(sentence);
});

test('a shop that never opens is refused, because no answer could be promised', () => {
  const path = join(folder, 'dialogs/policy/hours.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/(day): \[\d.*\]/g, '$1: []'));
  expect(() => loadPolicy(join(folder, 'dialogs'))).toThrow('weekly: never opens, so no answer could be promised.');
});

/** Anonymous Gregorian computus. */
function easterMonday(year: number): string {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const moon =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const week = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - moon - ((year % 100) % 4)) % 7;
  const days = moon + week - 7 * Math.floor((golden + 11 * moon + 22 * week) / 451) + 114;
  return new Date(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 2)).toISOString().slice(0, 10);
}
