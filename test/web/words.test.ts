// What the widget says of waiting, in both languages and in the reader's zone.
import type { CareState } from '../../src/web/widget/chat/care-state';
import { readCareState } from '../../src/web/widget/chat/care-state';
import type { Language } from '../../src/web/widget/texts/language';
import { panelTexts } from '../../src/web/widget/texts/texts';
import { createWhen } from '../../src/web/widget/texts/when';
import { presenceOf, waitingSentences } from '../../src/web/widget/view/presence';

const now = new Date('2026-03-04T13:30:00Z');
const waiting: CareState = { phase: 'waiting', canLeaveLine: true, asksContact: false };

function says(language: Language, care: CareState, locale: string = language) {
  const texts = panelTexts[language];
  const when = createWhen(language, locale, texts, 'Europe/Rome');
  return {
    presence: presenceOf(care, 'Bottega Lunaria', texts, when, now),
    sentences: waitingSentences(care, texts, when, now),
  };
}

describe('waiting in words', () => {
  it('names the time and the place in line, in Italian', () => {
    const { presence, sentences } = says('it', { ...waiting, dueAt: new Date('2026-03-04T14:40:00Z'), place: 3 });
    expect(presence).toMatchObject({ title: 'In attesa', hint: 'Una persona risponde entro le 15:40', isLate: false });
    expect(sentences).toEqual([
      'Le risponde una persona entro le 15:40.',
      'Prima di lei ci sono 2 persone.',
      'Può chiudere la pagina: ritrova qui la risposta.',
    ]);
  });

  it('names the time and the place in line, in English', () => {
    const { sentences } = says('en', { ...waiting, dueAt: new Date('2026-03-04T14:40:00Z'), place: 1 }, 'en-GB');
    expect(sentences).toEqual([
      'A person will answer you by 15:40.',
      'You are next.',
      'You can close this page: the answer will be here.',
    ]);
  });

  it('tells a promise by the shop’s clock, as the messages do, wherever the reader is', () => {
    const { presence } = says('it', { ...waiting, dueAt: new Date('2026-03-04T14:40:00Z'), zone: 'Europe/Lisbon' });
    expect(presence.hint).toBe('Una persona risponde entro le 14:40 (ora del negozio)');
    const english = says('en', { ...waiting, dueAt: new Date('2026-03-04T14:40:00Z'), zone: 'Europe/Lisbon' }, 'en-GB');
    expect(english.sentences[0]).toBe('A person will answer you by 14:40 (shop time).');
    const sameClock = says('it', { ...waiting, dueAt: new Date('2026-03-04T14:40:00Z'), zone: 'Europe/Berlin' });
    expect(sameClock.presence.hint).toBe('Una persona risponde entro le 15:40');
  });

  it('never names an earlier minute than was promised, nor an earlier day', () => {
    const justAfter = new Date('2026-03-04T14:40:00.001Z');
    const { presence, sentences } = says('it', { ...waiting, dueAt: justAfter });
    expect(presence.hint).toBe('Una persona risponde entro le 15:41');
    expect(sentences[0]).toBe('Le risponde una persona entro le 15:41.');
    const beforeMidnight = says('it', { ...waiting, dueAt: new Date('2026-03-04T22:59:30Z') });
    expect(beforeMidnight.sentences[0]).toMatch(/entro domani alle 0?0:00\.$/);
    const opening = says('it', { ...waiting, deferredUntil: new Date('2026-03-05T07:59:01Z') });
    expect(opening.sentences[0]).toMatch(/^Riapriamo domani alle 0?9:00\./);
  });

  it('tells the hour of a message as it was, not rounded', () => {
    const when = createWhen('it', 'it', panelTexts.it, 'Europe/Rome');
    expect(when.time(new Date('2026-03-04T14:40:59Z'))).toBe('15:40');
  });

  it('names the day when the answer comes on another one', () => {
    const deferred = {
      ...waiting,
      deferredUntil: new Date('2026-03-05T08:00:00Z'),
      dueAt: new Date('2026-03-05T08:15:00Z'),
    };
    expect(says('it', deferred).sentences[0]).toMatch(/^Le risponde una persona entro domani alle 0?9:15\.$/);
    expect(says('en', deferred, 'en-GB').sentences[0]).toMatch(/^A person will answer you by tomorrow at 0?9:15\.$/);
  });

  it('says when the shop opens while no time is promised', () => {
    const closed = { ...waiting, deferredUntil: new Date('2026-03-07T08:00:00Z') };
    expect(says('it', closed).sentences[0]).toMatch(
      /^Riapriamo sabato 7 marzo alle 0?9:00\. Poi le risponde una persona\.$/,
    );
  });

  it('promises no time when it knows none', () => {
    expect(says('it', waiting).sentences[0]).toBe('Le risponde una persona appena è libera.');
  });

  it('admits being late, in words and not in colour alone', () => {
    const { presence, sentences } = says('it', { ...waiting, dueAt: new Date('2026-03-04T13:29:00Z') });
    expect(presence).toMatchObject({ title: 'In ritardo', isLate: true });
    expect(sentences).toEqual([panelTexts.it.lateHint]);
  });

  it('gives a person by their own name', () => {
    const { presence } = says('it', { ...waiting, phase: 'human', agentName: 'Giulia Ferri' });
    expect(presence).toMatchObject({ title: 'Giulia Ferri', hint: 'Una persona di Bottega Lunaria' });
  });

  it('puts one o’clock into Italian', () => {
    const care = { ...waiting, dueAt: new Date('2026-03-05T00:05:00Z') };
    expect(says('it', care).sentences[0]).toMatch(/entro domani all’0?1:05\.$/);
  });

  it('does not stumble over a locale that no browser knows', () => {
    const care = { ...waiting, dueAt: new Date('2026-03-04T14:40:00Z') };
    expect(says('it', care, 'it-zz-quatsch-x').sentences[0]).toContain('15:40');
  });
});

describe('the state told by the server', () => {
  it('keeps the start of the ring while the due time stays the same', () => {
    const value = { phase: 'waiting', owner: { kind: 'line' }, dueAt: '2026-03-04T14:40:00Z', canLeaveLine: true };
    const first = readCareState(value, waiting, now);
    const later = readCareState({ ...value, place: 2 }, first ?? waiting, new Date(now.getTime() + 60_000));
    expect(later?.since).toEqual(now);
    const moved = readCareState(
      { ...value, dueAt: '2026-03-04T15:00:00Z' },
      first ?? waiting,
      new Date(now.getTime() + 60_000),
    );
    expect(moved?.since).not.toEqual(now);
  });

  it.each([null, 'waiting', { phase: 'unheard-of' }, { phase: 7 }, []])('ignores %j', (value) => {
    expect(readCareState(value, waiting, now)).toBeNull();
  });
});
