// Everything kept about one customer as one JSON document, written piece by piece: a customer's files may be larger than
// what should lie in memory at once.

import { bytesOf } from '../store/models/attachment';
import type { Store } from '../store/store';
import type { FoundCustomer } from './customers';

type Parts = Pick<Store, 'rows' | 'notes' | 'attachments' | 'receipts' | 'visitors' | 'optOuts'>;

/** The document in pieces of text; `ascolto-customer-export` version 1. */
export async function* exportCustomer(store: Parts, found: FoundCustomer, at: Date): AsyncGenerator<string> {
  const { customerIds, conversationIds } = found;
  const head = {
    format: 'ascolto-customer-export',
    version: 1,
    exportedAt: at,
    customerIds,
    optOuts: await store.optOuts.find({ _id: { $in: customerIds } }).lean(),
    sessions: await sessionsOf(store, found),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  let isFirst = true;
  for (const conversationId of conversationIds) {
    const conversation = await store.rows.conversations.findOne({ _id: conversationId });
    if (conversation === null) continue;
    yield `${isFirst ? '\n' : ',\n'}{"conversation":${JSON.stringify(conversation)}`;
    isFirst = false;
    yield* partsOf(store, conversationId);
    yield '}';
  }
  yield '\n]}\n';
}

async function* partsOf(store: Parts, conversationId: string): AsyncGenerator<string> {
  yield `,"receipt":${JSON.stringify(await store.receipts.findById(conversationId).lean())}`;
  yield* listOf('messages', store.rows.messages.find({ conversationId }).sort({ seq: 1 }));
  yield* listOf('events', store.rows.events.find({ conversationId }).sort({ version: 1, _id: 1 }));
  yield* listOf('notes', store.notes.find({ conversationId }).sort({ at: 1 }).lean().cursor());
  yield* listOf('files', filesOf(store, conversationId));
}

/** One file in memory at a time. */
async function* filesOf(store: Parts, conversationId: string): AsyncGenerator<object> {
  const listed = await store.attachments.find({ conversationId }, { _id: 1 }).sort({ at: 1 }).lean();
  for (const { _id } of listed) {
    const file = await store.attachments.findById(_id).lean();
    if (file !== null) yield { ...file, bytes: undefined, base64: bytesOf(file).toString('base64') };
  }
}

async function* listOf(name: string, rows: AsyncIterable<object>): AsyncGenerator<string> {
  yield `,"${name}":[`;
  let isFirst = true;
  for await (const row of rows) {
    yield `${isFirst ? '' : ','}${JSON.stringify(row)}`;
    isFirst = false;
  }
  yield ']';
}

/** The way back into a conversation is a secret of the customer's browser: its hash stays here. */
async function sessionsOf(store: Parts, { customerIds, conversationIds }: FoundCustomer) {
  const isTheirs = { $or: [{ customerId: { $in: customerIds } }, { conversationId: { $in: conversationIds } }] };
  const visitors = await store.visitors.find(isTheirs).lean();
  return visitors.map(({ _id: _secret, ...session }) => session);
}
