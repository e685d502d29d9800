// One log row as a Direct Line activity. Every field is named here: nothing a client sent comes out but text, files and
// the opaque echo in its own place.
import type { Attachment, Message, QuickReply } from '../../conversation/types';
import type { ConversationState } from '../channel';

interface ActivityHead {
  id: string;
  timestamp: string;
  channelId: 'directline';
  conversation: { id: string };
  from: { id: string; name?: string; role: 'user' | 'bot' };
}

export interface Activity extends ActivityHead {
  type: 'message' | 'typing' | 'event';
  text?: string;
  /** The language of the text. */
  locale?: string;
  attachments?: { name: string; contentType: string; contentUrl: string }[];
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
  name?: 'ascolto.state';
  value?: ConversationState;
  channelData: Record<string, unknown>;
}

/** What a stream frame and a poll answer carry; without a watermark the client's own stays as it is. */
export interface ActivitySet {
  activities: Activity[];
  /** The last seq contained, as a string. */
  watermark?: string;
}

/** Path of a customer's file; knowing it is the right to read it. */
export function attachmentPath(attachmentId: string): string {
  return `/v3/directline/attachments/${attachmentId}`;
}

/** `origin`: scheme and host under which this customer reaches us. */
export function toActivity(message: Message, origin: string): Activity {
  return {
    type: 'message',
    id: message.id,
    timestamp: message.at.toISOString(),
    channelId: 'directline',
    conversation: { id: message.conversationId },
    from: fromOf(message),
    text: message.text,
    ...(message.language === undefined ? {} : { locale: message.language }),
    ...linksOf(message, origin),
    ...(message.quickReplies === undefined ? {} : { suggestedActions: toActions(message.quickReplies) }),
    channelData: channelDataOf(message),
  };
}

/** The log rows as one set; `watermark` when there are none. */
export function toActivitySet(messages: Message[], origin: string, watermark: number): ActivitySet {
  return {
    activities: messages.map((message) => toActivity(message, origin)),
    watermark: String(messages.at(-1)?.seq ?? watermark),
  };
}

interface SignParts {
  conversationId: string;
  id: string;
  now: Date;
}

/** The unlogged sign that the bot or a person is writing. */
export function typingActivity(parts: SignParts, by: { kind: 'bot' | 'agent'; name?: string | undefined }): Activity {
  return {
    ...sign(parts),
    type: 'typing',
    from: { id: by.kind, ...(by.name === undefined ? {} : { name: by.name }), role: 'bot' },
    channelData: { ascolto: { author: by.kind } },
  };
}

/** The unlogged event that tells the widget how things stand. */
export function stateActivity(parts: SignParts, state: ConversationState): Activity {
  return {
    ...sign(parts),
    type: 'event',
    name: 'ascolto.state',
    value: state,
    channelData: { ascolto: { author: 'system' } },
  };
}

function sign({ conversationId, id, now }: SignParts): ActivityHead {
  return {
    id,
    timestamp: now.toISOString(),
    channelId: 'directline',
    conversation: { id: conversationId },
    from: { id: 'system', role: 'bot' },
  };
}

function fromOf({ from }: Message): Activity['from'] {
  const isCustomer = from.kind === 'customer';
  const id = from.id ?? (isCustomer ? 'dl_customer' : from.kind);
  return { id, ...(from.name === undefined ? {} : { name: from.name }), role: isCustomer ? 'user' : 'bot' };
}

/** The customer's own comes back as it was, but for the name that is ours: nobody can pass for a person of the shop. */
function channelDataOf({ from, seq, echo, attachments }: Message): Record<string, unknown> {
  if (from.kind !== 'customer') return { ascolto: { author: from.kind, seq } };
  const { ascolto: _notTheirs, ...own } = parseEcho(echo);
  const removedFiles = (attachments ?? []).flatMap(({ removed }) => (removed === undefined ? [] : [removed.text]));
  return removedFiles.length === 0 ? own : { ...own, ascolto: { removedFiles } };
}

/** A file whose time is over has no address any more; channelData says so in words. */
function linksOf({ attachments }: Message, origin: string): Pick<Activity, 'attachments'> {
  if (attachments === undefined) return {};
  return { attachments: attachments.filter(({ removed }) => removed === undefined).map(toLink(origin)) };
}

function toLink(origin: string) {
  return ({ id, name, contentType }: Attachment) => ({
    name,
    contentType,
    contentUrl: `${origin}${attachmentPath(id)}`,
  });
}

function toActions(quickReplies: QuickReply[]): NonNullable<Activity['suggestedActions']> {
  return { to: [], actions: quickReplies.map(({ title, value }) => ({ type: 'imBack', title, value })) };
}

/** Echoes lie in the store as JSON text, so that no key of theirs ever means anything to a query. */
function parseEcho(echo: unknown): Record<string, unknown> {
  if (typeof echo !== 'string') return {};
  const parsed: unknown = JSON.parse(echo);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
