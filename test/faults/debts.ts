// The one checker: what the store owes after everything that happened, by its own invariants and by what customers and agents
// wrote down. Each acknowledged message once, byte by byte and in order; one owner at each version; every promise on record;
// nothing left of who was erased, nothing unasked to who opted out; each move in the audit log; and every view the whole log.
import { type Fault, findFaults } from '../../src/conversation/invariants';
import type { CareEvent, Conversation, Message } from '../../src/conversation/types';
import { verifyStore } from '../../src/conversation/verify-store';
import { verifyAudit } from '../../src/privacy/verify-audit';
import { fromStored } from '../../src/store/models/document';
import type { Store } from '../../src/store/store';
import type { Colleague } from './colleague';
import type { ConsoleView } from './console-view';
import type { Customer } from './customer';
import type { View } from './views';

export const debtKinds = [
  'lost',
  'doubled',
  'out of order',
  'two owners',
  'bot over human',
  'promise vanished',
  'undecided',
  'unwanted',
  'other',
] as const;
export type DebtKind = (typeof debtKinds)[number];

/** One thing that is not as it must be. */
export interface Debt {
  kind: DebtKind;
  about: string;
}

/** Work still undone counts as a fault at once, not after half a minute. */
const impatienceMs = 60_000;

const kindsOfRules: Record<string, DebtKind> = {
  'log-gap': 'out of order',
  'log-id': 'out of order',
  'log-doubled': 'doubled',
  'log-cut': 'lost',
  'version-behind': 'two owners',
  'owner-phase': 'two owners',
  'human-stretch': 'two owners',
  'agent-without-owning': 'two owners',
  'events-phase': 'two owners',
  'events-owner': 'two owners',
  'bot-over-person': 'bot over human',
  'waiting-without-promise': 'promise vanished',
  'promise-forgotten': 'promise vanished',
  'broken-without-successor': 'promise vanished',
  'promise-lost': 'promise vanished',
  'promise-vanished': 'promise vanished',
  'promise-without-words': 'promise vanished',
  'kept-without-person': 'promise vanished',
  undecided: 'undecided',
  'undecided-mark': 'undecided',
  'effects-pending': 'undecided',
  unlisted: 'undecided',
  'erased-remains': 'unwanted',
  'unasked-after-opt-out': 'unwanted',
};

const toDebt = ({ rule, conversationId, about }: Fault): Debt => ({
  kind: kindsOfRules[rule] ?? 'other',
  about: `${rule} in ${conversationId}: ${about}`,
});

/** Every broken rule of the whole store. */
export async function brokenRules(store: Store): Promise<Debt[]> {
  const { faults } = await verifyStore(store, new Date(Date.now() + impatienceMs));
  return [...faults.map(toDebt), ...(await doubleConversations(store)), ...(await auditFaults(store))];
}

/** The chain is whole, and every claim and transfer in it. */
export async function auditFaults(store: Store): Promise<Debt[]> {
  const { faults } = await verifyAudit(store, new Date(Date.now() + impatienceMs));
  return faults.map(({ rule, about }) => ({ kind: 'other', about: `${rule}: ${about}` }));
}

/** I4: a customer has one open conversation in a channel. */
async function doubleConversations({ rows }: Store): Promise<Debt[]> {
  const open = new Map<string, number>();
  for await (const { channel, customer, phase } of rows.conversations.find({}, { projection: { effects: 0 } }))
    if (phase !== 'closed') open.set(`${channel} ${customer.id}`, (open.get(`${channel} ${customer.id}`) ?? 0) + 1);
  return [...open].flatMap(([who, times]) =>
    times === 1 ? [] : [{ kind: 'two owners' as const, about: `${who} has ${times} open conversations` }],
  );
}

/** The broken rules of one conversation that nobody changes any more, and of its promises that agents saw. */
export async function brokenRulesOf(
  { rows, optOuts }: Store,
  conversationId: string,
  agents: readonly Colleague[] = [],
): Promise<Debt[]> {
  const [row, messages, events] = await Promise.all([
    rows.conversations.findOne({ _id: conversationId }),
    rows.messages.find({ conversationId }).sort({ seq: 1 }).toArray(),
    rows.events.find({ conversationId }).toArray(),
  ]);
  if (row === null) return [{ kind: 'lost', about: `no conversation ${conversationId}` }];
  const optOut = await optOuts.findById(row.customer.id).lean();
  const record = {
    conversation: fromStored<Conversation>(row),
    messages: messages.map((one) => fromStored<Message>(one)),
    events: events.map((one) => fromStored<CareEvent>(one)),
    ...(optOut === null ? {} : { optedOutAt: optOut.at }),
  };
  return [
    ...findFaults(record, new Date(Date.now() + impatienceMs)).map(toDebt),
    ...vanishedPromises(record.conversation, agents),
  ];
}

