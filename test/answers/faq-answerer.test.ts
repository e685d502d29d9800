import { join } from 'node:path';
import type { Answered } from '../../src/answers/answerer';
import { createFaqAnswerer } from '../../src/answers/faq-answerer';
import { emptyMemory, type Language, languages } from '../../src/conversation/types';
import { createCueDetector } from '../../src/detection/cue-detector';
import { decideHandoff } from '../../src/detection/handoff-policy';
import { loadThresholds } from '../../src/detection/thresholds-file';
import { loadKnowledge } from '../../src/knowledge/knowledge-file';
import { heldOutTexts, measure } from './held-out';

const shipped = join(__dirname, '../../dialogs');
const knowledge = loadKnowledge(shipped);
const { answer } = createFaqAnswerer({ knowledge });
const ask = (text: string, language: Language = 'it'): Promise<Answered> => answer({ text, language });

describe('a known question', () => {
  test('is answered word for word when it is a title or an alias, however it is typed', async () => {
    for (const language of languages)
      for (const { id, title, aliases, answer: text } of knowledge[language].entries)
        for (const phrase of [title, ...aliases]) {
          const typed = `  ${phrase.toUpperCase().replace(/[?.,]/g, '')} `;
          expect(await ask(typed, language)).toEqual({ kind: 'answer', entryId: id, title, text });
        }
  });

  test('is answered in its own language when the words around it were in the other', async () => {
    const said = await ask('Are the pieces dishwasher safe?', 'it');
    expect(said).toMatchObject({ kind: 'answer', entryId: 'dishwasher', title: 'Are the pieces dishwasher safe?' });
  });

  test('never goes to a person, nor changes the language, when its title is pressed as a button', () => {
    const detector = createCueDetector();
    const thresholds = loadThresholds(shipped);
    for (const language of languages)
      for (const { title } of knowledge[language].entries) {
        const history = { recentQuestions: [], failedAnswers: 0 };
        const detection = detector.detect({ messages: [{ id: 'm1', text: title }], language, history });
        const verdict = decideHandoff({ detection, memory: emptyMemory, channel: 'web', thresholds });
        expect([title, verdict, detection.language]).toEqual([title, null, language]);
      }
  });

  test('carries its link', async () => {
    const entries = knowledge.en.entries.map((entry) => ({ ...entry, link: 'https://shop.example/help' }));
    const linked = createFaqAnswerer({ knowledge: { ...knowledge, en: { ...knowledge.en, entries } } });
    expect(await linked.answer({ text: 'Opening times', language: 'en' })).toMatchObject({
      kind: 'answer',
      link: 'https://shop.example/help',
    });
  });

  test('is answered directly in other words when they leave no doubt', async () => {
    expect(await ask('Buongiorno, quanto costano le spese di spedizione?')).toMatchObject({ entryId: 'shipping-cost' });
    expect(await ask('hi, is the glaze on the plates food safe?', 'en')).toMatchObject({ entryId: 'food-safe' });
  });
});

describe('a doubtful question', () => {
  test('gets at most three titles to choose from, each of which is then answered', async () => {
    const said = await ask('vorrei cambiare');
    if (said.kind !== 'choices') throw new Error(`expected choices, got ${said.kind}`);
    expect(said.choices.length).toBeGreaterThanOrEqual(2);
    expect(said.choices.length).toBeLessThanOrEqual(3);
    for (const { entryId, title } of said.choices) expect(await ask(title)).toMatchObject({ kind: 'answer', entryId });
  });
});

describe('what the knowledge does not cover', () => {
  test.each([
    ['quale squadra vince il campionato?', 'it'],
    ['xkcd', 'it'],
    ['', 'it'],
    ['???', 'it'],
    ['my tractor needs a new gearbox', 'en'],
  ] as const)('"%s" is honestly unsure', async (text, language) => {
    expect(await ask(text, language)).toEqual({ kind: 'unsure' });
  });
});

