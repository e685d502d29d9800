// Everything kept, as plain mongoose models over whichever engine connect.ts reached.
import type { Log } from '../log';
import { connectStore } from './connect';
import { defineConversations } from './models/conversation';
import { defineEvents } from './models/event';
import { defineMessages } from './models/message';
import { defineNotes } from './models/note';

export interface StoreOptions {
  /** A real MongoDB; absent: the embedded engine over one file in `dataDir`. */
  mongodbUri?: string;
  dataDir: string;
  log: Log;
}

export type Store = Awaited<ReturnType<typeof createStore>>;

/** Connects, declares the models and waits for their indexes. */
export async function createStore(options: StoreOptions) {
  const { connection, close } = await connectStore(options);
  const models = {
    conversations: defineConversations(connection),
    messages: defineMessages(connection),
    events: defineEvents(connection),
    notes: defineNotes(connection),
  };
  await Promise.all(Object.values(models).map((model) => model.init()));
  return {
    ...models,
    /** True when the engine answers. */
    async ready(): Promise<boolean> {
      return (await connection.db?.admin().ping())?.['ok'] === 1;
    },
    close,
  };
}
