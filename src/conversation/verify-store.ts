// Walks over a whole store and checks the invariants of every conversation, a page at a time, in bounded memory.
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';
import { type ConversationRecord, type Fault, findFaults } from './invariants';
import type { CareEvent, Conversation, Message } from './types';

export interface Verification {
  conversations: number;
  messages: number;
  customerMessages: number;
  events: number;
  promises: { open: number; kept: number; broken: number; released: number };
  faults: Fault[];
}

const mostFaults = 1_000;
const mostTries = 5;

type Rows = Pick<Store, 'rows'>;

export async function verifyStore(store: Rows, now: Date): Promise<Verification> {
  const result: Verification = {
    conversations: 0,
    messages: 0,
    customerMessages: 0,
    events: 0,
    promises: { open: 0, kept: 0, broken: 0, released: 0 },
    faults: [],
  };
  for await (const row of store.rows.conversations.find({}).sort({ _id: 1 })) {
    await verifyOne(store, fromStored<Conversation>(row), now, result);
    if (result.faults.length >= mostFaults) break;
  }
  await findOrphans(store, result);
  return result;
}

async function verifyOne(store: Rows, listed: Conversation, now: Date, result: Verification): Promise<void> {
  const record = await readAtRest(store, listed);
  if (record === null) return;
  const { conversation, messages, events } = record;
  result.conversations++;
  result.messages += messages.length;
  result.customerMessages += messages.filter((message) => message.from.kind === 'customer').length;
  result.events += events.length;
  for (const { state } of [...conversation.earlierPromises, ...(conversation.promise ? [conversation.promise] : [])])
    result.promises[state]++;
  result.faults.push(...findFaults(record, now));
}

/**
 * Beside a running app the reads may straddle a move: they count when the conversation was the same before and after them.
 * Null when it is gone, or changes all the time: then it is for the next verification.
 */
async function readAtRest({ rows }: Rows, listed: Conversation): Promise<ConversationRecord | null> {
  const { id } = listed;
  let before = listed;
  for (let tries = 0; tries < mostTries; tries++) {
    const [messages, events] = await Promise.all([
      rows.messages.find({ conversationId: id }).sort({ seq: 1 }).toArray(),
      rows.events.find({ conversationId: id }).toArray(),
    ]);
    const row = await rows.conversations.findOne({ _id: id });
    if (row === null) return null;
    const after = fromStored<Conversation>(row);
    const wasStill = after.version === before.version && after.effects.length === before.effects.length;
    if (wasStill)
      return {
        conversation: after,
        messages: messages.map((message) => fromStored<Message>(message)),
        events: events.map((event) => fromStored<CareEvent>(event)),
      };
    before = after;
  }
  return null;
}

/** Log rows and events whose conversation is gone. */
async function findOrphans({ rows }: Rows, result: Verification): Promise<void> {
  const isOrphan = async (id: string) =>
    (await rows.conversations.findOne({ _id: id }, { projection: { _id: 1 } })) === null;
  const looks = [
    ['log-without-conversation', (after: string) => nextOf(rows.messages, after)],
    ['events-without-conversation', (after: string) => nextOf(rows.events, after)],
  ] as const;
  for (const [rule, next] of looks)
    for (let id = await next(''); id !== null && result.faults.length < mostFaults; id = await next(id))
      if (await isOrphan(id)) result.faults.push({ rule, conversationId: id, about: 'no conversation document' });
}

/** The first conversation after `after` that has rows here; by index, so that each conversation costs one look. */
async function nextOf(
  rows: Store['rows']['messages'] | Store['rows']['events'],
  after: string,
): Promise<string | null> {
  const row = await rows
    .find({ conversationId: { $gt: after } }, { projection: { conversationId: 1 } })
    .sort({ conversationId: 1 })
    .limit(1)
    .next();
  return row?.conversationId ?? null;
}
