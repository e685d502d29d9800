// Emptying the effects of a decision once they are in the log. A process that shares its store does it at once, since others
// may only write after it; one that writes alone remembers which effects it has settled, and the next decision overwrites
// them. What nobody overwrites is emptied a moment later, many conversations together. A crash in between repeats the effects.
import type { Clock } from '../clock';
import type { ConditionalUpdate } from '../store/batches';
import type { ConversationDocument } from '../store/models/conversation';

export interface Tidying {
  /** Call it when the effects of this version are in the log. */
  tidy(conversationId: string, version: number): Promise<void>;
  /** The document still shows effects of this version that are in the log already. */
  isPending(conversationId: string, version: number): boolean;
  forget(conversationId: string): void;
}

type Update = (update: ConditionalUpdate<ConversationDocument>) => Promise<boolean>;

const laterMs = 500;

function emptied(conversationId: string, version: number): ConditionalUpdate<ConversationDocument> {
  return {
    filter: { _id: conversationId, version },
    update: { $set: { effects: [] }, $unset: { effectsSince: 1 } },
    wasWritten: async () => true,
  };
}

export const tidyAtOnce = (update: Update): Tidying => ({
  tidy: async (conversationId, version) => void (await update(emptied(conversationId, version))),
  isPending: () => false,
  forget: () => undefined,
});

export function createTidying({ clock, update }: { clock: Clock; update: Update }): Tidying {
  const pending = new Map<string, number>();
  let isComing = false;

  async function tidyOne(conversationId: string, version: number): Promise<void> {
    // Also when it fails: the sweep finds the effects and repeats them.
    await update(emptied(conversationId, version)).catch(() => undefined);
    if (pending.get(conversationId) === version) pending.delete(conversationId);
  }

  return {
    async tidy(conversationId, version) {
      pending.set(conversationId, version);
      if (isComing) return;
      isComing = true;
      clock.after(laterMs, () => {
        isComing = false;
        for (const [id, pendingVersion] of [...pending]) void tidyOne(id, pendingVersion);
      });
    },
    isPending: (conversationId, version) => pending.get(conversationId) === version,
    forget: (conversationId) => void pending.delete(conversationId),
  };
}
