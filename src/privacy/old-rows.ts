// Goes through rows from the oldest on, a page at a time, several side by side, for as long as it may. It keeps its place: what
// has to stay is not looked at again before everything else was, and what fails keeps nothing else from going.
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';

export interface OldRows<Row> {
  clock: Clock;
  log: Log;
  /** Oldest first, at most `pageSize`: those that come after `last`, or from the first on when null. */
  read(last: Row | null): Promise<Row[]>;
  /** False when it has to stay. */
  remove(row: Row): Promise<boolean>;
  /** For the log. */
  conversationOf(row: Row): string;
}

export const pageSize = 100;
const atOnce = 8;
const budgetMs = 4 * 60_000;

/** Each call goes on where the one before ended, and begins anew after the last row; answers how many it removed. */
export function createOldRows<Row>({ clock, log, read, remove, conversationOf }: OldRows<Row>) {
  let last: Row | null = null;

  async function removeOne(row: Row): Promise<boolean> {
    try {
      return await remove(row);
    } catch (fault) {
      log.error({ conversationId: conversationOf(row), ...describeFault(fault) }, 'retention-failed-for-one');
      return false;
    }
  }

  async function goThrough(mayGoOn: () => boolean): Promise<number> {
    let removed = 0;
    while (mayGoOn()) {
      const rows = await read(last);
      for (let from = 0; from < rows.length && mayGoOn(); from += atOnce) {
        const some = rows.slice(from, from + atOnce);
        const gone = await Promise.all(some.map(removeOne));
        removed += gone.filter(Boolean).length;
        last = some.at(-1) ?? last;
      }
      if (rows.length < pageSize && mayGoOn()) {
        last = null;
        return removed;
      }
    }
    return removed;
  }

  return async (mayGoOn: () => boolean): Promise<number> => {
    let isOver = false;
    const cancel = clock.after(budgetMs, () => {
      isOver = true;
    });
    try {
      return await goThrough(() => !isOver && mayGoOn());
    } finally {
      cancel();
    }
  };
}

/** What comes after a row in the order of `by` and `_id`, not later than `upTo`. */
export function after(by: string, last: { _id: string; at: Date } | null, upTo: Date): Record<string, unknown> {
  if (last === null) return { [by]: { $lte: upTo } };
  return { [by]: { $gte: last.at, $lte: upTo }, $or: [{ [by]: { $gt: last.at } }, { _id: { $gt: last._id } }] };
}
