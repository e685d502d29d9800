// Rings when a promise falls due. Only a bell: the sweep finds every overdue promise by its index all the same.
import type { Clock } from '../clock';
import type { Conversation } from '../conversation/types';
import type { Jobs } from '../jobs/jobs';

/** Just after the moment itself, when the promise can be seen to be overdue. */
const graceMs = 20;

export function createPromiseTimers({ jobs, clock }: { jobs: Jobs; clock: Clock }) {
  return async (before: Conversation, after: Conversation): Promise<void> => {
    const was = before.promise?.state === 'open' ? before.promise : null;
    const is = after.promise?.state === 'open' ? after.promise : null;
    if (was?.id === is?.id) return;
    if (was !== null) await jobs.cancel(timerOf(was.id));
    if (is === null) return;
    const delayMs = Math.max(0, is.dueAt.getTime() - clock.now().getTime()) + graceMs;
    await jobs.schedule('promise-due', { conversationId: after.id }, { id: timerOf(is.id), delayMs });
  };
}

const timerOf = (promiseId: string): string => `promise-${promiseId}`;
