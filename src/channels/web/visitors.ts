// The way back into a conversation: a random secret that the widget keeps and we know only as a hash.
import { createHash } from 'node:crypto';
import type { Clock } from '../../clock';
import type { VisitorDocument } from '../../store/models/visitor';
import type { Store } from '../../store/store';

export interface Visitor {
  conversationId: string;
  customerId: string;
  name?: string | undefined;
  email?: string | undefined;
  locale: string;
}

export type Visitors = ReturnType<typeof createVisitors>;

const dayMs = 24 * 3_600_000;
/** How long resume works after the last use. */
const keptMs = 90 * dayMs;
const sweepSize = 500;

interface VisitorParts {
  store: Pick<Store, 'visitors' | 'conversations' | 'receipts'>;
  clock: Clock;
  /** Url-safe, at least 128 random bits. */
  newId(): string;
}

export function createVisitors({ store, clock, newId }: VisitorParts) {
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  /** Forgets whom nobody will see again; keeps who wrote for the full time. */
  async function sweepOnce(): Promise<number> {
    const now = clock.now();
    const due = await store.visitors
      .find({ checkAt: { $lte: now } })
      .limit(sweepSize)
      .lean();
    const expired = due.filter((visitor) => visitor.expiresAt <= now);
    const young = due.filter((visitor) => visitor.expiresAt > now);
    const wrote = await store.conversations
      .find({ _id: { $in: young.map((visitor) => visitor.conversationId) }, listed: true })
      .select({ _id: 1 })
      .lean();
    const known = new Set(wrote.map((conversation) => conversation._id));
    const silent = young.filter((visitor) => !known.has(visitor.conversationId));
    await store.visitors.deleteMany({ _id: { $in: [...expired, ...silent].map((visitor) => visitor._id) } });
    await store.receipts.deleteMany({ _id: { $in: silent.map((visitor) => visitor.conversationId) } });
    await postpone(young.filter((visitor) => known.has(visitor.conversationId)));
    return due.length;
  }

  async function postpone(visitors: VisitorDocument[]): Promise<void> {
    if (visitors.length === 0) return;
    await store.visitors.bulkWrite(
      visitors.map(({ _id, expiresAt }) => ({
        updateOne: { filter: { _id }, update: { $set: { checkAt: expiresAt } } },
      })),
    );
  }

  return {
    /** Keeps a visitor and returns the secret that brings them back. */
    async enter({ conversationId, customerId, name, email, locale }: Visitor): Promise<string> {
      const resume = `${newId()}${newId()}`;
      await store.visitors.create({
        _id: hashOf(resume),
        conversationId,
        customerId,
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        locale,
        expiresAt: inMs(keptMs),
        checkAt: inMs(dayMs),
      });
      return resume;
    },

    /** Who holds this secret, for 90 days more from now; null when it is unknown or too old. */
    async resume(secret: string): Promise<Visitor | null> {
      const found = await store.visitors.findById(hashOf(secret)).lean();
      if (found === null || found.expiresAt <= clock.now()) return null;
      const isWorthWriting = found.expiresAt.getTime() < inMs(keptMs - dayMs).getTime();
      if (isWorthWriting) await store.visitors.updateOne({ _id: found._id }, { $set: { expiresAt: inMs(keptMs) } });
      return found;
    },

    /** What is known of the customer of a conversation that does not exist yet. */
    ofConversation: (conversationId: string): Promise<Visitor | null> =>
      store.visitors.findOne({ conversationId }).lean().exec(),

    /** Deletes what is too old; called every hour. */
    async sweep(): Promise<void> {
      while ((await sweepOnce()) === sweepSize);
    },
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
