// How far each customer's screen has come, kept as two marks per conversation that only move forward. Marks gather in
// memory and are written together once a second: losing the last second costs a tick of a checkmark, never a message.
import type { Clock } from '../../clock';
import { onErasedHint } from '../../conversation/erased';
import type { DeliveryState, Message } from '../../conversation/types';
import { CareError } from '../../errors';
import { consoleTopic, type FanOut } from '../../jobs/fan-out';
import { describeFault, type Log } from '../../log';
import type { Store } from '../../store/store';

/** Seqs; 0 when none. */
export interface Marks {
  deliveredSeq: number;
  readSeq: number;
}

type LogRow = Pick<Message, 'seq' | 'from' | 'delivery'>;

export type Receipts = ReturnType<typeof createReceipts>;

const writeEveryMs = 1_000;
const mostRemembered = 20_000;
/** Much less than the day after which a visitor who never wrote is forgotten. */
const rememberedMs = 3_600_000;
const nothing: Marks = { deliveredSeq: 0, readSeq: 0 };

interface ReceiptParts {
  store: Pick<Store, 'receipts'>;
  clock: Clock;
  fanOut: FanOut;
  log: Log;
}

export function createReceipts({ store, clock, fanOut, log }: ReceiptParts) {
  /** The highest marks this process knows; spares writing what is written. Not for long: a log may begin anew elsewhere. */
  const known = new Map<string, Marks & { atMs: number }>();
  let pending = new Map<string, Marks>();
  let writing: Promise<void> = Promise.resolve();
  let cancelTimer: (() => void) | null = null;
  onErasedHint(fanOut, (conversationId) => {
    known.delete(conversationId);
    pending.delete(conversationId);
  });

  function knownOf(conversationId: string): Marks {
    const marks = known.get(conversationId);
    return marks !== undefined && clock.now().getTime() - marks.atMs < rememberedMs ? marks : nothing;
  }

  function raise(conversationId: string, marks: Partial<Marks>): void {
    const before = knownOf(conversationId);
    const after = highest(before, marks);
    if (after.deliveredSeq === before.deliveredSeq && after.readSeq === before.readSeq) return;
    known.delete(conversationId);
    known.set(conversationId, { ...after, atMs: clock.now().getTime() });
    if (known.size > mostRemembered) known.delete(known.keys().next().value ?? conversationId);
    pending.set(conversationId, after);
    cancelTimer ??= clock.after(writeEveryMs, () => void flush());
  }

  function flush(): Promise<void> {
    cancelTimer?.();
    cancelTimer = null;
    const batch = pending;
    pending = new Map();
    if (batch.size > 0) writing = writing.then(() => write(batch));
    return writing;
  }

  async function write(batch: Map<string, Marks>): Promise<void> {
    try {
      await store.receipts.bulkWrite(
        [...batch].map(([_id, marks]) => ({ updateOne: { filter: { _id }, update: { $max: marks }, upsert: true } })),
        { ordered: false },
      );
    } catch (fault) {
      // The next mark of each conversation carries these along.
      for (const conversationId of batch.keys()) known.delete(conversationId);
      log.warn(describeFault(fault), 'receipts-not-written');
      return;
    }
    for (const [conversationId, marks] of batch) {
      fanOut.publish(consoleTopic, { event: 'receipt', conversationId, ...marks });
    }
  }

  return {
    /** Rows up to `seq` were written to a socket of the customer, or fetched by a poll. */
    delivered: (conversationId: string, seq: number): void => raise(conversationId, { deliveredSeq: seq }),
    /** Rows up to `seq` were on the customer's screen; the caller has checked that they exist. */
    read: (conversationId: string, seq: number): void => raise(conversationId, { deliveredSeq: seq, readSeq: seq }),
    /** What an API view says of the rows of a conversation. */
    async deliveryOf(conversationId: string): Promise<(message: LogRow) => DeliveryState> {
      const stored = await store.receipts.findById(conversationId).lean();
      const marks = highest(stored ?? nothing, knownOf(conversationId));
      return (message) => deliveryUnder(marks, message);
    },
    /** Writes what is pending now. */
    flush,
  };
}

/** The state of a row on the website channel only moves forward; a customer's own is `sent` once it is stored. */
export function deliveryUnder(marks: Marks, message: LogRow): DeliveryState {
  switch (message.from.kind) {
    case 'customer':
      return 'sent';
    case 'bot':
    case 'agent':
    case 'system':
      if (message.seq <= marks.readSeq) return 'read';
      return message.seq <= marks.deliveredSeq ? 'delivered' : message.delivery;
    default:
      message.from.kind satisfies never;
      throw new CareError('unknown-author', 'This author is of no known kind.');
  }
}

function highest(one: Marks, other: Partial<Marks>): Marks {
  return {
    deliveredSeq: Math.max(one.deliveredSeq, other.deliveredSeq ?? 0),
    readSeq: Math.max(one.readSeq, other.readSeq ?? 0),
  };
}