describe('a courtesy', () => {
  test.each([
    ['Ciao!', 'it', 'greeting'],
    ['buongiornooo 😊', 'it', 'greeting'],
    ['Salve, buona sera', 'it', 'greeting'],
    ['ok grazie mille', 'it', 'thanks'],
    ['👍', 'it', 'thanks'],
    ['Perfetto, grazie. Buona giornata!', 'it', 'goodbye'],
    ['thank you so much for your help', 'en', 'thanks'],
    ['Hi there', 'en', 'greeting'],
    ['thanks, bye', 'it', 'goodbye'],
  ] as const)('"%s" alone is returned as one', async (text, language, courtesy) => {
    expect(await ask(text, language)).toMatchObject({ kind: 'courtesy', text: courtesy });
  });

  test.each([
    ['Sei un robot?', 'it'],
    ['SEI UN ROBOT???', 'it'],
    ['Ciao, sei una persona vera?', 'it'],
    ['parlo con una macchina?', 'it'],
    ['Sto parlando con un umano?', 'it'],
    ['scusa, ma chi sei?', 'it'],
    ['lei è una persona?', 'it'],
    ['Sei un bot o una persona?', 'it'],
    ["sei un'intelligenza artificiale?", 'it'],
    ['con chi sto parlando?', 'it'],
    ['come ti chiami?', 'it'],
    ['are you a bot?', 'it'],
    ['Am I talking to a human?', 'en'],
    ['Hi, am I chatting with a bot or a human?', 'en'],
    ["what's your name?", 'en'],
    ['Who are you?', 'en'],
  ] as const)('"%s" asks who is speaking', async (text, language) => {
    expect(await ask(text, language)).toEqual({ kind: 'courtesy', text: 'identity', agrees: false });
  });

  test.each([
    ['ok', 'it'],
    ['Sì', 'it'],
    ['va bene, grazie', 'it'],
    ['yes please', 'en'],
  ] as const)('"%s" accepts what was offered', async (text, language) => {
    expect(await ask(text, language)).toEqual({ kind: 'courtesy', text: 'thanks', agrees: true });
  });

  test.each([
    'Ciao, a che ora aprite?',
    'grazie ma il vaso è rotto',
    'ok ma quando arriva?',
    'chi siete e dove vi trovo?',
    'come ti chiami il corriere?',
  ])('"%s" is more than one', async (text) => {
    expect((await ask(text)).kind).not.toBe('courtesy');
  });
});

describe('on held-out questions', () => {
  const figures = { it: measure(knowledge, 'it'), en: measure(knowledge, 'en') };
  // Measured on the sample: it 67/75 of 76 in first place/among three, 41 answered (0 wrong), 72 right directly or in one
  // tap, 1 of 60 strangers' questions answered; en 71/75, 32 (0 wrong), 73, 0 of 60. The floors leave room for two changes.
  test.each([
    ['it', { hitAt1: 65, hitAt3: 73, answered: 39, tap: 70 }],
    ['en', { hitAt1: 69, hitAt3: 73, answered: 30, tap: 71 }],
  ] as const)('what was measured still holds (%s)', async (language, floor) => {
    const measured = await figures[language];
    expect(measured.asked).toBe(76);
    expect(measured.hitAt1).toBeGreaterThanOrEqual(floor.hitAt1);
    expect(measured.hitAt3).toBeGreaterThanOrEqual(floor.hitAt3);
    expect(measured.answered).toBeGreaterThanOrEqual(floor.answered);
    expect(measured.answeredWrong).toBeLessThanOrEqual(1);
    expect(measured.rightDirectlyOrInOneTap).toBeGreaterThanOrEqual(floor.tap);
  });

  test('at most 2 % of what is out of scope is answered', async () => {
    const both = await Promise.all(languages.map((language) => figures[language]));
    const asked = both.reduce((total, { outOfScope }) => total + outOfScope, 0);
    const answered = both.reduce((total, { outOfScopeAnswered }) => total + outOfScopeAnswered, 0);
    expect(asked).toBe(120);
    expect(answered / asked).toBeLessThanOrEqual(0.02);
  });
});

describe('a letter of 4,000 characters', () => {
  // Every letter holds words never seen before.
  const letter = (n: number) =>
    heldOutTexts('it')
      .map((text, i) => `${text} parola${n}x${i}`)
      .join(' ')
      .slice(0, 4_000);
  const letters = (first: number) => Array.from({ length: 40 }, (_, n) => letter(first + n));

  test('never gets a direct answer', async () => {
    for (const text of letters(0)) expect((await ask(text)).kind).not.toBe('answer');
  });

  // Outside the test runner it is below 1 ms; in it every access to a global is slow. The bound finds what grows with length.
  test('costs at most 20 ms of processor time', async () => {
    const texts = letters(100);
    const before = process.cpuUsage();
    for (const text of texts) await ask(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / texts.length).toBeLessThan(20);
  });
});
