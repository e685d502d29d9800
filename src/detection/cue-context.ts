// What the words around a cue do to it: harmless phrases, negations, suppositions, and the place a cue must stand in.
import type { FoldedText } from './fold-text';
import type { Lexicon } from './lexicon';
import type { CueHit } from './match-cues';

/** A negation may stand this many light words before what it negates. */
const negationReach = 4;
/** Without a comma a supposition ends by itself after this many words. */
const suppositionReach = 10;

/** The hits that still say something when the sentence around them is taken into account. */
export function inContext(hits: readonly CueHit[], folded: FoldedText, lexicon: Lexicon): CueHit[] {
  const harmless = cover(hits, folded, (hit) => hit.cue.role === 'harmless');
  const negated = cover(hits, folded, (hit) => isRevocable(hit) && isNegated(hit.first, folded, lexicon));
  const supposed = suppositions(hits, folded);
  const loneliness = createLoneliness(folded, lexicon);
  return hits.filter((hit) => {
    if (hit.cue.role !== 'signal') return false;
    if (isWithin(hit, harmless) || !loneliness.isInPlace(hit)) return false;
    if (isRevocable(hit) && isWithin(hit, negated)) return false;
    return hit.cue.mood !== 'claim' || supposed[hit.first] !== true;
  });
}

const isRevocable = ({ cue }: CueHit) => cue.role === 'signal' && cue.mood !== 'fixed';

/** Marks the words inside the chosen hits. */
function cover(hits: readonly CueHit[], folded: FoldedText, isChosen: (hit: CueHit) => boolean): boolean[] {
  const covered: boolean[] = new Array(folded.words.length).fill(false);
  for (const hit of hits) {
    if (isChosen(hit)) covered.fill(true, hit.first, hit.last + 1);
  }
  return covered;
}

/** Beginning and end must be covered: a cue that says more than the covering phrase counts again. */
function isWithin(hit: CueHit, covered: readonly boolean[]): boolean {
  return covered[hit.first] === true && covered[hit.last] === true;
}

function isNegated(first: number, { words }: FoldedText, lexicon: Lexicon): boolean {
  const beginning = words[first]?.form;
  if (beginning === undefined || lexicon.negators.has(beginning)) return false;
  for (let step = 0; step < negationReach; step += 1) {
    const word = words[first - step];
    const before = words[first - step - 1];
    if (word === undefined || before === undefined || word.pause !== 'none') return false;
    if (lexicon.negators.has(before.form)) return !isDoubled(first - step - 1, words, lexicon);
    if (!lexicon.lightWords.has(before.form)) return false;
  }
  return false;
}

/** "perché non …?", "why don't you …?": the negation of an invitation is none. */
function isDoubled(negator: number, words: FoldedText['words'], lexicon: Lexicon): boolean {
  const before = words[negator - 1];
  return before !== undefined && words[negator]?.pause === 'none' && lexicon.invitations.has(before.form);
}

/** Marks words that are only supposed: from "se …", "if …" to the end of the clause. */
function suppositions(hits: readonly CueHit[], folded: FoldedText): boolean[] {
  const marked: boolean[] = new Array(folded.words.length).fill(false);
  const exempt = cover(hits, folded, (hit) => hit.cue.role === 'not-supposition');
  for (const hit of hits) {
    if (hit.cue.role === 'supposition' && exempt[hit.first] !== true) markFrom(hit, folded, marked);
  }
  return marked;
}

function markFrom(hit: CueHit, { words }: FoldedText, marked: boolean[]): void {
  const sentence = words[hit.first]?.sentence;
  for (let at = hit.first; at <= hit.last + suppositionReach; at += 1) {
    const word = words[at];
    if (word === undefined || word.sentence !== sentence || contrasts.has(word.form)) return;
    if (at > hit.last && word.pause === 'comma' && !alternatives.has(word.form)) return;
    marked[at] = true;
  }
}

const contrasts = new Set(['ma', 'pero', 'invece', 'comunque', 'but', 'however', 'anyway']);
const alternatives = new Set(['o', 'oppure', 'or', 'e', 'and']);

/** Judges `place`: counts, per sentence, the words that are not mere courtesy. */
function createLoneliness({ words }: FoldedText, lexicon: Lexicon) {
  const weighty: number[] = [0];
  const lastOf: number[] = [];
  words.forEach((word, at) => {
    weighty.push((weighty[at] ?? 0) + (lexicon.fillers.has(word.form) ? 0 : 1));
    lastOf[word.sentence] = at;
  });
  const firstOf = (sentence: number) => (lastOf[sentence - 1] ?? -1) + 1;
  const weightBetween = (from: number, to: number) => (weighty[to + 1] ?? 0) - (weighty[from] ?? 0);
  return {
    isInPlace({ cue, first, last }: CueHit): boolean {
      if (cue.place === 'anywhere') return true;
      const sentence = words[first]?.sentence ?? 0;
      const end = lastOf[sentence] ?? last;
      const isLast = words[last + 1]?.pause === 'comma' || weightBetween(last + 1, end) === 0;
      if (cue.place === 'end') return isLast;
      return weightBetween(firstOf(sentence), first - 1) + weightBetween(last + 1, end) === 0;
    },
  };
}
