import { join } from 'node:path';
import * as fc from 'fast-check';
import { languages } from '../../src/conversation/types';
import { type LanguageKnowledge, loadKnowledge } from '../../src/knowledge/knowledge-file';
import { createSearch } from '../../src/knowledge/search';
import { questionKey, stemsOf } from '../../src/knowledge/words';

const knowledge = loadKnowledge(join(__dirname, '../../dialogs'));
const entry = (id: string, title: string, aliases: string[], answer: string) => ({
  id,
  title,
  aliases,
  answer,
  tests: [],
});
const small: LanguageKnowledge = {
  entries: [
    entry('colour', 'Which colours are there?', ['Palette', 'Shades'], 'Blue, green and white.'),
    entry('shipping', 'How long does delivery take?', ['Shipping times', 'Arrival'], 'Three days by courier.'),
  ],
  synonyms: [['parcel', 'delivery']],
  outOfScope: [],
  courtesies: { greeting: [], thanks: [], goodbye: [], identity: [], agreement: [], beside: [] },
};
const search = createSearch(small, 'en');
const best = (question: string) => search(question)[0]?.entryId;

test('every title and every alias of the sample finds its own entry first', () => {
  for (const language of languages) {
    const find = createSearch(knowledge[language], language);
    for (const { id, title, aliases } of knowledge[language].entries)
      for (const phrase of [title, ...aliases]) expect([phrase, find(phrase)[0]?.entryId]).toEqual([phrase, id]);
  }
});

test('endings, beginnings, typos and accents do not hide a word', () => {
  expect(best('coloured')).toBe('colour');
  expect(best('palett')).toBe('colour');
  expect(best('delivry')).toBe('shipping');
  expect(stemsOf('Perché è così? CITTÀ', 'it')).toEqual(stemsOf('perche e cosi citta', 'it'));
  expect(questionKey('  Quali sono i vostri ORARI?! ')).toBe('quali sono i vostri orari');
});

test('a synonym finds the entry, and counts less than the word itself', () => {
  const [bySynonym] = search('parcel');
  const [byWord] = search('delivery');
  expect(bySynonym?.entryId).toBe('shipping');
  expect(bySynonym?.score).toBeLessThan(byWord?.score ?? 0);
});

test('words of the answer alone never make a hit: they only strengthen one', () => {
  expect(search('courier')).toEqual([]);
  expect(search('delivery courier')[0]?.score).toBeGreaterThan(search('delivery rocket')[0]?.score ?? 0);
});

test('a question of unknown words finds nothing', () => {
  expect(search('xyzzy quux')).toEqual([]);
  expect(search('?!')).toEqual([]);
});

test('any text gives scores in order, without a repeat, and the same again', async () => {
  const find = createSearch(knowledge.it, 'it');
  const words = fc.constantFrom(
    'spedizione',
    'reso',
    'tazza',
    'rotta',
    'quando',
    'orari',
    '🙂',
    'forno',
    "l'ordine",
    'xyz',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(words).map((all) => all.join(' ')),
  );
  await fc.assert(
    fc.property(text, (question) => {
      const hits = find(question);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
      expect(new Set(hits.map(({ entryId }) => entryId)).size).toBe(hits.length);
      expect(find(question)).toEqual(hits);
    }),
    { numRuns: 200 },
  );
});
