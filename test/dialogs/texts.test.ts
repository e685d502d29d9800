import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyMemory, languages } from '../../src/conversation/types';
import { createCueDetector } from '../../src/detection/cue-detector';
import { decideHandoff } from '../../src/detection/handoff-policy';
import { loadThresholds } from '../../src/detection/thresholds-file';
import { loadCannedReplies } from '../../src/dialogs/canned-replies';
import { textNames, textPlaceholders } from '../../src/dialogs/text-names';
import { loadTexts } from '../../src/dialogs/texts';

const shipped = join(__dirname, '../../dialogs');
const values = { shop: 'S', due: 'D', place: 'P', opens: 'O', agent: 'A', reason: 'R', link: 'L', days: 'N' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'texts-'));
  cpSync(join(shipped, 'texts'), join(folder, 'dialogs/texts'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withNotices(change: (text: string) => string): () => unknown {
  const file = join(folder, 'dialogs/texts/notices.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return () => loadTexts(join(folder, 'dialogs'));
}

test('every sentence fills all its placeholders in both languages', () => {
  const texts = loadTexts(shipped);
  for (const name of textNames)
    for (const language of languages) {
      const said = texts.say(name, language, values);
      expect(said).not.toMatch(/[{}]/);
      for (const placeholder of textPlaceholders[name]) expect(said).toContain(values[placeholder]);
    }
});

test('a value is inserted literally, also when it looks like a placeholder or a pattern', () => {
  const said = loadTexts(shipped).say('claimed', 'en', { agent: '{due} $& $1' });
  expect(said).toBe('{due} $& $1 is reading the conversation and will write to you here.');
});

test('a missing sentence is named with its file', () => {
  expect(withNotices((text) => text.replace(/^thanks:\n.*\n.*\n/m, ''))).toThrow(
    /dialogs\/texts\/notices\.yaml, line \d+: thanks is missing\./,
  );
});

test('a missing language is named with the line of its sentence', () => {
  const load = withNotices((text) => text.replace(/^thanks:\n(.*\n).*\n/m, 'thanks:\n$1'));
  const line = readFileSync(join(folder, 'dialogs/texts/notices.yaml'), 'utf8').split('\n').indexOf('thanks:') + 1;
  expect(load).toThrow(`dialogs/texts/notices.yaml, line ${line}: thanks.en is missing.`);
});

test('an unknown sentence is named with its line', () => {
  expect(withNotices((text) => `surprise:\n  it: a\n  en: b\n${text}`)).toThrow(
    'dialogs/texts/notices.yaml, line 1: surprise: is not known here.',
  );
});

test.each([
  ['claimed', '{agent}', '', 'must contain {agent}'],
  ['thanks', 'Grazie', 'Grazie {agent}', 'has no value for {agent}'],
  ['thanks', 'Grazie', 'Grazie {', 'has a brace that belongs to no placeholder'],
])('%s with %s turned into "%s" is refused', (name, from, to, message) => {
  const at = new RegExp(`^(${name}:\\n  it: .*)${from.replace(/[{}]/g, '\\$&')}`, 'm');
  expect(withNotices((text) => text.replace(at, `$1${to}`))).toThrow(
    new RegExp(`line \\d+: ${name}\\.it: ${escaped(message)}\\.`),
  );
});

test('a sentence written twice is refused with its line', () => {
  expect(withNotices((text) => `${text}thanks:\n  it: a\n  en: b\n`)).toThrow(
    /dialogs\/texts\/notices\.yaml, line \d+: Map keys must be unique/,
  );
});

test('whatever tells the customer to wait says by when, and none announces an e-mail', () => {
  const texts = loadTexts(shipped);
  for (const language of languages)
    for (const name of textNames) {
      const said = texts.say(name, language, values);
      if (/^(handoff|waiting-(a|l)|returned|reopened-)/.test(name))
        expect(said).toMatch(/le risponde (una persona )?D|will answer you D/i);
      expect(said).not.toMatch(/subito|a breve|al più presto|tra poco|shortly|soon as|right away|in a moment|minut/i);
      expect(said).not.toMatch(
        /le (scriveremo|manderemo|invieremo) (una|un')? ?e-?mail|(send|write|email) you (an )?e-?mail/i,
      );
      expect(said).not.toMatch(/purtroppo|unfortunately|!|calma|calm down/i);
    }
});

test('the greeting says at once that it is automated and that a person can be asked for', () => {
  const texts = loadTexts(shipped);
  expect(texts.say('greeting', 'it', values)).toMatch(/assistente automatico di S.*parlare con una persona/);
  expect(texts.say('greeting', 'en', values)).toMatch(/automated assistant of S.*speak to a person/);
});

test('a pressed button is understood as what it says', () => {
  const texts = loadTexts(shipped);
  const thresholds = loadThresholds(shipped);
  const detector = createCueDetector();
  const detect = (text: string, language: 'it' | 'en') => {
    const history = { recentQuestions: [], failedAnswers: 0 };
    return detector.detect({ messages: [{ id: 'm1', text }], language, history });
  };
  for (const language of languages) {
    for (const name of ['ask-person', 'none-of-these'] as const) {
      const detection = detect(texts.say(name, language, {}), language);
      const verdict = decideHandoff({ detection, memory: emptyMemory, channel: 'web', thresholds });
      expect([name, verdict?.reason]).toEqual([name, 'asked-for-person']);
    }
    expect(detect(texts.say('leave-line', language, {}), language).withdrawal).toBeGreaterThanOrEqual(0.6);
  }
});

test('canned replies carry both languages and a shortcut of their own', () => {
  const replies = loadCannedReplies(shipped);
  expect(replies.length).toBeGreaterThanOrEqual(12);
  expect(new Set(replies.map(({ shortcut }) => shortcut)).size).toBe(replies.length);
  writeFileSync(
    join(folder, 'dialogs/texts/canned.yaml'),
    ['a1', 'a1'].map((key) => `- {shortcut: ${key}, title: {it: x, en: x}, text: {it: x, en: x}}`).join('\n'),
  );
  expect(() => loadCannedReplies(join(folder, 'dialogs'))).toThrow(
    'dialogs/texts/canned.yaml, line 2: 1.shortcut: is used twice.',
  );
});

function escaped(text: string): string {
  return text.replace(/[{}]/g, '\\$&');
}
