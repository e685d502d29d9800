// The slow way between processes, through the store: what people chose to be, and marks of who is there for the time in
// which a process cannot reach the others otherwise.
import type { Store } from '../store/store';

export interface StaffBoard {
  read(): Promise<BoardRow[]>;
  /** Marks that these people are there now. */
  sign(agentIds: string[]): Promise<void>;
}

export interface BoardRow {
  agentId: string;
  chosen: 'online' | 'away' | 'offline';
  /** Changes with every mark; only that counts, since times of different machines cannot be compared. */
  mark: string | null;
}

interface BoardParts {
  store: Pick<Store, 'agents'>;
  newId(): string;
}

export function createStaffBoard({ store, newId }: BoardParts): StaffBoard {
  return {
    async read() {
      const rows = await store.agents.find({}, { presence: 1, thereMark: 1 }).lean();
      return rows.map((row) => ({ agentId: row._id, chosen: row.presence, mark: row.thereMark ?? null }));
    },
    async sign(agentIds) {
      if (agentIds.length === 0) return;
      await store.agents.updateMany({ _id: { $in: agentIds } }, { $set: { thereMark: newId() } });
    },
  };
}
