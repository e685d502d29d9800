// Erases one customer. The order is stored before the first deletion, so that a death at any point is made good at the next
// start; it stays a while after the last one, since a process that did not hear of it may have written behind it.
//
//   ordered (open) → everything removed, again until nothing is found → file rewritten → settling → looked at again → gone
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import { describeFault, type Log } from '../log';
import type { ErasedCounts, ErasureDocument } from '../store/models/erasure';
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';
import type { FoundCustomer } from './customers';
import { type RemovalParts, removeConversation } from './remove-conversation';

export interface ErasureParts extends RemovalParts {
  store: RemovalParts['store'] & Pick<Store, 'erasures' | 'optOuts' | 'scrub'>;
  journal: Pick<Journal, 'load' | 'erased' | 'forget' | 'newId'>;
  audit: AuditLog;
  clock: Clock;
  log: Log;
}

/** An order younger than this is being carried out by whoever took it. */
const takenMs = 60_000;
/** Longer than anything lives that another process may hold: a token seen is believed for a minute, a turn takes less. */
const settlingMs = 120_000;
const mostPasses = 5;
const batch = 20;

export function createErasures(parts: ErasureParts) {
  const { store, clock, audit } = parts;
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  /** Removes what is there; counts it into the order. True when anything was. */
  async function pass({ _id, customerIds, conversationIds }: ErasureDocument): Promise<boolean> {
    let wasAny = false;
    for (const conversationId of conversationIds) {
      const { counts, isAny } = await removeConversation(parts, conversationId);
      wasAny ||= isAny;
      if (isAny) await store.erasures.updateOne({ _id }, { $inc: countedInto(counts) });
    }
    const $in = { $in: customerIds };
    const visitors = await store.visitors.deleteMany({ customerId: $in });
    const optOuts = await store.optOuts.deleteMany({ _id: $in });
    return wasAny || visitors.deletedCount + optOuts.deletedCount > 0;
  }

  async function removeAllOf(order: ErasureDocument): Promise<boolean> {
    let passes = 0;
    while (passes < mostPasses && (await pass(order))) passes++;
    return passes > 0;
  }

  /** Everything is gone from the collections: now from the file, and from the order itself. */
  async function finish({ _id, by }: ErasureDocument): Promise<ErasedCounts> {
    await store.erasures.updateOne({ _id }, { $set: { customerIds: [] } });
    await store.scrub();
    const found = (await store.erasures.findById(_id).lean())?.found ?? noCounts;
    // Before the order changes: after a death in between it is said twice rather than never.
    await audit.append({ action: 'erased', by, facts: { order: _id, ...found } });
    await store.erasures.updateOne({ _id }, { $set: { state: 'settling', dueAt: inMs(settlingMs) } });
    return found;
  }

  /** What another process wrote behind the erasure goes too; nothing of it left: the order is done. */
  async function lookAgain(order: ErasureDocument): Promise<void> {
    const { _id } = order;
    if (!(await removeAllOf(order))) return void (await store.erasures.deleteOne({ _id }));
    await store.scrub();
    await store.erasures.updateOne({ _id }, { $set: { dueAt: inMs(settlingMs) } });
  }

  async function carryOut(order: ErasureDocument): Promise<ErasedCounts> {
    if (order.state === 'settling') {
      await lookAgain(order);
      return order.found;
    }
    await removeAllOf(order);
    return finish(order);
  }

  async function carryOutDue(filter: { state: 'open' } | { dueAt: { $lte: Date } }): Promise<void> {
    for (const order of await store.erasures.find(filter).sort({ dueAt: 1 }).limit(batch).lean()) {
      try {
        await carryOut(order);
      } catch (fault) {
        // It stays due, and so is tried again.
        parts.log.error({ order: order._id, ...describeFault(fault) }, 'erasure-failed');
      }
    }
  }

  async function order({ customerIds, conversationIds }: FoundCustomer, by: string): Promise<ErasureDocument> {
    const order: ErasureDocument = {
      _id: parts.journal.newId(),
      orderedAt: clock.now(),
      by,
      state: 'open',
      dueAt: inMs(takenMs),
      customerIds,
      conversationIds,
      found: noCounts,
    };
    for (const id of customerIds) {
      const facts = { order: order._id, conversations: conversationIds.length };
      await audit.append({ action: 'erasure-ordered', by, about: { kind: 'customer', id }, facts });
    }
    await store.erasures.create(order);
    return order;
  }

  return {
    /** Erases; resolves with what there was when no byte of it is left in this store. A fault leaves the order standing. */
    erase: async (customer: FoundCustomer, by: string): Promise<ErasedCounts> => carryOut(await order(customer, by)),

    /** Stores the order alone, for a running app to carry out at its next look. */
    async leaveOrder(customer: FoundCustomer, by: string): Promise<string> {
      const { _id } = await order(customer, by);
      await store.erasures.updateOne({ _id }, { $set: { dueAt: clock.now() } });
      return _id;
    },

    /** What an order found so far, and whether it is done; null when it is over. */
    async progress(orderId: string): Promise<{ isErased: boolean; found: ErasedCounts } | null> {
      const found = await store.erasures.findById(orderId).lean();
      return found === null ? null : { isErased: found.state !== 'open', found: found.found };
    },

    /** Once, before the first customer is served: what a death left. */
    atStart: (): Promise<void> => carryOutDue({ state: 'open' }),

    /** Every few seconds. */
    async sweep(): Promise<void> {
      await carryOutDue({ dueAt: { $lte: clock.now() } });
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
