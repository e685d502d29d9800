import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../../src/conversation/types';
import { loadKnowledge } from '../../src/knowledge/knowledge-file';

const shipped = join(__dirname, '../../dialogs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  cpSync(join(shipped, 'knowledge'), join(folder, 'dialogs/knowledge'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function changed(file: string, from: string | RegExp, to: string): () => unknown {
  const path = join(folder, 'dialogs/knowledge', file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return () => loadKnowledge(join(folder, 'dialogs'));
}

test('the sample knowledge has about 30 entries, the same in both languages, with synonyms and tests', () => {
  const knowledge = loadKnowledge(shipped);
  for (const language of languages) {
    const { entries, synonyms, outOfScope } = knowledge[language];
    expect(entries.map(({ id }) => id)).toEqual(knowledge.it.entries.map(({ id }) => id));
    expect(entries.length).toBeGreaterThanOrEqual(30);
    expect(synonyms.length).toBeGreaterThanOrEqual(26);
    expect(outOfScope.length).toBeGreaterThanOrEqual(30);
  }
});

test('the answer about opening hours says what the policy says', () => {
  const { it, en } = loadKnowledge(shipped);
  const answer = (entries: typeof it.entries) => entries.find(({ id }) => id === 'opening-hours')?.answer;
  expect(answer(it.entries)).toMatch(/dal lunedì al venerdì dalle 9 alle 18 e il sabato dalle 9 alle 13/);
  expect(answer(en.entries)).toMatch(/Monday to Friday from 9 am to 6 pm and Saturday from 9 am to 1 pm/);
});

test.each([
  ['faq.it.yaml', '- id: tracking', '- id: Tracking', 'id: must be small letters, digits and hyphens.'],
  ['faq.it.yaml', '- id: tracking', '- id: shipping-cost', '2.id: is the same as 1.id.'],
  ['faq.it.yaml', 'Tempi di spedizione', 'spese di SPEDIZIONE!', '1.aliases.0: is the same as 0.aliases.0.'],
  ['faq.it.yaml', /aliases: \[.*\]/, 'aliases: [uno]', '0.aliases: must be two or more.'],
  ['faq.it.yaml', /answer: ".*"/, `answer: "${'parola '.repeat(61)}"`, '0.answer: must be at most 60 words.'],
  ['faq.it.yaml', /title: ".*"/, `title: "${'x'.repeat(61)}"`, '0.title: must be at most 60 characters'],
  ['faq.it.yaml', '  tests:', '  link: "javascript:alert(1)"\n  tests:', '0.link: must start with https:// or /.'],
  ['faq.it.yaml', '  tests:', '  test:', '0.test: is not known here.'],
  ['faq.en.yaml', '- id: tracking', '- id: follow', 'faq.en.yaml has no entry "tracking", which faq.it.yaml has.'],
  ['synonyms.en.yaml', '[free, gratis]', '[free of charge, gratis]', 'must be a single word.'],
  ['synonyms.en.yaml', '[free, gratis]', '[free]', 'must hold two words or more.'],
])('%s with %s written as "%s" is refused in a plain sentence', (file, from, to, sentence) => {
  expect(changed(file, from, to)).toThrow(sentence);
});
