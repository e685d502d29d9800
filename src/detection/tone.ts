// Frustration that is heard in how something is written, not in what: capitals, rows of exclamation marks, stretched words.
import type { FoldedText, Word } from './fold-text';
import type { Trace } from './trace';

const weights = { shouting: 0.3, 'many-exclamations': 0.2, 'many-questions': 0.25, 'stretched-word': 0.1 };
/** Capitals are shouting from this many letters on, when they are most of the message. */
const shoutedLetters = 12;
const shoutedShare = 0.6;

/** Traces of a raised voice in `text`; `isCourtesy` tells words that are cordial when stretched ("graaazie"). */
export function hearTone(text: string, folded: FoldedText, isCourtesy: (form: string) => boolean): Trace[] {
  const traces: Trace[] = [];
  const add = (name: keyof typeof weights, span: { start: number; end: number } | undefined) => {
    if (span === undefined) return;
    traces.push({ name, signal: 'frustration', weight: weights[name], start: span.start, end: span.end });
  };
  add('shouting', shoutedStretch(folded.words));
  add('many-exclamations', markRun(text, '!', 3));
  add('many-questions', markRun(text, '?', 2));
  add(
    'stretched-word',
    folded.words.find((word) => word.isStretched && !isCourtesy(word.form) && word.form.length >= 3),
  );
  return traces;
}

function shoutedStretch(words: readonly Word[]): { start: number; end: number } | undefined {
  const long = words.filter((word) => word.form.length >= 3);
  const shouted = long.filter((word) => word.isShouted);
  const letters = (some: readonly Word[]) => some.reduce((sum, word) => sum + word.form.length, 0);
  const [first, last] = [shouted[0], shouted.at(-1)];
  if (first === undefined || last === undefined || shouted.length < 2) return undefined;
  if (letters(shouted) < shoutedLetters || letters(shouted) < shoutedShare * letters(long)) return undefined;
  return { start: first.start, end: last.end };
}

/** The first row of "!" and "?" with at least `least` of the wanted mark, read in one pass. */
function markRun(text: string, mark: '!' | '?', least: number): { start: number; end: number } | undefined {
  let start = -1;
  let count = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '!' || char === '?') {
      if (start < 0) start = at;
      if (char === mark) count += 1;
    } else if (start >= 0) {
      if (count >= least) return { start, end: at };
      start = -1;
      count = 0;
    }
  }
  return undefined;
}
