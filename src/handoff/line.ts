// The line as the store knows it: its order (priority, then waiting time) and who is before whom.
import type { Store } from '../store/store';

export type Line = ReturnType<typeof createLine>;

export function createLine(store: Pick<Store, 'rows'>) {
  return {
    /** Conversations that come before one with this priority (0 first) and waiting time. */
    countAhead: (priority: number, since: Date): Promise<number> =>
      store.rows.conversations.countDocuments({
        phase: 'waiting',
        $or: [{ priority: { $lt: priority } }, { priority, waitingSince: { $lt: since } }],
      }),
  };
}
