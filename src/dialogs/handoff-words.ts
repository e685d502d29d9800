// What the customer reads at the moment of a handoff: first that we heard, then who answers and by when.
import type { HandoffReason, Language } from '../conversation/types';
import type { TextName } from './text-names';
import type { Texts } from './texts';

/** The truth about the wait; every variant carries the moment of the promise, already in words (see moments.ts). */
export type HandoffOutlook =
  | { kind: 'queued'; due: string; place: string }
  | { kind: 'queued-first'; due: string }
  | { kind: 'nobody-online'; due: string }
  | { kind: 'deferred'; opens: string; due: string };

/** The one message of a handoff: the opening clause of its reason, then the outlook. */
export function sayHandoff(texts: Texts, language: Language, reason: HandoffReason, outlook: HandoffOutlook): string {
  const opening = openings[reason];
  const wait = sayOutlook(texts, language, outlook);
  return opening === undefined ? wait : `${texts.say(opening, language, {})} ${wait}`;
}

function sayOutlook(texts: Texts, language: Language, outlook: HandoffOutlook): string {
  switch (outlook.kind) {
    case 'queued':
      return texts.say('handoff-queued', language, outlook);
    case 'queued-first':
      return texts.say('handoff-queued-first', language, outlook);
    case 'nobody-online':
      return texts.say('handoff-nobody-online', language, outlook);
    case 'deferred':
      return texts.say('handoff-deferred', language, outlook);
    default:
      return outlook satisfies never;
  }
}

type Opening = Extract<TextName, `opening-${string}`>;

const openings: Record<HandoffReason, Opening | undefined> = {
  'asked-for-person': 'opening-asked-for-person',
  complaint: 'opening-complaint',
  frustration: 'opening-frustration',
  abuse: 'opening-abuse',
  'legal-or-safety': 'opening-legal-or-safety',
  'bot-failed': 'opening-bot-failed',
  dialog: 'opening-dialog',
  // A person came by themselves: nothing was heard from the customer that an opening could answer.
  'taken-over': undefined,
};
