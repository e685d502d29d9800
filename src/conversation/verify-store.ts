// Walks over a whole store and checks the invariants of every conversation, a page at a time, in bounded memory.
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';
import { type Fault, findFaults } from './invariants';
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

export async function verifyStore(store: Pick<Store, 'rows'>, now: Date): Promise<Verification> {
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

async function verifyOne({ rows }: Pick<Store, 'rows'>, listed: Conversation, now: Date, result: Verification) {
  const { id } = listed;
  const [messageRows, eventRows, row] = await Promise.all([
    rows.messages.find({ conversationId: id }).sort({ seq: 1 }).toArray(),
    rows.events.find({ conversationId: id }).toArray(),
    rows.conversations.findOne({ _id: id }),
  ]);
  // Beside a running app the three reads may straddle a move: what changed meanwhile is for the next verification.
  if (row === null || row.version !== listed.version) return;
  const conversation = fromStored<Conversation>(row);
  const messages = messageRows.map((message) => fromStored<Message>(message));
  const events = eventRows.map((event) => fromStored<CareEvent>(event));
  result.conversations++;
  result.messages += messages.length;
  result.customerMessages += messages.filter((message) => message.from.kind === 'customer').length;
  result.events += events.length;
  for (const { state } of [...conversation.earlierPromises, ...(conversation.promise ? [conversation.promise] : [])])
    result.promises[state]++;
  result.faults.push(...findFaults({ conversation, messages, events }, now));
}

/** Log rows whose conversation is gone. */
async function findOrphans({ rows }: Pick<Store, 'rows'>, result: Verification): Promise<void> {
  let after = '';
  for (;;) {
    const next = await rows.messages
      .find({ conversationId: { $gt: after } }, { projection: { conversationId: 1 } })
      .sort({ conversationId: 1, seq: 1 })
      .limit(1)
      .next();
    if (next === null || result.faults.length >= mostFaults) return;
    after = next.conversationId;
    if ((await rows.conversations.findOne({ _id: after }, { projection: { _id: 1 } })) === null)
      result.faults.push({
        rule: 'log-without-conversation',
        conversationId: after,
        about: 'no conversation document',
      });
  }
}
