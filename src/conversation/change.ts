// What a decision is made of before it is written: pure, so that desk and turn can build one and the journal can commit it.
import {
  type CareEvent,
  type Channel,
  type Conversation,
  type Customer,
  type Effect,
  emptyMemory,
  type Language,
  noSignals,
  type OutgoingMessage,
} from './types';

/** What a conversation remembers of its promises, beside the latest. */
export const mostEarlierPromises = 20;

/** Fields a decision may change; a field given as `undefined` is removed. */
export type ConversationFields = {
  [Field in keyof Omit<
    Conversation,
    'id' | 'channel' | 'version' | 'lastMoveId' | 'effects' | 'effectsSince' | 'openedAt'
  >]?: Conversation[Field] | undefined;
};

export interface Change {
  /** Names this very decision: a write whose answer was lost is recognised by it. */
  moveId: string;
  set: ConversationFields;
  messages: OutgoingMessage[];
  events: ChangeEvent[];
  /** Customer rows that this decision covers. */
  decided?: Omit<Extract<Effect, { kind: 'decided' }>, 'kind'>[];
}

export type ChangeEvent = Pick<CareEvent, 'kind' | 'by' | 'facts'>;

/** A conversation nobody has written in yet; the bot owns it. */
export function newConversation(opening: {
  id: string;
  channel: Channel;
  customer: Customer;
  language: Language;
  now: Date;
  moveId: string;
}): Conversation {
  const { id, channel, customer, language, now, moveId } = opening;
  return {
    id,
    channel,
    customer,
    language,
    phase: 'bot',
    owner: { kind: 'bot' },
    version: 1,
    lastMoveId: moveId,
    decidedThroughSeq: 0,
    boundarySeq: 0,
    memory: emptyMemory,
    priority: 5,
    earlierPromises: [],
    signals: noSignals,
    trail: [],
    lastMessageAt: now,
    preview: '',
    listed: false,
    openedAt: now,
    effects: [],
  };
}

/** Texts and events of a change in the order in which they reach the log. */
export function effectsOf(conversationId: string, version: number, at: Date, change: Change): Effect[] {
  return [
    ...(change.decided ?? []).map((decided): Effect => ({ kind: 'decided', ...decided })),
    ...change.messages.map((message): Effect => ({ kind: 'message', message })),
    ...change.events.map(
      (event, n): Effect => ({
        kind: 'event',
        event: { id: `${conversationId}:${version}:${n}`, conversationId, version, at, ...event },
      }),
    ),
  ];
}

export function eventsOf(effects: readonly Effect[]): CareEvent[] {
  return effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
}

export function withoutEffects({ effectsSince: _settled, ...conversation }: Conversation): Conversation {
  return { ...conversation, effects: [] };
}

/** MongoDB has no "set to absent": undefined fields go to $unset. */
export function toUpdate(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  const gone = Object.entries(fields).filter(([, value]) => value === undefined);
  return {
    $set: Object.fromEntries(kept),
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map(([name]) => [name, 1])) }),
  };
}

/** The document as the write leaves it: a field given as undefined is gone. */
export function withFields(conversation: Conversation, fields: Record<string, unknown>): Conversation {
  const merged: Record<string, unknown> = { ...conversation, ...fields };
  for (const name of Object.keys(fields)) if (fields[name] === undefined) delete merged[name];
  return merged as unknown as Conversation;
}
