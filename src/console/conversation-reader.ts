// One conversation read whole for an agent: log, notes, events, briefing.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { CareEvent, Conversation, Message } from '../conversation/types';
import { type EarlierContact, writeBriefing } from '../handoff/briefing';
import { consoleTopic, type FanOut } from '../jobs/fan-out';
import type { Actor } from '../route';
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';
import { fullViewOf } from './conversation-view';

export interface ReaderParts {
  store: Store;
  journal: Journal;
  clock: Clock;
  fanOut: FanOut;
  deliveryOf(conversationId: string): Promise<(message: Message) => Message['delivery']>;
  attachmentUrl(attachmentId: string): string;
  isCustomerTyping(conversationId: string): boolean;
  /** The customer wants to hear from the shop only when they wrote first. */
  isOptedOut?(customerId: string): Promise<boolean>;
}

export type ConversationReader = ReturnType<typeof createConversationReader>;

/** The newest rows shown; older ones stay in the log. */
const mostMessages = 500;
const mostNotes = 200;
const mostEvents = 200;
const mostEarlier = 5;

export function createConversationReader(parts: ReaderParts) {
  const { store, journal, clock } = parts;

  async function earlierOf({ id, customer }: Conversation): Promise<EarlierContact[]> {
    const rows = await store.rows.conversations
      .find({ 'customer.id': customer.id })
      .sort({ openedAt: -1 })
      .limit(mostEarlier + 1)
      .toArray();
    return rows
      .filter((row) => row._id !== id && row.listed)
      .map(({ _id, openedAt, closedAt, outcome, preview }) => ({
        id: _id,
        openedAt,
        preview,
        ...(closedAt === undefined ? {} : { closedAt }),
        ...(outcome === undefined ? {} : { outcome }),
      }));
  }

  async function eventsOf(conversationId: string): Promise<CareEvent[]> {
    const rows = await store.rows.events
      .find({ conversationId })
      .sort({ version: -1, _id: -1 })
      .limit(mostEvents)
      .toArray();
    return rows.reverse().map((row) => fromStored<CareEvent>(row));
  }

  async function read(conversationId: string) {
    const conversation = await journal.load(conversationId);
    if (conversation === null) return null;
    const [messages, notes, events, earlier, deliveryOf, isOptedOut] = await Promise.all([
      journal.latestMessages(conversationId, mostMessages),
      store.notes.find({ conversationId }).sort({ at: 1 }).limit(mostNotes).lean(),
      eventsOf(conversationId),
      earlierOf(conversation),
      parts.deliveryOf(conversationId),
      parts.isOptedOut?.(conversation.customer.id) ?? false,
    ]);
    const briefing = writeBriefing(conversation, messages, earlier);
    const isCustomerTyping = parts.isCustomerTyping(conversationId);
    return fullViewOf(
      { conversation, messages, notes, events, briefing, isCustomerTyping, isOptedOut },
      { now: clock.now(), deliveryOf, attachmentUrl: parts.attachmentUrl },
    );
  }

  return {
    read,
    /** Notes are for agents; any agent may leave one on any conversation. */
    async addNote(conversationId: string, { agentId, name }: Actor, text: string) {
      const conversation = await journal.load(conversationId);
      if (conversation === null) return null;
      const by = { id: agentId, name };
      await store.notes.create({ _id: journal.newId(), conversationId, by, text, at: clock.now() });
      parts.fanOut.publish(consoleTopic, { conversationId, version: conversation.version, seq: null });
      return read(conversationId);
    },
  };
}
