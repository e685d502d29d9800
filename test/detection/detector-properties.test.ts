// What holds for every text whatsoever.
import fc from 'fast-check';
import type { Detection } from '../../src/detection/detector';
import { detector, detectTurn } from './detect-words';
import { englishComplaints, italianComplaints } from './sentences/complaints';
import { graveMatters, insults } from './sentences/grave';
import { englishNeutral, italianNeutral } from './sentences/neutral';
import { englishPersonRequests, italianPersonRequests, withdrawals } from './sentences/person-requests';

const neutral = [...italianNeutral, ...englishNeutral];
const sentences = [
  ...italianComplaints,
  ...englishComplaints,
  ...graveMatters,
  ...insults,
  ...italianPersonRequests,
  ...englishPersonRequests,
  ...withdrawals,
  ...neutral,
];

/** Customers' sentences, broken, joined and mixed with anything a keyboard or an attacker can produce. */
const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...sentences) },
      { weight: 2, arbitrary: fc.constantFrom(...sentences.flatMap((text) => text.split(' '))) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\ud83d', '\udd25', '\u200b', '\u202e', '😡', "'", '*', '!!!', '??', '\n', ', '),
      },
    ),
    { maxLength: 8 },
  )
  .chain((parts) => fc.constantFrom(' ', '', '. ', ', ').map((joint) => parts.join(joint)));
const anyTurn = fc.array(anyText, { minLength: 1, maxLength: 4 });
const anyHistory = fc.record({
  recentQuestions: fc.array(fc.string(), { maxLength: 8 }),
  failedAnswers: fc.nat({ max: 5 }),
});

const scoresOf = (detection: Pick<Detection, 'signals'> & Partial<Detection>): Record<string, number> => ({
  ...detection.signals,
  legalOrSafety: detection.legalOrSafety ?? 0,
  withdrawal: detection.withdrawal ?? 0,
});

function sumOf(evidence: Detection['evidence'], signal: string): number {
  return evidence.filter(({ cue }) => cue.startsWith(`${signal}.`)).reduce((sum, { weight }) => sum + (weight ?? 0), 0);
}

test('evidence points at real words inside its own message', () => {
  fc.assert(
    fc.property(anyTurn, anyHistory, (texts, history) => {
      const { evidence, perMessage } = detectTurn(texts, history);
      for (const { messageId, start, end } of [...evidence, ...perMessage.flatMap((one) => one.evidence)]) {
        const text = texts[Number(messageId.slice(1))] ?? '';
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(text.slice(start, end).trim()).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

test('scores lie between 0 and 1, and the weights of a signal add up to its score', () => {
  fc.assert(
    fc.property(anyTurn, anyHistory, (texts, history) => {
      const detection = detectTurn(texts, history);
      for (const [signal, score] of Object.entries(scoresOf(detection))) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(Math.abs(sumOf(detection.evidence, signal) - score)).toBeLessThanOrEqual(0.01);
      }
      for (const { signals, evidence } of detection.perMessage)
        for (const [signal, score] of Object.entries(signals))
          expect(Math.abs(sumOf(evidence, signal) - score)).toBeLessThanOrEqual(0.01);
    }),
    { numRuns: 300 },
  );
});

test('the same words always give the same', () => {
  fc.assert(
    fc.property(anyTurn, anyHistory, (texts, history) => {
      expect(detectTurn(texts, history)).toEqual(detectTurn(texts, history));
    }),
    { numRuns: 100 },
  );
});

test('an ordinary message added to the turn lowers no signal, unless it takes a wish back', () => {
  const ordinary = neutral.filter((text) => detectTurn([text]).withdrawal === 0);
  fc.assert(
    fc.property(fc.constantFrom(...sentences), fc.constantFrom(...ordinary), fc.boolean(), (said, added, isFirst) => {
      const before = scoresOf(detectTurn([said]));
      const after = scoresOf(detectTurn(isFirst ? [added, said] : [said, added]));
      // A withdrawal is no signal of its own: of a wish and its withdrawal the later one counts.
      for (const [signal, score] of Object.entries(before))
        if (signal !== 'withdrawal') expect(after[signal]).toBeGreaterThanOrEqual(score);
    }),
    { numRuns: 300 },
  );
});

test('a turn says at least as much as each of its messages, a withdrawn or renewed wish apart', () => {
  fc.assert(
    fc.property(anyTurn, (texts) => {
      const { signals, perMessage } = detectTurn(texts);
      for (const one of perMessage) {
        expect(signals.complaint).toBeGreaterThanOrEqual(one.signals.complaint);
        expect(signals.frustration).toBeGreaterThanOrEqual(one.signals.frustration);
        expect(signals.abuse).toBeGreaterThanOrEqual(one.signals.abuse);
      }
    }),
    { numRuns: 200 },
  );
});

test('no text makes it throw, whatever the characters', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 0xffff }), { maxLength: 300 }), (units) => {
      const text = String.fromCharCode(...units);
      const input = { messages: [{ id: 'm', text }], language: 'en' as const };
      expect(() => detector.detect({ ...input, history: { recentQuestions: [text], failedAnswers: 9 } })).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

describe('the work grows with the text and not faster', () => {
  test.each([
    ['non ', 'not '],
    ['aspetto da ', 'waiting for '],
    ['voglio parlare con ', 'i want to talk to '],
    ['se ', 'if '],
    ['operatore ', 'agent '],
    ['terza volta ', 'third time '],
    ['a', '*'],
    ['!', '?'],
    ["n't", "d'"],
    ['😡', '\u0301'],
  ])('for "%s" and "%s" repeated up to 4,000 characters', (...units) => {
    for (const unit of units) {
      const text = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      const [short, long] = [leastCpuMs(text(1_000)), leastCpuMs(text(4_000))];
      // Linear work takes 4 times as long, quadratic 16 times; a tenth of a millisecond covers the measuring itself.
      expect(long).toBeLessThanOrEqual(10 * short + 0.1);
    }
  });
});

/** Processor time of the quickest of several runs, so that a busy machine does not count. */
function leastCpuMs(text: string): number {
  detectTurn([text]);
  const runs = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    detectTurn([text]);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...runs);
}
