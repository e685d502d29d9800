// Tells the console about a new wait, and whose bell rings first: from the committed move, never before it.
import type { Conversation } from '../conversation/types';
import { chooseFirstToTell } from '../handoff/routing';
import { consoleTopic, type FanOut } from '../jobs/fan-out';
import type { Store } from '../store/store';

export interface AlertParts {
  store: Pick<Store, 'rows'>;
  fanOut: FanOut;
  /** Agents who can be offered a conversation now. */
  onlineAgents(): Promise<{ id: string; languages: string[] }[]>;
}

export function createAlerts({ store, fanOut, onlineAgents }: AlertParts) {
  return async (before: Conversation, after: Conversation): Promise<void> => {
    if (after.phase !== 'waiting' || before.phase === 'waiting') return;
    const online = await onlineAgents();
    const candidates = await Promise.all(
      online.map(async ({ id, languages }) => ({
        agentId: id,
        languages,
        load: await store.rows.conversations.countDocuments({ 'owner.id': id }, { limit: 50 }),
      })),
    );
    fanOut.publish(consoleTopic, {
      event: 'waiting',
      conversationId: after.id,
      toldFirst: chooseFirstToTell(after.language, candidates).join(','),
    });
  };
}
