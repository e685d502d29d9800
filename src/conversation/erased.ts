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
  const known = new Set<string>();

  function remember(conversationId: string): void {
    known.delete(conversationId);
    known.add(conversationId);
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? conversationId);
    onErased(conversationId);
  }

  onErasedHint(fanOut, remember);

  return {
    /** As far as this process heard. */
    has: (conversationId: string): boolean => known.has(conversationId),

    /** As far as the store knows. */
    async wasErased(conversationId: string): Promise<boolean> {
      if (known.has(conversationId)) return true;
      return (await store.rows.erasedConversations.findOne({ _id: hashOfConversation(conversationId) })) !== null;
    },

    /** From here on nobody begins or continues it. */
    async mark(conversationId: string): Promise<void> {
      const at = clock.now();
      await store.rows.erasedConversations.updateOne(
        { _id: hashOfConversation(conversationId) },
        { $setOnInsert: { at, expiresAt: new Date(at.getTime() + keptMs) } },
        { upsert: true },
      );
      remember(conversationId);
      fanOut.publish(consoleTopic, { event: 'erased', conversationId });
      await untilWritten(conversationId);
    },

    /** It is to live on after all. */
    async unmark(conversationId: string): Promise<void> {
      known.delete(conversationId);
      await store.rows.erasedConversations.deleteOne({ _id: hashOfConversation(conversationId) });
    },
  };
}

/** Calls `listener` for every conversation that is erased from now on; returns how to stop. */
export function onErasedHint(fanOut: FanOut, listener: (conversationId: string) => void): () => void {
  return fanOut.subscribe(consoleTopic, ({ event, conversationId }) => {
    if (event === 'erased' && typeof conversationId === 'string') listener(conversationId);
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
