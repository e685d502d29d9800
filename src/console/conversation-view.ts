// A conversation as the HTTP contract shows it: lists carry a row, one read adds the log, notes and the briefing.
import type { CareEvent, Conversation, Message } from '../conversation/types';
import type { Briefing } from '../handoff/briefing';
import type { NoteDocument } from '../store/models/note';

export interface ViewParts {
  now: Date;
  /** The log row's delivery as the channel knows it. */
  deliveryOf(message: Message): Message['delivery'];
  attachmentUrl(attachmentId: string): string;
}

/** Everything a list row shows. */
export function rowOf(conversation: Conversation, now: Date) {
  const { promise } = conversation;
  return {
    id: conversation.id,
    channel: conversation.channel,
    customer: conversation.customer,
    language: conversation.language,
    phase: conversation.phase,
    owner: conversation.owner,
    version: conversation.version,
    ...pick(conversation, ['handoff', 'waitingSince', 'deferredUntil', 'closedAt', 'outcome']),
    ...(promise === undefined
      ? {}
      : { promise: { state: promise.state, dueAt: promise.dueAt, madeAt: promise.madeAt } }),
    late: isLate(conversation, now),
    priority: conversation.priority,
    signals: conversation.signals,
    preview: conversation.preview,
    openedAt: conversation.openedAt,
    lastMessageAt: conversation.lastMessageAt,
    ...(conversation.human?.customerWaitingSince === undefined
      ? {}
      : { customerWaitingSince: conversation.human.customerWaitingSince }),
  };
}

/** The customer was told a time that passed: the promise is overdue, or renews one that was broken. */
function isLate({ promise }: Conversation, now: Date): boolean {
  return promise?.state === 'open' && (promise.dueAt <= now || promise.renews !== undefined);
}

export interface FullReading {
  conversation: Conversation;
  messages: Message[];
  notes: NoteDocument[];
  events: CareEvent[];
  briefing: Briefing;
  isCustomerTyping: boolean;
  isOptedOut: boolean;
}

export function fullViewOf(reading: FullReading, parts: ViewParts) {
  const { conversation, messages, notes, events, briefing } = reading;
  return {
    ...rowOf(conversation, parts.now),
    messages: messages.map((message) => messageOf(message, parts)),
    notes: notes.map(({ _id, by, text, at }) => ({ id: _id, by, text, at })),
    events: events.map(({ kind, at, by, facts }) => ({ kind, at, by, facts: facts ?? {} })),
    briefing,
    trail: conversation.trail,
    customerTyping: reading.isCustomerTyping,
    optedOut: reading.isOptedOut,
    ...contactOf(conversation),
  };
}

/** The way to reach the customer: what they typed for this, else what the shop proved. */
function contactOf({ customer }: Conversation) {
  const email = customer.contactEmail ?? customer.email;
  return email === undefined ? {} : { contact: { email, isProved: customer.contactEmail === undefined } };
}

function messageOf(message: Message, { deliveryOf, attachmentUrl }: ViewParts) {
  return {
    id: message.id,
    seq: message.seq,
    from: message.from,
    text: message.text,
    at: message.at,
    delivery: deliveryOf(message),
    ...pick(message, ['signals', 'evidence', 'quickReplies', 'language']),
    ...(message.attachments === undefined
      ? {}
      : { attachments: message.attachments.map((file) => ({ ...file, url: attachmentUrl(file.id) })) }),
  };
}

function pick<T extends object, K extends keyof T>(value: T, keys: K[]): Partial<Pick<T, K>> {
  const kept: Partial<Pick<T, K>> = {};
  for (const key of keys) if (value[key] !== undefined) kept[key] = value[key];
  return kept;
}
