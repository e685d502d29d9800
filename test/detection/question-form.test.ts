import { isSameQuestion, normaliseQuestion, questionSimilarity } from '../../src/detection/question-form';

const isSame = (a: string, b: string) => isSameQuestion(normaliseQuestion(a), normaliseQuestion(b));

test('the form keeps stems of the words that carry meaning, each once', () => {
  expect(normaliseQuestion('Scusi, ma quando arriva il mio pacco? Quando?')).toBe('quand arriv pacc');
  expect(normaliseQuestion('Could you tell me where my parcels are?')).toBe('wher parcel');
  expect(normaliseQuestion('grazie, ciao!')).toBe('');
});

test.each([
  ['quando arriva il pacco?', 'MA QUANDO ARRIVA IL MIO PACCO???'],
  ['quanto costa la spedizione', 'la spedizione quanto costa scusi'],
  ['dove sono i miei piatti?', 'vorrei sapere dove sono i piatti'],
  ['where is my parcel?', 'Hello, where is my parcel please'],
  ['spedizione', 'Spedizione?'],
])('"%s" and "%s" ask the same', (a, b) => {
  expect(isSame(a, b)).toBe(true);
});

test.each([
  ['quando arriva il pacco?', 'quanto costa il pacco regalo?'],
  ['where is my parcel?', 'where is your shop?'],
  ['grazie', 'grazie'],
  ['', ''],
])('"%s" and "%s" do not', (a, b) => {
  expect(isSame(a, b)).toBe(false);
});

test('similarity is the share of common words and does not depend on the order', () => {
  expect(questionSimilarity('a b c', 'c b d')).toBe(0.5);
  expect(questionSimilarity('c b d', 'a b c')).toBe(0.5);
  expect(questionSimilarity('', 'a')).toBe(0);
});
