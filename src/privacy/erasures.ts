// Erases one customer. The order is stored before the first deletion, so that a death at any point is made good at the next
// start; it stays a while after the last one, since a process that did not hear of it may have written behind it. Of several
// processes one has it (erasure-orders.ts).
//
//   ordered (open) → everything removed, again until nothing is found → file rewritten → settling → looked at again → gone
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import { describeFault, type Log } from '../log';
import type { ErasedCounts, ErasureDocument } from '../store/models/erasure';
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';
import type { FoundCustomer } from './customers';
import { createErasureOrders, type TakenOrder } from './erasure-orders';
import { type RemovalParts, removeConversation } from './remove-conversation';

export interface ErasureParts extends RemovalParts {
  store: RemovalParts['store'] & Pick<Store, 'erasures' | 'optOuts' | 'scrub'>;
  journal: Pick<Journal, 'load' | 'erased' | 'forget' | 'newId'>;
  audit: AuditLog;
  clock: Clock;
  log: Log;
}

const mostPasses = 5;
const batch = 20;

export function createErasures(parts: ErasureParts) {
  const { store, clock, audit } = parts;
  const orders = createErasureOrders({ store, clock });
  /** Rewriting a large file may outlast the lease: nobody is answered meanwhile, so that it cannot be renewed. */
  const inHand = new Set<string>();

  /** Also what began before the order and was not found when it was given. What began later is the customer coming back. */
  async function listAll({ _id, customerIds, conversationIds, orderedAt }: ErasureDocument): Promise<string[]> {
    const filter = { 'customer.id': { $in: customerIds }, openedAt: { $lte: orderedAt } };
    const begun = await store.rows.conversations.find(filter, { projection: { _id: 1 } }).toArray();
    const all = [...new Set([...conversationIds, ...begun.map((conversation) => conversation._id)])];
    const isMore = all.length > conversationIds.length;
    if (isMore) await store.erasures.updateOne({ _id }, { $set: { conversationIds: all } });
    return all;
  }

  /** Removes what is there; counts it into the order. True when anything was. */
  async function pass({ order: { _id, customerIds }, keep }: TakenOrder, conversationIds: string[]): Promise<boolean> {
    let wasAny = false;
    for (const conversationId of conversationIds) {
      await keep();
      const { counts, isAny } = await removeConversation(parts, conversationId);
      wasAny ||= isAny;
      if (isAny) await store.erasures.updateOne({ _id }, { $inc: countedInto(counts) });
    }
    const $in = { $in: customerIds };
    const visitors = await store.visitors.deleteMany({ customerId: $in });
    const optOuts = await store.optOuts.deleteMany({ _id: $in });
    return wasAny || visitors.deletedCount + optOuts.deletedCount > 0;
  }

  async function removeAllOf(taken: TakenOrder): Promise<boolean> {
    const conversationIds = await listAll(taken.order);
    let passes = 0;
    while (passes < mostPasses && (await pass(taken, conversationIds))) passes++;
    return passes > 0;
  }

  /** Everything is gone from the collections: now from the file, and from the order itself. */
  async function finish({ order: { _id, by }, keep, settle }: TakenOrder): Promise<ErasedCounts> {
    await store.erasures.updateOne({ _id }, { $set: { customerIds: [] } });
    await store.scrub();
    await keep();
    const found = (await store.erasures.findById(_id).lean())?.found ?? noCounts;
    // Before the order changes: after a death in between it is said twice rather than never.
    await audit.append({ action: 'erased', by, facts: { order: _id, ...found } });
    await settle();
    return found;
  }

  /** What another process wrote behind the erasure goes too; nothing of it left: the order is done. */
  async function lookAgain(taken: TakenOrder): Promise<void> {
    if (!(await removeAllOf(taken))) return taken.end();
    await store.scrub();
    await taken.settle();
  }

  /** A fault leaves the order standing, to be tried again later. */
  async function carryOut(taken: TakenOrder): Promise<ErasedCounts> {
    const { order } = taken;
    inHand.add(order._id);
    try {
      if (order.state === 'open') {
        await removeAllOf(taken);
        return await finish(taken);
      }
      await lookAgain(taken);
      return order.found;
    } catch (fault) {
      await taken.postpone().catch((other: unknown) => noteFault(order, other, 'erasure-not-postponed'));
      throw fault;
    } finally {
      inHand.delete(order._id);
    }
  }

  function noteFault({ _id }: ErasureDocument, fault: unknown, event: string): void {
    parts.log.error({ order: _id, ...describeFault(fault) }, event);
  }

  async function carryOutAll(filter: { state?: 'open'; dueAt?: { $lte: Date } }): Promise<void> {
    for (const found of await store.erasures.find(filter).sort({ dueAt: 1 }).limit(batch).lean()) {
      try {
        const taken = inHand.has(found._id) ? null : await orders.take(found);
        if (taken !== null) await carryOut(taken);
      } catch (fault) {
        noteFault(found, fault, 'erasure-failed');
      }
    }
  }

  async function place({ customerIds, conversationIds }: FoundCustomer, by: string): Promise<TakenOrder> {
    const order = {
      _id: parts.journal.newId(),
      orderedAt: clock.now(),
      by,
      state: 'open' as const,
      customerIds,
      conversationIds,
      found: noCounts,
    };
    for (const id of customerIds) {
      const facts = { order: order._id, conversations: conversationIds.length };
      await audit.append({ action: 'erasure-ordered', by, about: { kind: 'customer', id }, facts });
    }
    return orders.place(order);
  }

  return {
    /** Erases; resolves with what there was when no byte of it is left in this store. A fault leaves the order standing. */
    erase: async (customer: FoundCustomer, by: string): Promise<ErasedCounts> => carryOut(await place(customer, by)),

    /** Stores the order alone, for a running app to carry out at its next look. */
    async leaveOrder(customer: FoundCustomer, by: string): Promise<string> {
      const { _id } = (await place(customer, by)).order;
      await store.erasures.updateOne({ _id }, { $set: { dueAt: clock.now() } });
      return _id;
    },

    /** What an order found so far, and whether it is done; null when it is over. */
    async progress(orderId: string): Promise<{ isErased: boolean; found: ErasedCounts } | null> {
      const found = await store.erasures.findById(orderId).lean();
      return found === null ? null : { isErased: found.state !== 'open', found: found.found };
    },

    /** Once, before the first customer is served: what a death left. Where nobody else serves the store, nobody has it. */
    atStart: ({ isAlone }: { isAlone: boolean }): Promise<void> =>
      carryOutAll(isAlone ? { state: 'open' } : { state: 'open', dueAt: { $lte: clock.now() } }),

    /** Every few seconds. */
    async sweep(): Promise<void> {
      await carryOutAll({ dueAt: { $lte: clock.now() } });
    },

    /** Every few hours: ids that nothing valid can name any more. */
    async forgetMarks(): Promise<void> {
      await store.rows.erasedConversations.deleteMany({ expiresAt: { $lte: clock.now() } });
    },
  };
}

const noCounts: ErasedCounts = { conversations: 0, messages: 0, files: 0, notes: 0, promises: 0 };

const countedInto = (counts: ErasedCounts): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([what, count]) => [`found.${what}`, count]));
