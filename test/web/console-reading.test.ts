// How the console orders what it reads: the list under the pointer, the timeline, marked words, canned replies, addresses
// and the promise clock.
import fc from 'fast-check';
import { fittingReplies, slashAt, withReply } from '../../src/web/console/conversation/canned-words';
import { timeline } from '../../src/web/console/conversation/entries';
import { segmentsOf } from '../../src/web/console/conversation/segments';
import type { Conversation, Message, Row } from '../../src/web/console/data/contract';
import { hrefOf, parsePlace } from '../../src/web/console/frame/address';
import { settle } from '../../src/web/console/line/steady-rows';
import { promiseClock } from '../../src/web/console/look/promise-clock';
import { dueMoment } from '../../src/web/console/words/due';

const minuteMs = 60_000;
const noon = Date.parse('2026-03-04T12:00:00Z');
const at = (minutes: number) => new Date(noon + minutes * minuteMs).toISOString();
const signals = { complaint: 0, frustration: 0, abuse: 0, personRequest: 0, urgency: 0 };

const row = (id: string, change: Partial<Row> = {}): Row => ({
  id,
  channel: 'web',
  customer: { id: `c-${id}`, locale: 'it-IT' },
  phase: 'waiting',
  owner: { kind: 'line' },
  version: 1,
  signals,
  lastMessageAt: at(0),
  preview: 'Il vaso è rotto',
  priority: 1,
  late: false,
  language: 'it',
  ...change,
});

describe('the list under the pointer', () => {
  const shown = settle([], [row('a'), row('b')], false).rows;

  it('shows what the server says while nobody aims', () => {
    expect(settle(shown, [row('c'), row('a')], false)).toMatchObject({
      rows: [{ row: { id: 'c' } }, { row: { id: 'a' } }],
      heldCount: 0,
    });
  });

  it('keeps every row in its place, counts new ones above and appends new ones below', () => {
    const steady = settle(shown, [row('new'), row('b'), row('last')], true);
    expect(steady.rows.map(({ row: { id }, isGone }) => [id, isGone])).toEqual([
      ['a', true],
      ['b', false],
      ['last', false],
    ]);
    expect(steady.heldCount).toBe(1);
  });

  it('never moves or loses a shown row, whatever arrives', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const old = settle(
          [],
          before.map((id) => row(id)),
          false,
        ).rows;
        const steady = settle(
          old,
          after.map((id) => row(id)),
          true,
        );
        const place = steady.rows.map((one) => one.row.id);
        expect(place.slice(0, before.length)).toEqual(before);
        const fresh = after.filter((id) => !before.includes(id)).length;
        expect(steady.rows.length + steady.heldCount).toBe(before.length + fresh);
      }),
    );
  });
});

describe('the timeline', () => {
  const message = (seq: number, minutes: number, from: Message['from']): Message => ({
    id: `x|${seq}`,
    seq,
    from,
    text: `riga ${seq}`,
    at: at(minutes),
    delivery: 'sent',
  });
  const conversation: Conversation = {
    ...row('x'),
    messages: [
      message(1, 0, { kind: 'customer' }),
      message(2, 0, { kind: 'customer' }),
      message(3, 5, { kind: 'system' }),
      message(4, 8, { kind: 'customer' }),
    ],
    notes: [{ id: 'n', by: { id: 'a1', name: 'Anna' }, text: 'attenzione', at: at(6) }],
    events: [
      { kind: 'turn-decided', at: at(1), by: { kind: 'bot' } },
      { kind: 'claimed', at: new Date(noon + 5 * minuteMs + 300).toISOString(), by: { kind: 'agent', name: 'Anna' } },
    ],
  };

  it('puts events before the notice they wrote, notes where they were left, and marks what is new', () => {
    const entries = timeline(conversation, at(7));
    expect(entries.map(({ kind }) => kind)).toEqual([
      'day',
      'message',
      'message',
      'event',
      'message',
      'note',
      'unseen',
      'message',
    ]);
  });

  it('names an author once for a run of messages', () => {
    const runs = timeline(conversation, undefined).flatMap((entry) =>
      entry.kind === 'message' ? [entry.isFirstOfAuthor] : [],
    );
    expect(runs).toEqual([true, false, true, true]);
  });
});

describe('marked words', () => {
  it('cuts a text at every edge of evidence without losing a character', () => {
    const piece = fc.record({ start: fc.nat(30), end: fc.nat(30) });
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(piece, { maxLength: 5 }), (text, pieces) => {
        const evidence = pieces.map((one) => ({ ...one, messageId: 'x|1', cue: 'complaint.broken' }));
        const segments = segmentsOf(text, evidence);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        for (const { start, text: marked, signals: found } of segments) {
          const covered = evidence.some(
            (one) => one.start <= start && one.end >= start + marked.length && one.end <= text.length,
          );
          expect(found).toEqual(covered && marked !== '' ? ['complaint'] : []);
        }
      }),
    );
  });
});

