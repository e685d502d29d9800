// Detection without a model: cue tables for Italian and English, the sentence around each cue, tone, and the course of the talk.
// Pure and deterministic; tables are compiled once when the detector is made.
import type { Evidence, Language, Signals } from '../conversation/types';
import { combineScores, type PlacedTrace, type Scores } from './combine-scores';
import { inContext } from './cue-context';
import { englishCues } from './cues/en/english-cues';
import { italianCues } from './cues/it/italian-cues';
import type { Detection, DetectionInput, Detector, MessageDetection } from './detector';
import { type FoldedText, foldText } from './fold-text';
import { guessLanguage } from './guess-language';
import { recallHistory } from './history-cues';
import { compileLexicon, type Lexicon } from './lexicon';
import { type CueHit, matchCues } from './match-cues';
import { hearTone } from './tone';
import type { Trace } from './trace';

type TurnMessage = DetectionInput['messages'][number];

interface ReadMessage {
  message: TurnMessage;
  language: Language;
  traces: PlacedTrace[];
  /** Nothing but greeting, thanks and small words. */
  isCourtesy: boolean;
}

/** A detector for Italian and English; making it takes some tens of milliseconds, a message well under one. */
export function createCueDetector(): Detector {
  const lexicons = [compileLexicon(italianCues), compileLexicon(englishCues)];
  return { detect: (input) => detect(input, lexicons) };
}

function detect({ messages, language, history }: DetectionInput, lexicons: readonly Lexicon[]): Detection {
  const read = messages.map((message) => readMessage(message, lexicons, language));
  const telling = read.filter((one) => !one.isCourtesy).map((one) => one.message);
  const words = settleWithdrawal(read.flatMap((one) => one.traces));
  const { scores, evidence } = combineScores([...words, ...recallHistory(telling, history)]);
  return {
    signals: toSignals(scores),
    legalOrSafety: scores.legalOrSafety,
    withdrawal: scores.withdrawal,
    evidence: inTextOrder(evidence, messages),
    language: read.findLast((one) => !one.isCourtesy)?.language ?? read.at(-1)?.language ?? language,
    perMessage: read.map(toMessageDetection),
  };
}

function readMessage(message: TurnMessage, lexicons: readonly Lexicon[], fallback: Language): ReadMessage {
  const folded = foldText(message.text);
  const guess = guessLanguage(folded, lexicons, fallback);
  const spoken = guess.isSure ? lexicons.filter((lexicon) => lexicon.language === guess.language) : lexicons;
  const isFiller = (form: string) => lexicons.some((lexicon) => lexicon.fillers.has(form));
  const found = spoken.flatMap((lexicon) => toTraces(inContext(matchCues(folded, lexicon), folded, lexicon), folded));
  const traces = [...withoutOverlaps(found, message.text.length), ...hearTone(message.text, folded, isFiller)];
  return {
    message,
    language: guess.language,
    traces: traces.sort((a, b) => a.start - b.start).map((trace) => ({ messageId: message.id, ...trace })),
    isCourtesy: folded.words.every((word) => isFiller(word.form)),
  };
}

function toTraces(hits: readonly CueHit[], { words }: FoldedText): Trace[] {
  return hits.flatMap(({ cue, first, last }) => {
    const [start, end] = [words[first]?.start, words[last]?.end];
    if (start === undefined || end === undefined) return [];
    return cue.weights.map(({ signal, weight }) => ({ name: cue.name, signal, weight, start, end }));
  });
}

/** Words count once per signal: of overlapping traces the strongest stays, of equals the longest, then the first. */
function withoutOverlaps(traces: readonly Trace[], length: number): Trace[] {
  const kept: Trace[] = [];
  const taken = new Map<string, boolean[]>();
  const byStrength = [...traces].sort(
    (a, b) => b.weight - a.weight || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  for (const trace of byStrength) {
    const places: boolean[] = taken.get(trace.signal) ?? new Array(length).fill(false);
    taken.set(trace.signal, places);
    if (places.slice(trace.start, trace.end).includes(true)) continue;
    places.fill(true, trace.start, trace.end);
    kept.push(trace);
  }
  return kept;
}

/** Of a wish for a person and its withdrawal in one turn the later word counts. */
function settleWithdrawal(traces: readonly PlacedTrace[]): PlacedTrace[] {
  const lastWish = traces.findLastIndex((trace) => trace.signal === 'personRequest');
  const lastWithdrawal = traces.findLastIndex((trace) => trace.signal === 'withdrawal');
  if (lastWish < 0 || lastWithdrawal < 0) return [...traces];
  const dropped = lastWish > lastWithdrawal ? 'withdrawal' : 'personRequest';
  return traces.filter((trace) => trace.signal !== dropped);
}

function toMessageDetection({ message, language, traces }: ReadMessage): MessageDetection {
  const { scores, evidence } = combineScores(settleWithdrawal(traces));
  return { messageId: message.id, signals: toSignals(scores), evidence, language };
}

function toSignals({ complaint, frustration, abuse, personRequest, urgency }: Scores): Signals {
  return { complaint, frustration, abuse, personRequest, urgency };
}

function inTextOrder(evidence: Evidence[], messages: readonly TurnMessage[]): Evidence[] {
  const position = new Map(messages.map((message, at) => [message.id, at]));
  const at = (one: Evidence) => position.get(one.messageId) ?? 0;
  return evidence.sort((a, b) => at(a) - at(b) || a.start - b.start);
}
