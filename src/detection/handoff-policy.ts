// Decides, from the words of a turn and the course of the conversation alone, whether people should take over, and why.
import type { BotMemory, Channel, Evidence, HandoffReason } from '../conversation/types';
import type { Signal } from './cues/cue';
import type { Detection } from './detector';
import type { ChannelThresholds, HandoffThresholds } from './thresholds-file';

export interface HandoffQuestion {
  detection: Detection;
  memory: BotMemory;
  channel: Channel;
  thresholds: HandoffThresholds;
}

export interface HandoffVerdict {
  reason: HandoffReason;
  /** The words for the reason, and those that would have been a reason by themselves. */
  evidence: Evidence[];
  /** 0 first; orders the line before waiting time. */
  priority: number;
}

/** Reasons that this policy can give, the weightiest first: a message gives one reason, the first that holds. */
const reasonsInOrder = [
  'legal-or-safety',
  'asked-for-person',
  'frustration',
  'complaint',
  'abuse',
  'bot-failed',
] as const satisfies readonly HandoffReason[];
type WordReason = (typeof reasonsInOrder)[number];

/** From here on a withdrawn wish for a person counts, and an urgent message moves up in line. */
const clearly = 0.6;

/** Cues that tell of a trouble that was there before. */
const repetition = new Set([
  'time-and-again',
  'second-time',
  'several-times',
  'told-already',
  'same-problem',
  'again',
  'asked-again',
]);

/** The first reason to hand over, or null when the bot may go on. Pure. */
export function decideHandoff({ detection, memory, channel, thresholds }: HandoffQuestion): HandoffVerdict | null {
  const limits = thresholds[channel];
  const holding = reasonsInOrder.filter((reason) => holds(reason, detection, memory, limits));
  const [reason] = holding;
  if (reason === undefined) return null;
  const shown = new Set<string>(holding.map(signalOf));
  const evidence = detection.evidence.filter(({ cue }) => shown.has(signalNamed(cue)));
  return { reason, evidence, priority: priorityOf(reason, detection) };
}

function holds(reason: WordReason, detection: Detection, memory: BotMemory, limits: ChannelThresholds): boolean {
  const { signals, withdrawal, legalOrSafety } = detection;
  switch (reason) {
    case 'legal-or-safety':
      return legalOrSafety >= limits.legalOrSafety;
    case 'asked-for-person':
      return signals.personRequest >= limits.askedForPerson && withdrawal < clearly;
    case 'frustration':
      return signals.frustration >= limits.frustration;
    case 'complaint':
      return signals.complaint >= (isRepeated(detection) ? limits.repeatedComplaint : limits.complaint);
    case 'abuse':
      return signals.abuse >= limits.abuse;
    case 'bot-failed':
      return memory.failedAnswers >= limits.failedAnswers;
    default:
      return reason satisfies never;
  }
}

function isRepeated({ evidence }: Detection): boolean {
  return evidence.some(({ cue }) => repetition.has(cue.slice(cue.indexOf('.') + 1)));
}

/** The signal whose words show a reason; an answer that failed shows as frustration. */
function signalOf(reason: WordReason): Signal {
  switch (reason) {
    case 'legal-or-safety':
      return 'legalOrSafety';
    case 'asked-for-person':
      return 'personRequest';
    case 'frustration':
    case 'bot-failed':
      return 'frustration';
    case 'complaint':
      return 'complaint';
    case 'abuse':
      return 'abuse';
    default:
      return reason satisfies never;
  }
}

const signalNamed = (cue: string) => cue.slice(0, cue.indexOf('.'));

/** Danger and law first, then anger, wishes and complaints; an urgent matter moves one place up, never before danger. */
function priorityOf(reason: WordReason, { signals }: Detection): number {
  const urgent = signals.urgency >= clearly ? 1 : 0;
  switch (reason) {
    case 'legal-or-safety':
      return 0;
    case 'frustration':
      return 2 - urgent;
    case 'asked-for-person':
    case 'complaint':
      return 3 - urgent;
    case 'abuse':
      return 4 - urgent;
    case 'bot-failed':
      return 5 - urgent;
    default:
      return reason satisfies never;
  }
}
