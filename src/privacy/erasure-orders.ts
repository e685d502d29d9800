// Who carries out an order to erase: one process at a time, for as long as it gets on with it. An order's `dueAt` is the lease.
// Whoever moves it on from what they read has the order until then, and whoever finds it moved has lost it. One that fails
// waits longer each time.
import type { Clock } from '../clock';
import { CareError } from '../errors';
import type { ErasureDocument } from '../store/models/erasure';
import type { Store } from '../store/store';

export interface TakenOrder {
  order: ErasureDocument;
  /** To be called often: keeps the order. Throws `erasure-taken` when another process has it. */
  keep(): Promise<void>;
  /** Everything is gone; it is looked at again. */
  settle(): Promise<void>;
  /** It failed: tried again after a while. */
  postpone(): Promise<void>;
  /** Nothing was left to do. */
  end(): Promise<void>;
}

const takenMs = 60_000;
const keptAfterMs = 20_000;
/** Longer than anything lives that another process may hold: a token seen is believed for a minute, a turn takes less. */
const settlingMs = 120_000;
const firstPauseMs = 10_000;
const longestPauseMs = 3_600_000;

export interface OrderParts {
  store: Pick<Store, 'erasures'>;
  clock: Clock;
}

export function createErasureOrders({ store, clock }: OrderParts) {
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  /** The order in the hands of who just stored or took it. */
  function hold(order: ErasureDocument): TakenOrder {
    let mine = { _id: order._id, dueAt: order.dueAt };

    async function moveOn(dueAt: Date, change: { $set?: object; $inc?: object; $unset?: object } = {}): Promise<void> {
      const update = { ...change, $set: { ...change.$set, dueAt } };
      const { matchedCount } = await store.erasures.updateOne(mine, update);
      if (matchedCount === 0) throw taken();
      mine = { ...mine, dueAt };
    }

    return {
      order,
      async keep() {
        const leftMs = mine.dueAt.getTime() - clock.now().getTime();
        if (leftMs < takenMs - keptAfterMs) await moveOn(inMs(takenMs));
      },
      settle: () => moveOn(inMs(settlingMs), { $set: { state: 'settling' }, $unset: { failures: 1 } }),
      async postpone() {
        const pauseMs = Math.min(firstPauseMs * 2 ** (order.failures ?? 0), longestPauseMs);
        await moveOn(inMs(pauseMs), { $inc: { failures: 1 } });
      },
      end: async () => void (await store.erasures.deleteOne(mine)),
    };
  }

  return {
    /** Stores an order; whoever stores it has it. */
    async place(order: Omit<ErasureDocument, 'dueAt'>): Promise<TakenOrder> {
      const placed = { ...order, dueAt: inMs(takenMs) };
      await store.erasures.create(placed);
      return hold(placed);
    },

    /** Null when somebody else was faster. */
    async take(found: ErasureDocument): Promise<TakenOrder | null> {
      const order = { ...found, dueAt: inMs(takenMs) };
      const { matchedCount } = await store.erasures.updateOne(
        { _id: found._id, dueAt: found.dueAt },
        { $set: { dueAt: order.dueAt } },
      );
      return matchedCount === 0 ? null : hold(order);
    },
  };
}

function taken(): CareError {
  return new CareError('erasure-taken', 'Another process completes this erasure.', { status: 503, retryable: true });
}
