// The end of a conversation whose time is over. It is marked first, so that nobody writes to it; who wrote just before keeps
// everything. The mark says how far the log had come, so that whoever finds it after a death can tell which of the two it is.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import { describeFault, type Log } from '../log';
import { type RemovalParts, removeAll } from './remove-conversation';

export interface RetirementParts {
  store: RemovalParts['store'];
  journal: { erased: Pick<Journal['erased'], 'mark' | 'unmark' | 'settle' | 'leftRetiring'> };
  clock: Clock;
  log: Log;
  /** Wakes the conversation's turn. */
  ring(conversationId: string): void;
}

/** Whoever began it longer ago than this is not at it any more. */
const leftAfterMs = 60_000;
const mostAtOnce = 100;

export function createRetirement({ store, journal: { erased }, clock, log, ring }: RetirementParts) {
  const { messages } = store.rows;

  const newestOf = (conversationId: string, filter = {}) =>
    messages
      .find({ conversationId, ...filter }, { projection: { seq: 1, at: 1 } })
      .sort({ seq: -1 })
      .limit(1)
      .next();

  /** True when it was removed. */
  async function complete(conversationId: string, lastSeq: number): Promise<boolean> {
    const newest = await newestOf(conversationId);
    if (newest !== null && newest.seq > lastSeq) {
      await erased.unmark(conversationId);
      ring(conversationId);
      return false;
    }
    const { isAny } = await removeAll(store, conversationId);
    await erased.settle(conversationId);
    return isAny;
  }

  return {
    newestOf,
    /** What somebody last said; notices are nobody's words. */
    lastWordOf: (conversationId: string) => newestOf(conversationId, { 'from.kind': { $ne: 'system' } }),

    /** True when it was removed; false when it has to stay. */
    async retire(conversationId: string, lastSeq: number): Promise<boolean> {
      await erased.mark(conversationId, { lastSeq });
      return complete(conversationId, lastSeq);
    },

    /** What a death left half done is finished or undone; how many were removed. */
    async completeLeft(mayGoOn: () => boolean): Promise<number> {
      let removed = 0;
      const before = new Date(clock.now().getTime() - leftAfterMs);
      for (const { conversationId, lastSeq } of await erased.leftRetiring(before, mostAtOnce)) {
        if (!mayGoOn()) return removed;
        try {
          if (await complete(conversationId, lastSeq)) removed++;
        } catch (fault) {
          log.error({ conversationId, ...describeFault(fault) }, 'retention-failed-for-one');
        }
      }
      return removed;
    },
  };
}
