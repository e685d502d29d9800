// The tables themselves: written folded, so that every word in them can match, and in the notation of phrase.ts.
import type { LanguageCues } from '../../src/detection/cues/cue';
import { englishCues } from '../../src/detection/cues/en/english-cues';
import { italianCues } from '../../src/detection/cues/it/italian-cues';
import { foldText } from '../../src/detection/fold-text';
import { compileLexicon } from '../../src/detection/lexicon';
import { linesOf, readPhrase } from '../../src/detection/phrase';
import { isOneSlipApart } from '../../src/detection/word-sets';

const tables: [string, LanguageCues][] = [
  ['Italian', italianCues],
  ['English', englishCues],
];

const phrasesOf = ({ cues, suppositions, notSuppositions, harmless }: LanguageCues) =>
  [
    suppositions,
    notSuppositions,
    harmless,
    ...cues.flatMap((table) => Object.values(table).map((cue) => cue.phrases)),
  ].flatMap(linesOf);

describe.each(tables)('the %s tables', (_name, language) => {
  test('hold words as they look when folded', () => {
    const words = phrasesOf(language)
      .flatMap((phrase) => readPhrase(phrase, language.classes))
      .flatMap((step) => (step.kind === 'words' ? step.set.split('|') : []))
      .map((word) => word.replace(/-$/, ''));
    const strange = words.filter(
      (word) =>
        foldText(`${word}x`)
          .words.map(({ form }) => form)
          .join(' ') !== `${word}x` && foldText(word).words[0]?.form !== word,
    );
    expect(strange).toEqual([]);
  });

  test('begin no phrase with fewer than three letters of a word', () => {
    const short = phrasesOf(language).filter((phrase) => /(^|[\s|])\p{L}{1,2}-/u.test(phrase));
    expect(short).toEqual([]);
  });

  test('weigh every cue between 0 and 1', () => {
    const weights = language.cues.flatMap((table) => Object.values(table).flatMap((cue) => Object.values(cue.weights)));
    expect(weights.filter((weight) => weight <= 0 || weight >= 1)).toEqual([]);
  });

  test('compile', () => {
    expect(compileLexicon(language).startingWith.size).toBeGreaterThan(100);
  });
});

test.each([
  ['..3 a', /must begin with a word/],
  ['a? b', /must begin with a word/],
  ['a ..9 b', /must be \.\.1 to \.\.6/],
  ['a @nobody', /unknown class @nobody/],
])('the phrase "%s" is refused', (phrase, reason) => {
  expect(() => readPhrase(phrase, {})).toThrow(reason);
});

test('two cues of one name are refused', () => {
  const cue = { weights: { complaint: 0.5 }, phrases: 'a' };
  expect(() => compileLexicon({ ...italianCues, cues: [{ twice: cue }, { twice: cue }] })).toThrow(/called "twice"/);
});

test.each([
  ['operatore', 'oepratore', true],
  ['operatore', 'opertore', true],
  ['operatore', 'operattore', true],
  ['operatore', 'operature', true],
  ['operatore', 'oepratoer', false],
  ['persona', 'per', false],
])('%s and %s are one slip apart: %s', (a, b, expected) => {
  expect(isOneSlipApart(a, b)).toBe(expected);
  expect(isOneSlipApart(b, a)).toBe(expected);
});
