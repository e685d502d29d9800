// The closed list of fixed sentences and the placeholders each one fills in; dialogs/texts/notices.yaml holds the words.

export const textPlaceholders = {
  greeting: ['shop'],
  'greeting-reply': [],
  thanks: [],
  goodbye: [],
  'who-am-i': ['shop'],
  'answer-intro': [],
  'answer-link': ['link'],
  'offer-choices': [],
  'none-of-these': [],
  'ask-person': [],
  'not-understood': [],
  'attachment-received': [],
  'file-removed': ['days'],
  trouble: [],
  'opening-asked-for-person': [],
  'opening-complaint': [],
  'opening-frustration': [],
  'opening-abuse': [],
  'opening-legal-or-safety': [],
  'opening-bot-failed': [],
  'opening-dialog': [],
  'handoff-queued': ['due', 'place'],
  'handoff-queued-first': ['due'],
  'handoff-nobody-online': ['due'],
  'handoff-deferred': ['opens', 'due'],
  'leave-line': [],
  'left-line': [],
  'waiting-acknowledgement': ['due'],
  'waiting-identity': ['shop', 'due'],
  'waiting-place': ['place'],
  'waiting-late': ['due'],
  'contact-saved': [],
  claimed: ['agent'],
  'taken-over': ['agent'],
  transferred: ['agent'],
  'returned-to-line': ['due'],
  'handed-back': [],
  'released-by-agent': ['reason'],
  'closed-solved': [],
  'closed-not-solved': [],
  'closed-no-answer': [],
  'closed-spam': [],
  reopened: [],
  'reopened-waiting': ['due'],
} as const satisfies Record<string, readonly string[]>;

export type TextName = keyof typeof textPlaceholders;

/** What a sentence needs filled in; `{}` when it has no placeholder. */
export type TextValues<Name extends TextName> = Record<(typeof textPlaceholders)[Name][number], string>;

export const textNames = Object.keys(textPlaceholders).filter((name): name is TextName => name in textPlaceholders);
