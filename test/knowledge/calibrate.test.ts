import { join } from 'node:path';
import { languages } from '../../src/conversation/types';
import { calibrate, isSure } from '../../src/knowledge/calibrate';
import { loadKnowledge } from '../../src/knowledge/knowledge-file';
import { createSearch } from '../../src/knowledge/search';

const knowledge = loadKnowledge(join(__dirname, '../../dialogs'));
const searches = { it: createSearch(knowledge.it, 'it'), en: createSearch(knowledge.en, 'en') };

test.each(languages)('no out-of-scope test of the sample would be answered (%s)', (language) => {
  const search = searches[language];
  const thresholds = calibrate(search, knowledge[language]);
  const answered = knowledge[language].outOfScope.filter((question) => isSure(search(question), thresholds));
  expect(answered).toEqual([]);
});

test.each(languages)(
  'at least 35 %% of the in-scope tests are answered, nearly all of them rightly (%s)',
  (language) => {
    const search = searches[language];
    const thresholds = calibrate(search, knowledge[language]);
    const tests = knowledge[language].entries.flatMap(({ id, tests }) =>
      tests.map((test) => ({ id, hits: search(test) })),
    );
    const answered = tests.filter(({ hits }) => isSure(hits, thresholds));
    const wrong = answered.filter(({ id, hits }) => hits[0]?.entryId !== id);
    expect(answered.length / tests.length).toBeGreaterThanOrEqual(0.35);
    expect(wrong.length / answered.length).toBeLessThanOrEqual(0.05);
  },
);

test('the same knowledge gives the same thresholds', () => {
  const once = () => calibrate(createSearch(knowledge.it, 'it'), knowledge.it);
  expect(once()).toEqual(once());
});

test('a stranger’s question that looks like an entry raises the bar', () => {
  const search = searches.en;
  const before = calibrate(search, knowledge.en);
  const lookalike = knowledge.en.entries[0]?.title ?? '';
  const after = calibrate(search, { ...knowledge.en, outOfScope: [...knowledge.en.outOfScope, lookalike] });
  expect(isSure(search(lookalike), before)).toBe(true);
  expect(isSure(search(lookalike), after)).toBe(false);
});

test('without test questions nothing is sure', () => {
  const search = searches.en;
  const entries = knowledge.en.entries.map((entry) => ({ ...entry, tests: [] }));
  expect(isSure(search('How do gift vouchers work?'), calibrate(search, { ...knowledge.en, entries }))).toBe(false);
});

test('sure needs both the score and the lead', () => {
  const hits = (first: number, second: number) => [
    { entryId: 'a', score: first },
    { entryId: 'b', score: second },
  ];
  const thresholds = { answerAt: 2, margin: 0.25 };
  expect(isSure(hits(4, 3), thresholds)).toBe(true);
  expect(isSure(hits(4, 3.1), thresholds)).toBe(false);
  expect(isSure(hits(1.9, 0), thresholds)).toBe(false);
  expect(isSure([{ entryId: 'a', score: 2 }], thresholds)).toBe(true);
  expect(isSure([], thresholds)).toBe(false);
});
