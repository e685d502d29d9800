import { foldText } from '../../src/detection/fold-text';

const formsOf = (text: string) => foldText(text).words.map((word) => word.form);

test.each([
  ['Perché è così?', ['perche', 'e', 'cosi']],
  ['perche\u0301', ['perche']],
  ["l'ordine dell’amica", ['l', 'ordine', 'dell', 'amica']],
  ["don't, DON’T", ['dont', 'dont']],
  ["I'm", ['i', 'm']],
  ["un po'", ['un', 'po']],
  ['bastaaaa!!!', ['basta']],
  ['1000 euro', ['1000', 'euro']],
  ['la 3ª volta, la 3° volta', ['la', '3a', 'volta', 'la', '3', 'volta']],
  ['c***o str*nzi c@sa', ['c*o', 'str*nzi', 'casa']],
  ['ope\u200Bra\u00ADtore', ['operatore']],
  ['𝖔𝖕𝖊𝖗𝖆𝖙𝖔𝖗𝖊 ｏｐ', ['operatore', 'op']],
  ['customer-service e/o', ['customer', 'service', 'e', 'o']],
  ['che rabbia😡👍🏽', ['che', 'rabbia', '😡', '👍']],
  ['\ud800 ok \udc00', ['ok']],
  ['', []],
])('%j is read as %j', (text, forms) => {
  expect(formsOf(text)).toEqual(forms);
});

test('every word remembers where it stood, accents and hidden characters included', () => {
  const text = '«È rottissimooo», l’ho già detto: perche\u0301?! 😡 ope\u200Bratore';
  const words = foldText(text).words.map(({ start, end }) => text.slice(start, end));
  expect(words).toEqual(['È', 'rottissimooo', 'l', 'ho', 'già', 'detto', 'perche\u0301', '😡', 'ope\u200Bratore']);
});

test('tells sentences and pauses apart', () => {
  const { words } = foldText('Ciao, tutto ok?\nIl pacco... no. Fine\n\nE poi 3.50 euro');
  expect(words.map(({ form, pause, sentence }) => `${form} ${pause} ${sentence}`)).toEqual([
    'ciao none 0',
    'tutto comma 0',
    'ok none 0',
    'il stop 1',
    'pacco none 1',
    'no comma 1',
    'fine stop 2',
    'e stop 3',
    'poi none 3',
    '3 none 3',
    '50 none 3',
    'euro none 3',
  ]);
});

test('knows a raised voice from an abbreviation', () => {
  const shouted = foldText('VOGLIO il Pacco DHL 3A X').words.filter((word) => word.isShouted);
  expect(shouted.map((word) => word.form)).toEqual(['voglio', 'dhl']);
});

test('stops reading after a thousand words', () => {
  expect(foldText('no '.repeat(5_000)).words).toHaveLength(1_000);
});
