// The console's side of the HTTP contract (docs: GET /api/openapi.json): the shapes it reads and nothing more. Times are
// ISO 8601 in UTC, scores 0–1.

export const views = ['waiting', 'mine', 'all', 'closed'] as const;
export type View = (typeof views)[number];

export type Role = 'agent' | 'manager' | 'administrator';
export const roles: readonly Role[] = ['agent', 'manager', 'administrator'];
export type Language = 'it' | 'en';
export const languages: readonly Language[] = ['it', 'en'];
export type Presence = 'online' | 'away' | 'offline';
/** What is wrong with the server's own ground, worst first. */
export const troubleKinds = [
  'store-away',
  'store-refuses-writes',
  'store-slow',
  'overloaded',
  'turns-late',
  'redis-down',
  'redis-evicts',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];
export interface Trouble {
  kind: TroubleKind;
  since: string;
}
export type Channel = 'web' | 'messenger' | 'comment' | 'email' | 'bot-framework';
export type Phase = 'bot' | 'waiting' | 'human' | 'closed';
export type Outcome = 'solved' | 'not-solved' | 'no-answer' | 'spam';
export const outcomes: readonly Outcome[] = ['solved', 'not-solved', 'no-answer', 'spam'];
export type Owner = { kind: 'bot' } | { kind: 'line' } | { kind: 'agent'; id: string; name: string } | { kind: 'none' };
export type HandoffReason =
  | 'asked-for-person'
  | 'complaint'
  | 'frustration'
  | 'abuse'
  | 'legal-or-safety'
  | 'bot-failed'
  | 'dialog'
  | 'taken-over';
export type PromiseState = 'open' | 'kept' | 'broken' | 'released';
export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'maybe-sent';
export const signalNames = ['personRequest', 'complaint', 'frustration', 'abuse', 'urgency'] as const;
export type SignalName = (typeof signalNames)[number];
export type Signals = Record<SignalName, number>;

export interface Agent {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  languages: string[];
}

export interface Me extends Agent {
  presence: { state: Presence };
  shop: { name: string; zone: string };
}

export interface Colleague extends Agent {
  active: boolean;
  presence: Presence;
}

/** Characters `start` (included) to `end` (excluded) of the message's text, UTF-16 units. */
export interface Evidence {
  messageId: string;
  start: number;
  end: number;
  /** `<signal>.<name>`, e.g. `complaint.broken`. */
  cue: string;
  weight?: number;
}

export interface Attachment {
  id: string;
  name: string;
  contentType: string;
  sizeBytes: number;
  url: string;
  /** Its time was over: what is read in its place. */
  removed?: { at: string; text: string };
}

export interface Author {
  kind: 'customer' | 'bot' | 'agent' | 'system';
  id?: string;
  name?: string;
}

export interface Message {
  id: string;
  seq: number;
  from: Author;
  text: string;
  at: string;
  delivery: DeliveryState;
  signals?: Partial<Signals>;
  evidence?: Evidence[];
  quickReplies?: { title: string; value: string }[];
  attachments?: Attachment[];
}

export interface Row {
  id: string;
  channel: Channel;
  customer: { id: string; name?: string; locale: string };
  phase: Phase;
  owner: Owner;
  version: number;
  handoff?: { reason: HandoffReason; evidence: Evidence[]; at: string };
  waitingSince?: string;
  deferredUntil?: string;
  /** A person has it and the customer's last words are unanswered since then. */
  customerWaitingSince?: string;
  /** The latest one, also when settled. */
  promise?: { state: PromiseState; dueAt: string; madeAt?: string };
  signals: Signals;
  lastMessageAt: string;
  preview: string;
  priority: number;
  late: boolean;
  language: Language;
  outcome?: Outcome;
}

export interface Note {
  id: string;
  by: { id: string; name: string };
  text: string;
  at: string;
}

export interface CareEvent {
  kind: string;
  at: string;
  by: Author;
  facts?: Record<string, string | number | boolean | null>;
}

export type FactLabel = 'order' | 'email' | 'phone' | 'amount';

export interface Briefing {
  /** The customer's own words that led here. */
  headline: string;
  /** The customer's words with the cue they matched. */
  whyNow: { text: string; cue: string; messageId: string }[];
  facts: { label: FactLabel; value: string; messageId: string }[];
  tried: { text: string; messageId: string }[];
  promised: { text: string; madeAt: string; dueAt: string; state: PromiseState }[];
  earlierContacts: { id: string; openedAt: string; closedAt?: string; outcome?: Outcome; preview: string }[];
}

/** One conversation as a single read gives it. */
export interface Conversation extends Row {
  messages: Message[];
  notes: Note[];
  events?: CareEvent[];
  briefing?: Briefing;
  trail?: string[];
  contact?: { email: string };
  customerTyping?: boolean;
  /** The customer wants to hear from the shop only when they wrote first. */
  optedOut?: boolean;
}

/** What is kept of one customer, in figures. */
export interface CustomerSummary {
  names: string[];
  emails: string[];
  conversations: number;
  messages: number;
  files: number;
  notes: number;
  openPromises: number;
  firstAt: string | null;
  lastAt: string | null;
}

export interface AuditEntry {
  seq: number;
  at: string;
  action: string;
  /** An agent's id, `command`, `system`, or null. */
  by: string | null;
  about: string | null;
  facts: Record<string, string | number | boolean>;
}

export interface RowPage {
  items: Row[];
  nextCursor: string | null;
  counts: Record<View, number>;
}

export interface CannedReply {
  shortcut: string;
  title: Record<Language, string>;
  text: Record<Language, string>;
}

export interface NewColleague {
  email: string;
  name: string;
  password: string;
  roles: Role[];
  languages: string[];
}

export type ColleagueChange = Partial<Omit<NewColleague, 'email'>> & { active?: boolean };

/** Settles an open promise without a reply; the server tells the customer in the same write. */
export interface Release {
  reason: string;
}
