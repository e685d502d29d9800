// Customers who want to hear from the shop only when they wrote first: noted by an agent, kept by customer, and asked for
// by whatever would write unasked.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Conversation } from '../conversation/types';
import { CareError } from '../errors';
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';

export interface OptOutParts {
  store: Pick<Store, 'optOuts'>;
  journal: Pick<Journal, 'load' | 'commit' | 'newId'>;
  audit: AuditLog;
  clock: Clock;
}

const mostTries = 50;

export function createOptOuts({ store, journal, audit, clock }: OptOutParts) {
  /** Beside the conversation's other events, so that whoever reads it later sees since when. */
  async function noteIn(conversationId: string, isOptedOut: boolean, by: { id: string; name: string }): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const conversation = await journal.load(conversationId);
      if (conversation === null) return;
      const after = await journal.commit(conversation, {
        moveId: journal.newId(),
        set: {},
        messages: [],
        events: [{ kind: isOptedOut ? 'opted-out' : 'opted-in', by: { kind: 'agent', ...by } }],
      });
      if (after !== 'conflict') return;
    }
    throw new CareError('conversation-busy', 'This conversation is changing too quickly.', {
      status: 503,
      retryable: true,
    });
  }

  return {
    /** True: nothing is sent to this customer unless they wrote first. */
    isOptedOut: async (customerId: string): Promise<boolean> =>
      (await store.optOuts.findById(customerId).lean()) !== null,

    /** Notes what the customer of a conversation wishes; nothing happens when it is known. Null: no such conversation. */
    async choose(
      conversationId: string,
      isOptedOut: boolean,
      by: { id: string; name: string },
    ): Promise<Conversation | null> {
      const conversation = await journal.load(conversationId);
      if (conversation === null) return null;
      const { id } = conversation.customer;
      const written = isOptedOut
        ? await store.optOuts.updateOne({ _id: id }, { $setOnInsert: { at: clock.now(), by: by.id } }, { upsert: true })
        : await store.optOuts.deleteOne({ _id: id });
      const isNew = 'deletedCount' in written ? written.deletedCount > 0 : written.upsertedCount > 0;
      if (!isNew) return conversation;
      await noteIn(conversationId, isOptedOut, by);
      const action = isOptedOut ? 'opted-out' : 'opted-in';
      await audit.append({ action, by: by.id, about: { kind: 'customer', id } });
      return journal.load(conversationId);
    },
  };
}
