// Everything kept, as plain mongoose models over whichever engine connect.ts reached.
import type { Connection, Model, mongo } from 'mongoose';
import { CareError } from '../errors';
import type { Log } from '../log';
import { connectStore } from './connect';
import { defineAgents } from './models/agent';
import { defineAttachments } from './models/attachment';
import { defineAuditEntries, defineAuditHeads } from './models/audit-entry';
import { defineConversations } from './models/conversation';
import { defineErasedConversations } from './models/erased-conversation';
import { defineErasures } from './models/erasure';
import { defineEvents } from './models/event';
import { defineJobs } from './models/job';
import { defineMessages } from './models/message';
import { defineNotes } from './models/note';
import { defineOptOuts } from './models/opt-out';
import { defineReceipts } from './models/receipt';
import { defineSignInSessions } from './models/sign-in-session';
import { defineSigningKeys } from './models/signing-key';
import { defineVisitors } from './models/visitor';
import { scrubFile } from './scrub';
import { type OnCall, timed } from './timed-rows';

export interface StoreOptions {
  /** A real MongoDB; absent: the embedded engine over one file in `dataDir`. */
  mongodbUri?: string | undefined;
  dataDir: string;
  log: Log;
  /** Commands beside a running app: use its engine instead of failing because the folder is in use. */
  joinsRunning?: boolean;
  /** Told of every call of the collections in `rows`. */
  onCall?: OnCall;
}

export type Store = Awaited<ReturnType<typeof createStore>>;

/** Connects, declares the models and waits for their indexes. */
export async function createStore(options: StoreOptions) {
  const { connection, close } = await connectStore(options);
  const { onCall } = options;
  const models = {
    conversations: defineConversations(connection),
    messages: defineMessages(connection),
    events: defineEvents(connection),
    notes: defineNotes(connection),
    agents: defineAgents(connection),
    sessions: defineSignInSessions(connection),
    attachments: defineAttachments(connection),
    signingKeys: defineSigningKeys(connection),
    visitors: defineVisitors(connection),
    receipts: defineReceipts(connection),
    jobs: defineJobs(connection),
    erasures: defineErasures(connection),
    erasedConversations: defineErasedConversations(connection),
    optOuts: defineOptOuts(connection),
    auditEntries: defineAuditEntries(connection),
    auditHeads: defineAuditHeads(connection),
  };
  await Promise.all(Object.values(models).map((model) => model.init()));
  return {
    ...models,
    /** The same collections without hydration, for the way of a message: typed, undefined fields left out. */
    rows: {
      conversations: rowsOf(connection, models.conversations, onCall),
      messages: rowsOf(connection, models.messages, onCall),
      events: rowsOf(connection, models.events, onCall),
      jobs: rowsOf(connection, models.jobs, onCall),
      erasedConversations: rowsOf(connection, models.erasedConversations, onCall),
    },
    /** True when the engine answers. */
    async ready(): Promise<boolean> {
      return (await connection.db?.admin().ping())?.ok === 1;
    },
    /** After an erasure: no byte of what was deleted stays in the embedded engine's file; false for a MongoDB. */
    scrub: (): Promise<boolean> => scrubFile(databaseOf(connection)),
    close,
  };
}

function rowsOf<Row extends { _id: string }>(
  connection: Connection,
  model: Model<Row>,
  onCall: OnCall | undefined,
): mongo.Collection<Row> {
  const { collectionName } = model.collection;
  const rows = databaseOf(connection).collection<Row>(collectionName, { ignoreUndefined: true });
  return onCall === undefined ? rows : timed(rows, collectionName, onCall);
}

function databaseOf(connection: Connection): mongo.Db {
  if (connection.db === undefined) throw new CareError('store-not-connected', 'The store is not connected.');
  return connection.db;
}