/** I5: a promise that an agent was shown is on record, as long as the record goes back. */
function vanishedPromises({ id, promise, earlierPromises }: Conversation, agents: readonly Colleague[]): Debt[] {
  const all = promise === undefined ? earlierPromises : [...earlierPromises, promise];
  const made = new Set(all.map((one) => one.madeAt.toISOString()));
  const oldest = all[0]?.madeAt.toISOString() ?? '';
  const seen = new Set(agents.flatMap((agent) => [...(agent.seenPromises.get(id) ?? [])]));
  return [...seen].flatMap((madeAt) =>
    made.has(madeAt) || madeAt < oldest
      ? []
      : [{ kind: 'promise vanished' as const, about: `${id}: the promise of ${madeAt}` }],
  );
}

/** Messages answered 200 that are not in the store exactly once, as they were sent and after those sent before. */
export async function lostMessages(store: Store, customers: readonly Customer[]): Promise<Debt[]> {
  const debts: Debt[] = [];
  for (const { conversationId, acknowledged } of customers) {
    const rows = await store.rows.messages.find({ conversationId }).sort({ seq: 1 }).toArray();
    const seqs: number[] = [];
    for (const { clientId, text, after } of acknowledged) {
      const found = rows.filter((row) => row.key === `customer:${clientId}`);
      const [row] = found;
      if (row === undefined) debts.push({ kind: 'lost', about: `${conversationId} ${clientId}` });
      else if (found.length > 1) debts.push({ kind: 'doubled', about: `${row._id}: ${found.length} times` });
      else if (!Buffer.from(row.text).equals(Buffer.from(text)))
        debts.push({ kind: 'lost', about: `${row._id}: other bytes` });
      else if (row.seq <= Math.max(0, ...seqs.slice(0, after))) debts.push({ kind: 'out of order', about: row._id });
      seqs.push(row?.seq ?? 0);
    }
  }
  return debts;
}

/** Replies answered 200 that are not in the store exactly once, as they were sent. */
export async function lostReplies(store: Store, agents: readonly Colleague[]): Promise<Debt[]> {
  const debts: Debt[] = [];
  for (const { id, acknowledged } of agents)
    for (const { conversationId, clientId, text } of acknowledged) {
      const rows = await store.rows.messages.find({ conversationId, key: `agent:${id}:${clientId}` }).toArray();
      if (rows.length > 1)
        debts.push({ kind: 'doubled', about: `${conversationId} ${clientId}: ${rows.length} times` });
      else if (rows[0]?.text !== text) debts.push({ kind: 'lost', about: `${conversationId} ${clientId}` });
    }
  return debts;
}

/** I4 by what was shown: nobody saw two owners at one version. */
export function twoOwners(agents: readonly Colleague[]): Debt[] {
  const owners = new Map<string, string>();
  const debts: Debt[] = [];
  for (const agent of agents)
    for (const [version, owner] of agent.seenOwners) {
      const other = owners.get(version) ?? owner;
      if (other !== owner) debts.push({ kind: 'two owners', about: `${version}: ${owner} and ${other}` });
      owners.set(version, owner);
    }
  return debts;
}

/** What a view lacks of the log, or shows otherwise. */
export async function viewFaults(store: Store, conversationId: string, view: View): Promise<Debt[]> {
  const rows = await store.rows.messages.find({ conversationId }).sort({ seq: 1 }).toArray();
  const owed = rows.map(({ seq, text, from }) => ({ seq, text, author: from.kind }));
  const shown = view.rows.map(({ seq, text, author }) => ({ seq, text, author }));
  const same = JSON.stringify(owed) === JSON.stringify(shown);
  return [
    ...view.faults.map(({ kind, about }) => ({ kind, about: `view of ${conversationId}: ${about}` })),
    ...(same
      ? []
      : [
          {
            kind: 'lost' as const,
            about: `view of ${conversationId}: shows ${view.rows.length} of ${owed.length} rows`,
          },
        ]),
  ];
}

/** What an agent's console shows of a conversation otherwise than it is: how it stands, and the newest rows of the log. */
export async function consoleFaults({ rows }: Store, { shown }: ConsoleView): Promise<Debt[]> {
  const debts: Debt[] = [];
  for (const [conversationId, seen] of shown) {
    const row = await rows.conversations.findOne({ _id: conversationId });
    const newest = await rows.messages
      .find({ conversationId })
      .sort({ seq: -1 })
      .limit(seen?.rows.length ?? 1)
      .toArray();
    const log = newest.reverse().map(({ seq, text, from }) => ({ seq, text, author: from.kind }));
    const owed = row && { version: row.version, phase: row.phase, ownerId: ownerIdOf(row), rows: log };
    if (JSON.stringify(owed) !== JSON.stringify(seen))
      debts.push({
        kind: 'lost',
        about: `console of ${conversationId}: shows version ${seen?.version}, ${seen?.rows.length} rows up to ${seen?.rows.at(-1)?.seq}; it is ${row?.version}, ${log.at(-1)?.seq}`,
      });
  }
  return debts;
}

const ownerIdOf = ({ owner }: Pick<Conversation, 'owner'>) => (owner.kind === 'agent' ? owner.id : undefined);
