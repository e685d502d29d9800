// Where presences of several processes meet in tests: a board in memory and, for each process, a way to the others that a
// test can cut.

import type { Clock } from '../src/clock';
import { createPresence, type Presence } from '../src/handoff/presence';
import type { BoardRow, StaffBoard } from '../src/handoff/staff-board';
import type { Signs } from '../src/jobs/signs';
import { createLog } from '../src/log';

/** The people's rows of the store. */
export function createMemoryBoard(agentIds: string[] = []) {
  const rows = new Map<string, BoardRow>();
  let marks = 0;
  const put = (agentId: string, change: Partial<BoardRow>) =>
    rows.set(agentId, { agentId, chosen: 'online', mark: null, ...rows.get(agentId), ...change });
  for (const agentId of agentIds) put(agentId, {});
  return {
    put,
    isDown: false,
    async read() {
      if (this.isDown) throw new Error('the store cannot be reached');
      return [...rows.values()].map((row) => ({ ...row }));
    },
    async sign(ids: string[]) {
      if (this.isDown) throw new Error('the store cannot be reached');
      const mark = `mark ${++marks}`;
      for (const agentId of ids) put(agentId, { mark });
    },
  } satisfies StaffBoard & Record<string, unknown>;
}

export interface Process extends Presence {
  /** It cannot tell others its signs, nor hear theirs; the store it reaches. */
  isCut: boolean;
  /** It does nothing any more. */
  isDead: boolean;
}

export function startProcess(parts: { clock: Clock; signs: Signs; board: StaffBoard }): Process {
  const way = { isCut: false, isDead: false };
  const isOpen = () => !way.isCut && !way.isDead;
  const signs: Signs = {
    async exchange(mine) {
      if (!isOpen()) throw new Error('cut');
      const shared = await parts.signs.exchange(mine);
      if (!isOpen()) throw new Error('cut');
      return shared;
    },
    onNews: (listener) => parts.signs.onNews(() => isOpen() && listener()),
  };
  const board: StaffBoard = {
    read: () => parts.board.read(),
    sign: async (agentIds) => (way.isDead ? undefined : parts.board.sign(agentIds)),
  };
  const presence = createPresence({ clock: parts.clock, board, signs, log: createLog('silent') });
  return Object.assign(way, presence);
}
