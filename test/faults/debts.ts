// What the store owes after everything that happened: each acknowledged message once, byte by byte and in order; every
// invariant of every conversation; and every view the whole log.
import { findFaults } from '../../src/conversation/invariants';
import type { CareEvent, Conversation, Message } from '../../src/conversation/types';
import { verifyStore } from '../../src/conversation/verify-store';
import { fromStored } from '../../src/store/models/document';
import type { Store } from '../../src/store/store';
import type { Colleague } from './colleague';
import type { Customer } from './customer';
import type { View } from './views';

/** Work still undone counts as a fault at once, not after half a minute. */
const impatienceMs = 60_000;

/** Every broken rule of the store, as a sentence each. */
export async function brokenRules(store: Store): Promise<string[]> {
  const { faults } = await verifyStore(store, new Date(Date.now() + impatienceMs));
  return faults.map(({ rule, conversationId, about }) => `${rule} in ${conversationId}: ${about}`);
}

/** The same for one conversation that nobody changes any more. */
export async function brokenRulesOf({ rows }: Store, conversationId: string): Promise<string[]> {
  const [row, messages, events] = await Promise.all([
    rows.conversations.findOne({ _id: conversationId }),
    rows.messages.find({ conversationId }).sort({ seq: 1 }).toArray(),
    rows.events.find({ conversationId }).toArray(),
  ]);
  if (row === null) return ['no conversation'];
  const record = {
    conversation: fromStored<Conversation>(row),
    messages: messages.map((one) => fromStored<Message>(one)),
    events: events.map((one) => fromStored<CareEvent>(one)),
  };
  return findFaults(record, new Date(Date.now() + impatienceMs)).map(({ rule, about }) => `${rule}: ${about}`);
}

/** Messages answered 200 that are not in the store exactly once, as they were sent and after those sent before. */
export async function lostMessages(store: Store, customers: readonly Customer[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { conversationId, acknowledged } of customers) {
    const rows = await store.rows.messages.find({ conversationId }).sort({ seq: 1 }).toArray();
    const seqs: number[] = [];
    for (const { clientId, text, after } of acknowledged) {
      const found = rows.filter((row) => row.key === `customer:${clientId}`);
      const [row] = found;
      if (found.length !== 1 || row === undefined) lost.push(`${conversationId} ${clientId}: ${found.length} times`);
      else if (!Buffer.from(row.text).equals(Buffer.from(text))) lost.push(`${row._id}: other bytes`);
      else if (row.seq <= Math.max(0, ...seqs.slice(0, after))) lost.push(`${row._id}: out of order`);
      seqs.push(row?.seq ?? 0);
    }
  }
  return lost;
}

/** Replies answered 200 that are not in the store exactly once, as they were sent. */
export async function lostReplies(store: Store, agents: readonly Colleague[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { id, acknowledged } of agents)
    for (const { conversationId, clientId, text } of acknowledged) {
      const rows = await store.rows.messages.find({ conversationId, key: `agent:${id}:${clientId}` }).toArray();
      if (rows.length !== 1 || rows[0]?.text !== text) lost.push(`${conversationId} ${clientId}: ${rows.length} times`);
    }
  return lost;
}

/** What a view lacks of the log, or shows otherwise. */
export async function viewFaults(store: Store, conversationId: string, view: View): Promise<string[]> {
  const rows = await store.rows.messages.find({ conversationId }).sort({ seq: 1 }).toArray();
  const owed = rows.map(({ seq, text, from }) => ({ seq, text, author: from.kind }));
  const same = JSON.stringify(owed) === JSON.stringify(view.rows);
  return [
    ...view.faults.map((fault) => `${conversationId}: ${fault}`),
    ...(same ? [] : [`${conversationId}: the view shows ${view.rows.length} of ${owed.length} rows`]),
  ];
}
