// Opens the data layer: a MongoDB when MONGODB_URI names one, otherwise the embedded engine on the data folder. Either way the
// rest of the app sees one mongoose connection.
import mongoose, { type Connection } from 'mongoose';
import { CareError } from '../errors';
import type { Log } from '../log';
import { findRunningEngine, type RunningEngine, startEngine } from './embedded/start-engine';

export interface ConnectOptions {
  /** A MongoDB to use instead of the embedded engine. */
  mongodbUri?: string | undefined;
  dataDir: string;
  log: Log;
  /** Commands beside a running app: join its engine instead of failing because the folder is in use. */
  joinsRunning?: boolean;
}

export interface StoreConnection {
  connection: Connection;
  close(): Promise<void>;
}

const SERVER_SELECTION_MS = 10_000;

/**
 * Connects; throws `store-unreachable`, or `data-folder-in-use` when another process has the folder. Filters are built by our
 * own code from parsed values, so mongoose's sanitizeFilter (which would refuse our operators too) stays off.
 */
export async function connectStore(options: ConnectOptions): Promise<StoreConnection> {
  const { mongodbUri, dataDir, log } = options;
  if (mongodbUri !== undefined) return open(mongodbUri, undefined);
  const running = options.joinsRunning ? await findRunningEngine(dataDir) : undefined;
  if (running !== undefined) return open(running, undefined);
  const engine = await startEngine(dataDir, log);
  return open(engine.uri, engine);
}

async function open(uri: string, engine: RunningEngine | undefined): Promise<StoreConnection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    autoIndex: true,
    autoCreate: true,
  });
  try {
    await connection.asPromise();
  } catch (cause) {
    await connection.close();
    await engine?.close();
    throw new CareError('store-unreachable', 'The database does not answer: check MONGODB_URI.', {
      cause,
      retryable: true,
    });
  }
  return {
    connection,
    async close() {
      await connection.close();
      await engine?.close();
    },
  };
}
