// At least one administrator remains, however many processes change people at the same moment and wherever one of them dies.
// Every step is one conditional write on one person. Who steps down is marked first, then relies on another administrator,
// whose own mark that removes, and goes only while the own mark is still there: of two who rely on each other one stays.
import { randomUUID } from 'node:crypto';
import { CareError } from '../errors';
import type { Store } from '../store/store';

export interface AdministratorRows {
  /** False when they are no administrator. */
  mark(id: string, mark: string): Promise<boolean>;
  /** Takes the mark from one other administrator; false when there is none. */
  relyOnAnother(id: string): Promise<boolean>;
  unmark(id: string, mark: string): Promise<void>;
}

/** What `leave` gives, which must write on condition of the mark; null when it is to be judged anew. Throws 409 for the last one. */
export async function stepDown<Left>(
  rows: AdministratorRows,
  id: string,
  leave: (mark: string) => Promise<Left | null>,
): Promise<Left | null> {
  const mark = randomUUID();
  if (!(await rows.mark(id, mark))) return null;
  if (await rows.relyOnAnother(id)) return leave(mark);
  await rows.unmark(id, mark);
  throw new CareError('last-administrator', 'At least one active administrator must remain.', { status: 409 });
}

const isOne = { active: true, roles: 'administrator' as const };
/** The filter of who is none. */
export const isNoAdministrator = { $or: [{ active: { $ne: true } }, { roles: { $ne: 'administrator' as const } }] };

export function administratorRows(agents: Store['agents']): AdministratorRows {
  return {
    async mark(_id, leaving) {
      return (await agents.updateOne({ _id, ...isOne }, { $set: { leaving } })).matchedCount === 1;
    },
    async relyOnAnother(id) {
      return (await agents.updateOne({ _id: { $ne: id }, ...isOne }, { $unset: { leaving: 1 } })).matchedCount === 1;
    },
    async unmark(_id, leaving) {
      await agents.updateOne({ _id, leaving }, { $unset: { leaving: 1 } });
    },
  };
}
