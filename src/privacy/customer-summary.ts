// What is kept of a customer, in figures: what an administrator reads before it is exported or erased.
import type { Store } from '../store/store';
import type { FoundCustomer } from './customers';

export interface CustomerSummary {
  names: string[];
  emails: string[];
  conversations: number;
  messages: number;
  files: number;
  notes: number;
  openPromises: number;
  /** When the first conversation began, and when the last message was written; null when they never wrote. */
  firstAt: Date | null;
  lastAt: Date | null;
}

type Parts = Pick<Store, 'rows' | 'notes' | 'attachments'>;

export async function summarise(store: Parts, { conversationIds }: FoundCustomer): Promise<CustomerSummary> {
  const ofTheirs = { conversationId: { $in: conversationIds } };
  const [conversations, messages, files, notes] = await Promise.all([
    store.rows.conversations
      .find(
        { _id: { $in: conversationIds } },
        { projection: { customer: 1, openedAt: 1, lastMessageAt: 1, promise: 1 } },
      )
      .toArray(),
    store.rows.messages.countDocuments(ofTheirs),
    store.attachments.countDocuments(ofTheirs),
    store.notes.countDocuments(ofTheirs),
  ]);
  const customers = conversations.map(({ customer }) => customer);
  return {
    names: distinct(customers.map(({ name }) => name)),
    emails: distinct(customers.flatMap(({ email, contactEmail }) => [email, contactEmail])),
    conversations: conversations.length,
    messages,
    files,
    notes,
    openPromises: conversations.filter(({ promise }) => promise?.state === 'open').length,
    firstAt: earliest(conversations.map(({ openedAt }) => openedAt)),
    lastAt: latest(conversations.map(({ lastMessageAt }) => lastMessageAt)),
  };
}

const distinct = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
const earliest = (moments: Date[]): Date | null => moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
const latest = (moments: Date[]): Date | null => moments.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
