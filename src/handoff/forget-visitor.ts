// Forgets a visitor who never wrote. The conversation goes last, so that after a death in between it is found again; a first
// message in the very moment puts all back.
import { isDuplicate } from '../store/duplicate';
import type { Store } from '../store/store';

export interface ForgetVisitorParts {
  store: Pick<Store, 'rows'>;
  /** Wakes the conversation's turn. */
  ring(conversationId: string): void;
}

export function createForgetVisitor({ store, ring }: ForgetVisitorParts) {
  const { conversations, messages, events } = store.rows;
  return async (conversationId: string): Promise<void> => {
    const [log, happened] = await Promise.all([
      messages.find({ conversationId }).toArray(),
      events.find({ conversationId }).toArray(),
    ]);
    if (log.some((row) => row.from.kind === 'customer')) return ring(conversationId);
    await messages.deleteMany({ conversationId, 'from.kind': { $ne: 'customer' } });
    await events.deleteMany({ conversationId });
    const gone = await conversations.findOneAndDelete({ _id: conversationId, listed: false, phase: 'closed' });
    if (gone !== null && (await messages.findOne({ conversationId })) === null) return;
    await putBack(messages, log);
    await putBack(events, happened);
    if (gone !== null) await conversations.insertOne(gone);
    ring(conversationId);
  };
}

/** A row whose place was taken meanwhile stays away. */
async function putBack<Row extends { _id: string }>(
  rows: { insertMany(docs: Row[], options: { ordered: boolean }): Promise<unknown> },
  taken: Row[],
): Promise<void> {
  if (taken.length === 0) return;
  try {
    await rows.insertMany(taken, { ordered: false });
  } catch (fault) {
    if (!isDuplicate(fault)) throw fault;
  }
}
