// Takes one conversation out of every collection. Repeatable: a second run finds what another process wrote behind the first.
import type { Journal } from '../conversation/journal';
import type { ErasedCounts } from '../store/models/erasure';
import type { Store } from '../store/store';

export interface RemovalParts {
  store: Pick<Store, 'rows' | 'notes' | 'attachments' | 'receipts' | 'visitors'>;
  journal: Pick<Journal, 'load' | 'erased' | 'forget'>;
  /** Whoever has the conversation lets go of it, and an open promise is released. */
  letGo(conversationId: string): Promise<unknown>;
}

export interface Removed {
  counts: ErasedCounts;
  /** Something was there, if only a mark. */
  isAny: boolean;
}

/** Marked as erased first, so that nothing follows; then its document, so that no decision on its way can be committed. */
export async function removeConversation(parts: RemovalParts, conversationId: string): Promise<Removed> {
  await parts.journal.erased.mark(conversationId);
  const conversation = await parts.journal.load(conversationId);
  const hasPromise = conversation?.promise?.state === 'open';
  if (conversation !== null && conversation.phase !== 'closed') await parts.letGo(conversationId);
  const { deletedCount } = await parts.store.rows.conversations.deleteOne({ _id: conversationId });
  const { counts, isAny } = await removeAll(parts.store, conversationId);
  // Letting go of it brought it to mind once more.
  parts.journal.forget(conversationId);
  const found = { ...counts, conversations: deletedCount + counts.conversations, promises: hasPromise ? 1 : 0 };
  return { counts: found, isAny: isAny || deletedCount > 0 };
}

/** All of a conversation that is marked as erased; its document last, so that after a death in between it is found again. */
export async function removeAll(store: RemovalParts['store'], conversationId: string): Promise<Removed> {
  const { conversations, messages, events } = store.rows;
  const [said, files, notes, ...others] = await Promise.all([
    messages.deleteMany({ conversationId }),
    store.attachments.deleteMany({ conversationId }),
    store.notes.deleteMany({ conversationId }),
    events.deleteMany({ conversationId }),
    store.receipts.deleteMany({ _id: conversationId }),
    store.visitors.deleteMany({ conversationId }),
  ]);
  const document = await conversations.deleteOne({ _id: conversationId });
  const counts = {
    conversations: document.deletedCount,
    messages: said.deletedCount,
    files: files.deletedCount,
    notes: notes.deletedCount,
    promises: 0,
  };
  const isAny = [document, said, files, notes, ...others].some(({ deletedCount }) => deletedCount > 0);
  return { counts, isAny };
}
