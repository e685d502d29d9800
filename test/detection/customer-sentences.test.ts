// What customers write, by the hundred, and what must come of it; then the same words in other clothes.
import { detectWords, reasonFor } from './detect-words';
import { englishComplaints, italianComplaints } from './sentences/complaints';
import { graveMatters, insults } from './sentences/grave';
import { englishNeutral, italianNeutral } from './sentences/neutral';
import { englishPersonRequests, italianPersonRequests, withdrawals } from './sentences/person-requests';

const personRequests = [...italianPersonRequests, ...englishPersonRequests];
const complaints = [...italianComplaints, ...englishComplaints];
const neutral = [...italianNeutral, ...englishNeutral];

describe('a wish for a person hands over', () => {
  test.each(personRequests)('%s', (text) => {
    expect(reasonFor(text)).toBe('asked-for-person');
  });
});

describe('a complaint reaches a person', () => {
  test.each(complaints)('%s', (text) => {
    expect(['complaint', 'frustration']).toContain(reasonFor(text));
  });
});

describe('law and danger come before everything else', () => {
  test.each(graveMatters)('%s', (text) => {
    expect(reasonFor(text)).toBe('legal-or-safety');
  });
});

describe('an insult is noticed', () => {
  test.each(insults)('%s', (text) => {
    expect(detectWords(text).signals.abuse).toBeGreaterThanOrEqual(0.6);
    expect(['abuse', 'frustration']).toContain(reasonFor(text));
  });
});

describe('an ordinary message stays with the bot', () => {
  test.each(neutral)('%s', (text) => {
    expect(reasonFor(text)).toBeNull();
  });
});

describe('a wish for a person can be taken back', () => {
  test.each(withdrawals)('%s', (text) => {
    expect(detectWords(text).withdrawal).toBeGreaterThanOrEqual(0.6);
    expect(reasonFor(text)).toBeNull();
  });
});

describe('the same words in other clothes come to the same', () => {
  const clothes: [string, (text: string) => string][] = [
    ['in capitals', (text) => text.toUpperCase()],
    ['without accents', (text) => text.normalize('NFD').replace(/\p{M}/gu, '')],
    ['with decomposed accents', (text) => text.normalize('NFD')],
    ['without apostrophes or with typographic ones', (text) => text.replaceAll("'", '’')],
    ['with a greeting and thanks', (text) => `Buongiorno, ${text} Grazie`],
    ['with a greeting on a line of its own', (text) => `hello\n\n${text}`],
    ['without punctuation, as dictated', (text) => text.replace(/[.,!?;:]+/g, ' ').toLowerCase()],
    ['after an invisible character', (text) => `\u200B${text}\uFEFF`],
  ];
  const all = [...personRequests, ...complaints, ...graveMatters, ...insults, ...neutral];
  test.each(clothes)('%s: at most 2 in 100 decisions change', (_name, dress) => {
    const changed = all.filter((text) => (reasonFor(text) === null) !== (reasonFor(dress(text)) === null));
    expect(changed.length).toBeLessThanOrEqual(all.length * 0.02);
  });
});
