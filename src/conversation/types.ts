// Glossary: one word per thing, used in code, API, texts and documents.
//
// customer      who writes to the shop                     agent     a human who answers at the console
// bot           the automated assistant                    system    the voice of notices (waiting, hand-back, closing)
// conversation  one customer on one channel, one document  message   one row of the log: exactly what the customer can see
// turn          the bot's handling of all undecided messages       decision  what a turn wants to say and change
// handoff       passing a conversation from bot to people  line      where conversations wait for an agent
// claim         an agent takes it                          hand back a person returns it to the bot
// release       back to the line; for a promise: its explicit, told end
// promise       "someone will write to you": a debt only a person's message or a told release settles
// briefing      what an agent reads first                  standing  who speaks, in reputation terms
// signal        a score 0–1 found in words                 evidence  the words that gave a signal
// effect        a text or event committed with a decision, not yet in the log
// boundary      the seq after which the bot's memory starts anew

import type { Author, CareEvent } from './events';

export type { Author, CareEvent } from './events';

export const channels = ['web', 'messenger', 'comment', 'email', 'bot-framework'] as const;
export type Channel = (typeof channels)[number];

export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];

export const phases = ['bot', 'waiting', 'human', 'closed'] as const;
export type Phase = (typeof phases)[number];

export type Owner = { kind: 'bot' } | { kind: 'line' } | { kind: 'agent'; id: string; name: string } | { kind: 'none' };

export const handoffReasons = [
  'asked-for-person',
  'complaint',
  'frustration',
  'abuse',
  'legal-or-safety',
  'bot-failed',
  'dialog',
  'taken-over',
] as const;
export type HandoffReason = (typeof handoffReasons)[number];

export const outcomes = ['solved', 'not-solved', 'no-answer', 'spam'] as const;
export type Outcome = (typeof outcomes)[number];

/** Words that gave a signal: characters `start` (included) to `end` (excluded) of the message's text, UTF-16 units. */
export interface Evidence {
  messageId: string;
  start: number;
  end: number;
  /** Name of the cue that matched, e.g. `complaint.broken`. */
  cue: string;
  /** Its share of the score shown, 0–1. */
  weight?: number;
}

/** Scores 0–1. */
export interface Signals {
  complaint: number;
  frustration: number;
  abuse: number;
  personRequest: number;
  urgency: number;
}

export const noSignals: Signals = { complaint: 0, frustration: 0, abuse: 0, personRequest: 0, urgency: 0 };

export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'maybe-sent';

export interface Attachment {
  id: string;
  name: string;
  contentType: string;
  sizeBytes: number;
  /** Its bytes are gone because their time was over; what customer and agents read in its place. */
  removed?: { at: Date; text: string };
}

/** A button under a message; pressing it sends `value` as the customer's next message. */
export interface QuickReply {
  title: string;
  value: string;
}

/** One row of the log. `id` is `<conversationId>|<seq, 7 digits>`; `seq` is 1..n without a gap per conversation. */
export interface Message {
  id: string;
  conversationId: string;
  seq: number;
  /** Makes the append repeatable: `customer:<client id>`, `turn:<throughSeq>:<n>`, `agent:<agentId>:<client id>`, `move:<version>:<n>`. */
  key: string;
  from: Author;
  text: string;
  at: Date;
  delivery: DeliveryState;
  language?: Language;
  attachments?: Attachment[];
  quickReplies?: QuickReply[];
  /** Customer rows only: set until a decision covers the row. */
  undecidedSince?: Date;
  /** Customer rows only, after the decision. */
  signals?: Signals;
  evidence?: Evidence[];
  /** The client's opaque `channelData`, echoed and never read. */
  echo?: unknown;
  /** Bot rows only: what produced the text (knowledge entry ids, text names). */
  source?: MessageSource;
  /** Rows of a decision or move: the conversation's version that this row was committed with. */
  version?: number;
}

export interface MessageSource {
  knowledge?: string[];
  text?: string;
}

/** What a decision or a move wants to append; the log adds id, seq and conversation. */
export interface OutgoingMessage {
  key: string;
  from: Author;
  text: string;
  at: Date;
  language?: Language;
  quickReplies?: QuickReply[];
  source?: MessageSource;
}

export interface CarePromise {
  id: string;
  /** Key of the message that told the customer. */
  madeByMessageKey: string;
  reason: HandoffReason;
  madeAt: Date;
  dueAt: Date;
  state: 'open' | 'kept' | 'broken' | 'released';
  /** Id of the broken promise that this one renews. */
  renews?: string;
  keptByMessageKey?: string;
  settledAt?: Date;
  releaseReason?: string;
}

export interface Handoff {
  reason: HandoffReason;
  evidence: Evidence[];
  at: Date;
}

/** The human stretch in progress; present exactly while phase is `human`. */
export interface HumanStretch {
  claimedAt: Date;
  /** The agent's first message since the claim. */
  answeredAt?: Date;
  /** The first customer message that the agent has not answered yet. */
  customerWaitingSince?: Date;
}

/** What the bot remembers since the boundary. */
export interface BotMemory {
  failedAnswers: number;
  /** The last answer was a list of titles to choose from. */
  offeredChoices: boolean;
  /** Normalised recent customer questions, newest last, at most 8. */
  recentQuestions: string[];
  /** Knowledge entries shown, newest last, at most 12. */
  answeredWith: string[];
}

export const emptyMemory: BotMemory = {
  failedAnswers: 0,
  offeredChoices: false,
  recentQuestions: [],
  answeredWith: [],
};

/** Committed together with a decision and appended to log and events by whoever finds it first. */
export type Effect =
  | { kind: 'message'; message: OutgoingMessage }
  | { kind: 'event'; event: CareEvent }
  | { kind: 'decided'; messageId: string; signals: Signals; evidence: Evidence[]; language: Language };

export interface Customer {
  id: string;
  name?: string;
  /** Proved by the shop's signed identity. */
  email?: string;
  /** Typed by the customer: the way to reach them, proved by nobody. */
  contactEmail?: string;
  contactChanges?: number;
  locale: string;
  /** True when the shop's signed identity names this customer. */
  identified: boolean;
}

/** The conversation document. Changed only through journal.commit, by compare-and-set on `version` with `effects` empty. */
export interface Conversation {
  id: string;
  channel: Channel;
  customer: Customer;
  language: Language;
  phase: Phase;
  owner: Owner;
  version: number;
  lastMoveId: string;
  decidedThroughSeq: number;
  /** Messages after this seq are what the bot remembers. */
  boundarySeq: number;
  memory: BotMemory;
  handoff?: Handoff;
  human?: HumanStretch;
  /** 0 first; orders the line before waiting time. */
  priority: number;
  waitingSince?: Date;
  deferredUntil?: Date;
  /** The latest promise, also when settled. */
  promise?: CarePromise;
  /** Older promises, oldest first, at most 20. */
  earlierPromises: CarePromise[];
  signals: Signals;
  /** Names of the steps that ran in the last turn. */
  trail: string[];
  lastAcknowledgedAt?: Date;
  /** When a person last wrote. */
  lastHumanAt?: Date;
  lastMessageAt: Date;
  /** First 160 characters of the customer's latest decided message. */
  preview: string;
  /** False until the customer wrote: such conversations are not listed and expire. */
  listed: boolean;
  openedAt: Date;
  closedAt?: Date;
  outcome?: Outcome;
  effects: Effect[];
  /** Set with effects, removed with them: the sweep finds what a crash left. */
  effectsSince?: Date;
}
