// Tells the console about a new wait or a broken promise, and whose bell rings first: from the committed move, never before.
import type { Conversation } from '../conversation/types';
import { chooseFirstToTell } from '../handoff/routing';
import { consoleTopic, type FanOut } from '../jobs/fan-out';
import type { Role } from '../route';
import type { Store } from '../store/store';

export interface AlertParts {
  store: Pick<Store, 'rows'>;
  fanOut: FanOut;
  /** Agents who can be offered a conversation now. */
  onlineAgents(): Promise<{ id: string; languages: string[]; roles: Role[] }[]>;
}

export function createAlerts({ store, fanOut, onlineAgents }: AlertParts) {
  /** A promise broke: the managers who are there, and whoever has the conversation. */
  async function tellLate({ id, owner }: Conversation): Promise<void> {
    const told = (await onlineAgents()).filter(
      (person) =>
        person.id === (owner.kind === 'agent' ? owner.id : null) || person.roles.some((role) => role !== 'agent'),
    );
    const toldFirst = told.map((person) => person.id).join(',');
    fanOut.publish(consoleTopic, { event: 'late', conversationId: id, toldFirst });
  }

  return async (before: Conversation, after: Conversation): Promise<void> => {
    if (after.promise?.renews !== undefined && after.promise.id !== before.promise?.id) await tellLate(after);
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
