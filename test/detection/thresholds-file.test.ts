import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadThresholds } from '../../src/detection/thresholds-file';
import { thresholds } from './detect-words';

const everywhere = `everywhere:
  legalOrSafety: 0.6
  askedForPerson: 0.6
  frustration: 0.5
  complaint: 0.5
  repeatedComplaint: 0.4
  abuse: 0.6
  failedAnswers: 2
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handoff-'));
  mkdirSync(join(folder, 'policy'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  writeFileSync(join(folder, 'policy', 'handoff.yaml'), text);
  return loadThresholds(folder);
}

test('the shipped file can be read, and every channel has its thresholds', () => {
  expect(Object.keys(thresholds).sort()).toEqual(['bot-framework', 'comment', 'email', 'messenger', 'web']);
  expect(thresholds.web.failedAnswers).toBe(2);
});

test('a channel differs only where it says so', () => {
  const { web, comment } = load(`${everywhere}channels:\n  comment:\n    complaint: 0.7\n`);
  expect(comment).toEqual({ ...web, complaint: 0.7 });
});

test('without exceptions all channels are alike', () => {
  const { web, email } = load(everywhere);
  expect(email).toEqual(web);
});

test.each([
  ['complaint: 0.5', 'complaint: 1.5', /policy\/handoff\.yaml, line 5: everywhere\.complaint: must be at most 1\./],
  ['complaint: 0.5', 'complaint: often', /everywhere\.complaint: must be a number from 0\.05 to 1\./],
  ['failedAnswers: 2', 'failedAnswers: 1.5', /everywhere\.failedAnswers: must be a whole number\./],
  ['  abuse: 0.6\n', '', /everywhere\.abuse/],
  ['abuse', 'anger', /everywhere\.anger: is not known here\./],
])('with "%s" written as "%s" it says what is wrong and where', (right, wrong, sentence) => {
  expect(() => load(everywhere.replace(right, wrong))).toThrow(sentence);
});

test('an unknown channel is refused by name', () => {
  expect(() => load(`${everywhere}channels:\n  fax:\n    complaint: 0.7\n`)).toThrow(/channels\.fax/);
});

test('a file that is not there is named', () => {
  expect(() => loadThresholds(folder)).toThrow(/policy\/handoff\.yaml cannot be read/);
});
