// Walks over a whole store and checks the invariants of every conversation, a page at a time, in bounded memory.
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';
import { hashOfConversation } from './erased';
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

type Rows = Pick<Store, 'rows' | 'notes' | 'attachments' | 'receipts' | 'visitors' | 'optOuts'>;

/** What is erased may still be on its way out for this long. */
const leavingMs = 30 * 60_000;

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
    const leaving = await leavingOf(store, row._id, now);
    if (leaving === 'too-long') result.faults.push(remains(row._id));
    if (leaving === 'no') await verifyOne(store, fromStored<Conversation>(row), now, result);
    if (result.faults.length >= mostFaults) break;
  }
  await findOrphans(store, now, result);
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
  const optOut = await store.optOuts.findById(conversation.customer.id).lean();
  result.faults.push(...findFaults(optOut === null ? record : { ...record, optedOutAt: optOut.at }, now));
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

/** I7: nothing about an erased customer exists. */
const remains = (conversationId: string): Fault => fault('erased-remains', conversationId, 'something of it is left');

const fault = (rule: string, conversationId: string, about: string): Fault => ({ rule, conversationId, about });

async function leavingOf({ rows }: Rows, conversationId: string, now: Date): Promise<'no' | 'just-now' | 'too-long'> {
  const mark = await rows.erasedConversations.findOne({ _id: hashOfConversation(conversationId) });
  if (mark === null) return 'no';
  return now.getTime() - mark.at.getTime() > leavingMs ? 'too-long' : 'just-now';
}

/** What belongs to a conversation that is gone. Marks and ways back may outlive one, unless it was erased. */
async function findOrphans(store: Rows, now: Date, result: Verification): Promise<void> {
  const { rows, notes, attachments, receipts, visitors } = store;
  const isOrphan = async (id: string) =>
    (await rows.conversations.findOne({ _id: id }, { projection: { _id: 1 } })) === null;
  const looks = [
    ['log-without-conversation', (after: string) => nextOf(rows.messages, after)],
    ['events-without-conversation', (after: string) => nextOf(rows.events, after)],
    ['notes-without-conversation', (after: string) => nextOf(notes.collection, after)],
    ['files-without-conversation', (after: string) => nextOf(attachments.collection, after)],
    [null, (after: string) => nextOf(receipts.collection, after, '_id')],
    [null, (after: string) => nextOf(visitors.collection, after)],
  ] as const;
  for (const [rule, next] of looks)
    for (let id = await next(''); id !== null && result.faults.length < mostFaults; id = await next(id)) {
      if (!(await isOrphan(id))) continue;
      const leaving = await leavingOf(store, id, now);
      if (leaving === 'too-long') result.faults.push(remains(id));
      if (leaving === 'no' && rule !== null) result.faults.push(fault(rule, id, 'no conversation document'));
    }
}

/** The collections of rows and of models alike, as far as this looks at them. */
interface Collection {
  findOne(filter: object, options: object): Promise<object | null>;
}

/** The first conversation after `after` that has rows here; by index, so that each conversation costs one look. */
async function nextOf(rows: Collection, after: string, field = 'conversationId'): Promise<string | null> {
  const row = await rows.findOne({ [field]: { $gt: after } }, { projection: { [field]: 1 }, sort: { [field]: 1 } });
  const id: unknown = row === null ? null : Object.entries(row).find(([name]) => name === field)?.[1];
  return typeof id === 'string' ? id : null;
}
