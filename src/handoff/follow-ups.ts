// What follows a committed move: the console's bell, the promise's timer, Bot Framework's handoff events, and the bot's turn
// on what is left to decide. None of it can fail the move, and all of it may be lost without losing anything.
import type { Conversation } from '../conversation/types';
import { describeFault, type Log } from '../log';

export interface FollowUpParts {
  alert(before: Conversation, after: Conversation): Promise<void>;
  watchPromise(before: Conversation, after: Conversation): Promise<void>;
  announceHandoff(news: HandoffNews): Promise<void>;
  ring(conversationId: string): void;
  log: Log;
}

/** In Bot Framework's words. */
export type HandoffNews = {
  kind: 'initiate' | 'accepted' | 'failed' | 'completed';
  conversationId: string;
  channel: Conversation['channel'];
  customerId: string;
  reason?: NonNullable<Conversation['handoff']>['reason'];
};

export function createFollowUps(parts: FollowUpParts) {
  const open = new Set<Promise<void>>();
  const quietly = (work: Promise<void>): void => {
    const done = work
      .catch((fault: unknown) => parts.log.error(describeFault(fault), 'move-follow-up-failed'))
      .then(() => void open.delete(done));
    open.add(done);
  };
  const onMoved = (before: Conversation, after: Conversation): void => {
    quietly(parts.alert(before, after));
    quietly(parts.watchPromise(before, after));
    const news = newsOf(before, after);
    if (news !== null) quietly(parts.announceHandoff(news));
    if (after.phase === 'bot' && before.phase !== 'bot') parts.ring(after.id);
  };
  return {
    onMoved,
    /** Resolves when what has begun has ended: before the store is closed. */
    settled: async (): Promise<void> => void (await Promise.all(open)),
  };
}

/** The handoff event of a move; `failed` means: waiting again. */
export function newsOf(before: Conversation, after: Conversation): HandoffNews | null {
  const kind = kindOf(before, after);
  if (kind === null) return null;
  const { id: conversationId, channel, customer, handoff } = after;
  const reason = kind === 'initiate' && handoff !== undefined ? { reason: handoff.reason } : {};
  return { kind, conversationId, channel, customerId: customer.id, ...reason };
}

function kindOf({ phase: from }: Conversation, { phase: to }: Conversation): HandoffNews['kind'] | null {
  if (from === to) return null;
  switch (to) {
    case 'waiting':
      return from === 'human' ? 'failed' : 'initiate';
    case 'human':
      return 'accepted';
    case 'bot':
    case 'closed':
      return from === 'waiting' || from === 'human' ? 'completed' : null;
    default:
      return to satisfies never;
  }
}
