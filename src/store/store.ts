// Everything kept, as plain mongoose models over whichever engine connect.ts reached.
import type { Connection, Model, mongo } from 'mongoose';
import { CareError } from '../errors';
import type { Log } from '../log';
import { connectStore, type StoreConnection } from './connect';
import { bringUpToDate } from './migrations/bring-up-to-date';
import type { Declared } from './migrations/indexes';
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
  /** Commands beside a running app: use its engine, and refuse a store of another version instead of migrating it. */
  joinsRunning?: boolean;
  /** Commands nobody waits for: calls may take minutes. */
  isPatient?: boolean;
  /** For the copy that is filling the store: nobody else opens it before it is whole. */
  allowsUnfinished?: boolean;
  /** Told of every call of the collections in `rows`. */
  onCall?: OnCall;
}

export type Store = Awaited<ReturnType<typeof createStore>>;

/** Connects, declares the models and brings the store up to date with them. */
export async function createStore(options: StoreOptions) {
  const connected = await connectStore(options);
  const { connection, isAlone, close } = connected;
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
  await migrate(connected, Object.values(models), options);
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
    /** The bare database and the names of all collections: for what copies or moves the store whole. */
    db: databaseOf(connection),
    collections: Object.values(models).map((model) => model.collection.collectionName),
    isAlone,
    /** True when the engine answers. */
    async ready(): Promise<boolean> {
      return (await connection.db?.admin().ping())?.ok === 1;
    },
    /** Writes one number over the one before; resolves once it is kept as surely as a message, rejects when it is refused. */
    async tryWrite(): Promise<void> {
      const tries = databaseOf(connection).collection<{ _id: 'last'; count: number }>('writeTries');
      await tries.updateOne({ _id: 'last' }, { $inc: { count: 1 } }, { upsert: true });
    },
    /** After an erasure: no byte of what was deleted stays in the embedded engine's file; false for a MongoDB. */
    scrub: (): Promise<boolean> => scrubFile(databaseOf(connection)),
    close,
  };
}

async function migrate(connected: StoreConnection, models: Declared[], options: StoreOptions): Promise<void> {
  try {
    await bringUpToDate({
      ...options,
      db: databaseOf(connected.connection),
      patientDb: async () => databaseOf(await connected.connectPatiently()),
      models,
    });
  } catch (fault) {
    await connected.close();
    throw fault;
  }
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