describe('canned replies', () => {
  const both = (words: string) => ({ it: words, en: words });
  const replies = [
    { shortcut: 'saluto', title: both('Presentarsi'), text: both('Buongiorno') },
    { shortcut: 'rotto', title: both('Pacco arrivato rotto'), text: both('Mi dispiace') },
  ];

  it('open after a slash at the start or after a blank, and nowhere else', () => {
    expect(slashAt('/ro', 3)).toEqual({ start: 0, letters: 'ro' });
    expect(slashAt('Certo. /ro', 10)).toEqual({ start: 7, letters: 'ro' });
    expect(slashAt('e/o', 3)).toBeNull();
    expect(slashAt('/ro tto', 7)).toBeNull();
  });

  it('rank shortcuts before words, and take the place of the letters typed', () => {
    expect(fittingReplies(replies, 'ro', 'it').map(({ shortcut }) => shortcut)).toEqual(['rotto']);
    expect(fittingReplies(replies, 'arri', 'it').map(({ shortcut }) => shortcut)).toEqual(['rotto']);
    expect(withReply('Certo. /ro!', { start: 7, letters: 'ro' }, 'Mi dispiace')).toEqual({
      text: 'Certo. Mi dispiace!',
      cursor: 18,
    });
  });
});

describe('addresses', () => {
  it('come back as they were written', () => {
    const place = {
      page: 'line' as const,
      view: 'all' as const,
      words: 'tazza & co',
      conversationId: 'aB-_9',
      briefing: true,
    };
    expect(parsePlace(hrefOf(place))).toEqual(place);
    expect(parsePlace(hrefOf({ page: 'people' }))).toEqual({ page: 'people' });
  });

  it('fall back to the line', () => {
    expect(parsePlace('#/nonsense')).toMatchObject({ page: 'line', view: 'waiting', conversationId: null });
  });
});

describe('the promise clock', () => {
  const open = { state: 'open' as const, madeAt: at(0), dueAt: at(15) };

  it('fills with the promised time and is late after it', () => {
    expect(promiseClock(row('a', { promise: open }), noon + 6 * minuteMs)).toMatchObject({
      state: 'running',
      passed: 0.4,
    });
    expect(promiseClock(row('a', { promise: open }), noon + 16 * minuteMs)).toMatchObject({
      state: 'late',
      overdueMs: minuteMs,
    });
  });

  it('stays late while a renewed promise runs, waits while nobody is on duty, and owes nothing once kept', () => {
    expect(promiseClock(row('a', { promise: open, late: true }), noon)).toMatchObject({ state: 'late', overdueMs: 0 });
    expect(promiseClock(row('a', { promise: open, deferredUntil: at(10) }), noon)).toMatchObject({ state: 'deferred' });
    expect(promiseClock(row('a', { promise: { ...open, state: 'kept' } }), noon)).toMatchObject({ state: 'settled' });
  });
});

describe('a promised moment', () => {
  const read = (due: string, change: { locale?: string; readerZone?: string; zone?: string } = {}) =>
    dueMoment(due, { now: noon, zone: 'Europe/Rome', readerZone: 'Europe/Rome', locale: 'it-IT', ...change });

  it('is never told as an earlier minute than was promised', () => {
    expect(read('2026-03-04T14:40:00.000Z').time).toBe('15:40');
    expect(read('2026-03-04T14:40:00.001Z').time).toBe('15:41');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 * 60 * minuteMs }), (ms) => {
        const [hour, minute] = read(new Date(noon + ms).toISOString())
          .time.split(':')
          .map(Number);
        const toldMs = ((hour ?? 0) - 13) * 60 * minuteMs + (minute ?? 0) * minuteMs;
        expect(toldMs - ms).toBeGreaterThanOrEqual(0);
        expect(toldMs - ms).toBeLessThan(minuteMs);
      }),
    );
  });

  it('names the day when rounding up reaches the next one, and the date when it is far', () => {
    expect(read('2026-03-04T22:59:30Z')).toMatchObject({ isToday: false, time: expect.stringMatching(/^gio 0?0:00$/) });
    expect(read('2026-03-20T09:00:00Z').time).toBe('20 mar');
  });

  it('is told by the shop’s clock, and says so to whoever reads another hour on their own', () => {
    const due = '2026-03-04T14:40:00Z';
    expect(read(due)).toMatchObject({ time: '15:40', city: null });
    expect(read(due, { readerZone: 'Europe/Berlin' })).toMatchObject({ time: '15:40', city: null });
    expect(read(due, { readerZone: 'Europe/Lisbon' })).toMatchObject({ time: '15:40', city: 'Roma' });
    expect(read(due, { readerZone: 'Europe/Lisbon', locale: 'en-GB' })).toMatchObject({ time: '15:40', city: 'Rome' });
    const american = read('2026-03-04T19:40:00Z', { zone: 'America/New_York' });
    expect(american).toMatchObject({ time: '14:40', city: 'New York' });
  });

  it('takes today from the shop’s calendar', () => {
    const late = { now: Date.parse('2026-03-04T23:30:00Z'), zone: 'Europe/Rome', locale: 'it-IT' };
    const due = dueMoment('2026-03-05T08:00:00Z', { ...late, readerZone: 'America/New_York' });
    expect(due).toMatchObject({ isToday: true, city: 'Roma' });
  });
});
