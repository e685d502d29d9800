// Conversations that are gone for good. Known in memory to every process that heard of it, so that nothing on its way is
// written behind the deletion; kept in the store as a hash, so that whoever did not hear of it cannot begin one anew.
import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import { CareError } from '../errors';
import { consoleTopic, type FanOut } from '../jobs/fan-out';
import type { Store } from '../store/store';

export interface ErasedParts {
  store: Pick<Store, 'rows'>;
  clock: Clock;
  fanOut: FanOut;
  /** What this process holds of the conversation in memory goes. */
  onErased(conversationId: string): void;
  /** Resolves when nothing that this process was writing to the log remains. */
  untilWritten(conversationId: string): Promise<void>;
}

/** The longest that anything which names a conversation is valid: a customer's way back. */
const keptMs = 90 * 24 * 3_600_000;
const mostKnown = 20_000;

export function createErased({ store, clock, fanOut, onErased, untilWritten }: ErasedParts) {
  /** Each with the number of the news it is known from. */
  const known = new Map<string, number>();
  let news = 0;

  function remember(conversationId: string): void {
    known.delete(conversationId);
    known.set(conversationId, ++news);
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? conversationId);
    onErased(conversationId);
  }

  onErasedHint(fanOut, remember);
  onHint(fanOut, 'spared', (conversationId) => known.delete(conversationId));

  return {
    /** As far as this process heard. */
    has: (conversationId: string): boolean => known.has(conversationId),

    /** As far as the store knows. What lives on after all is known here no more, also when that news was lost. */
    async wasErased(conversationId: string): Promise<boolean> {
      const heard = known.get(conversationId);
      const mark = await store.rows.erasedConversations.findOne({ _id: hashOfConversation(conversationId) });
      // Of news that came while the store was asked, its answer knows nothing.
      if (mark === null && heard === known.get(conversationId)) known.delete(conversationId);
      return mark !== null || known.has(conversationId);
    },

    /**
     * From here on nobody begins or continues it. `retiring`: its time is over, and it is being removed unless more than
     * `lastSeq` rows were written; otherwise it is gone for good, whatever was the case before.
     */
    async mark(conversationId: string, retiring?: { lastSeq: number }): Promise<void> {
      const at = clock.now();
      const mark = { at, expiresAt: new Date(at.getTime() + keptMs) };
      await store.rows.erasedConversations.updateOne(
        { _id: hashOfConversation(conversationId) },
        retiring === undefined
          ? { $setOnInsert: mark, $unset: { retiring: 1 } }
          : { $setOnInsert: { ...mark, retiring: { conversationId, ...retiring } } },
        { upsert: true },
      );
      remember(conversationId);
      fanOut.publish(consoleTopic, { event: 'erased', conversationId });
      await untilWritten(conversationId);
    },

    /** Nothing of it is left: what stays is the hash. */
    async settle(conversationId: string): Promise<void> {
      const _id = hashOfConversation(conversationId);
      await store.rows.erasedConversations.updateOne({ _id }, { $unset: { retiring: 1 } });
    },

    /** One that was retiring lives on after all, in every process; one that was erased meanwhile does not. */
    async unmark(conversationId: string): Promise<void> {
      const { deletedCount } = await store.rows.erasedConversations.deleteOne({
        _id: hashOfConversation(conversationId),
        retiring: { $exists: true },
      });
      if (deletedCount === 0) return;
      known.delete(conversationId);
      fanOut.publish(consoleTopic, { event: 'spared', conversationId });
    },

    /** What somebody began to retire before `before` and left so. */
    async leftRetiring(before: Date, limit: number): Promise<{ conversationId: string; lastSeq: number }[]> {
      const left = store.rows.erasedConversations
        .find({ 'retiring.conversationId': { $gt: '' }, at: { $lte: before } })
        .limit(limit);
      return (await left.toArray()).flatMap(({ retiring }) => (retiring === undefined ? [] : [retiring]));
    },
  };
}

/** Calls `listener` for every conversation that is erased from now on; returns how to stop. */
export function onErasedHint(fanOut: FanOut, listener: (conversationId: string) => void): () => void {
  return onHint(fanOut, 'erased', listener);
}

function onHint(fanOut: FanOut, wanted: 'erased' | 'spared', listener: (conversationId: string) => void): () => void {
  return fanOut.subscribe(consoleTopic, ({ event, conversationId }) => {
    if (event === wanted && typeof conversationId === 'string') listener(conversationId);
  });
}

/** What stays of a conversation's id; the id itself is random and cannot be guessed from it. */
export function hashOfConversation(conversationId: string): string {
  return createHash('sha256').update(conversationId).digest('base64url');
}

/** The id under which a signed-in customer begins anew: the same for all their tabs, and never the erased one. */
export function nextConversationId(erasedId: string): string {
  return createHash('sha256').update(`after ${erasedId}`).digest('base64url').slice(0, 32);
}

/** 403: what clients hear makes them ask for a new session, and begin anew. */
export function erasedRefusal(): CareError {
  return new CareError('token-refused', 'This conversation is over; start a new one.', { status: 403 });
}
