// Opens the data layer: a MongoDB when MONGODB_URI names one, otherwise the embedded engine on the data folder. Either way the
// rest of the app sees one mongoose connection.
import mongoose, { type Connection, type ConnectOptions as DriverOptions, mongo } from 'mongoose';
import { pause, systemClock } from '../clock';
import { CareError } from '../errors';
import type { Log } from '../log';
import './mend-driver';
import { findRunningEngine, type RunningEngine, startEngine } from './embedded/start-engine';

export interface ConnectOptions {
  /** A MongoDB to use instead of the embedded engine. */
  mongodbUri?: string | undefined;
  dataDir: string;
  log: Log;
  /** Commands beside a running app: join its engine instead of failing because the folder is in use. */
  joinsRunning?: boolean;
  /** Commands nobody waits for: calls may take minutes. */
  isPatient?: boolean;
}

export interface StoreConnection {
  connection: Connection;
  /** This process opened the data folder: nobody else serves the shop from it. */
  isAlone: boolean;
  /** A further connection whose calls may take minutes, as building an index does. */
  connectPatiently(): Promise<Connection>;
  close(): Promise<void>;
}

/**
 * Of one call to a MongoDB. The driver tries one again, and one may wait for another that is under way; a server that hangs is
 * noticed meanwhile by the heartbeat. So callers are answered before 5 s. A timeout means "unknown": the write may have
 * happened, and its key or lastMoveId will tell.
 */
const CALL_MS = 1_500;
/** In this process only the disk can hold a call up: nothing is won by giving up early. */
const EMBEDDED_CALL_MS = 10_000;
const PATIENT_CALL_MS = 10 * 60_000;
/** How long a start waits for a MongoDB that is starting too. */
const START_MS = 10_000;
const START_PAUSE_MS = 500;

/** Every acknowledged write is on the disks of a majority. Retryable writes are the driver's default, where the server has them. */
const durable = { w: 'majority', journal: true } as const;
/**
 * Indexes are the migrations' business: looked at once per start, built by one process. Without a connection a call fails
 * instead of waiting in a line of mongoose's own.
 */
const common = { autoIndex: false, autoCreate: false, bufferCommands: false } as const;

/**
 * Connects; throws `store-unreachable`, or `data-folder-in-use` when another process has the folder. Filters are built by our
 * own code from parsed values, so mongoose's sanitizeFilter (which would refuse our operators too) stays off.
 */
export async function connectStore(options: ConnectOptions): Promise<StoreConnection> {
  const { mongodbUri, dataDir, log, isPatient = false } = options;
  if (mongodbUri !== undefined) return open(mongodbUri, isPatient ? PATIENT_CALL_MS : CALL_MS);
  const callMs = isPatient ? PATIENT_CALL_MS : EMBEDDED_CALL_MS;
  const running = options.joinsRunning ? await findRunningEngine(dataDir) : undefined;
  if (running !== undefined) return open(running, callMs);
  const engine = await startEngine(dataDir, log);
  return open(engine.uri, callMs, engine);
}

async function open(uri: string, callMs: number, engine?: RunningEngine): Promise<StoreConnection> {
  const patient: Connection[] = [];
  try {
    const connection = await untilConnected(uri, callMs);
    return {
      connection,
      isAlone: engine !== undefined,
      async connectPatiently() {
        const further = await untilConnected(uri, PATIENT_CALL_MS);
        patient.push(further);
        return further;
      },
      async close() {
        for (const one of [...patient, connection]) await one.close();
        await engine?.close();
      },
    };
  } catch (fault) {
    await engine?.close();
    throw fault;
  }
}

async function untilConnected(uri: string, callMs: number): Promise<Connection> {
  const tries = Math.ceil(START_MS / (CALL_MS + START_PAUSE_MS));
  for (let left = tries; ; left--) {
    try {
      return await connectOnce(uri, driverOptions(uri, callMs));
    } catch (fault) {
      if (left <= 1 || !(fault instanceof mongoose.Error.MongooseServerSelectionError)) throw refusal(fault);
    }
    await pause({ ...systemClock, after: keepAlive }, START_PAUSE_MS);
  }
}

/** A start that waits keeps the process alive. */
function keepAlive(delayMs: number, task: () => void): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}

async function connectOnce(uri: string, options: DriverOptions): Promise<Connection> {
  const connection = mongoose.createConnection(uri, options);
  try {
    return await connection.asPromise();
  } catch (fault) {
    await connection.close();
    throw fault;
  }
}

/** Our defaults; an option that the URI names itself is the operator's word and wins. */
function driverOptions(uri: string, callMs: number): DriverOptions {
  const defaults: DriverOptions = {
    ...durable,
    // Looking for a server, waiting for a free connection, opening one: none may hold a caller up longer than a call.
    serverSelectionTimeoutMS: Math.min(callMs, START_MS),
    waitQueueTimeoutMS: callMs,
    connectTimeoutMS: Math.min(callMs, START_MS),
    socketTimeoutMS: callMs,
    // How soon a server that hangs, or is back, is noticed.
    heartbeatFrequencyMS: 1_000,
    maxPoolSize: 64,
  };
  const named = new Set([...uri.matchAll(/[?&]([^=&]+)=/g)].map(([, name = '']) => name.toLowerCase()));
  const kept = Object.entries(defaults).filter(([name]) => !named.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...common };
}

/** Parsers quote the address, and with it the password: their words are left out. */
function refusal(cause: unknown): CareError {
  if (cause instanceof Error && /ParseError|InvalidArgumentError|APIError/.test(cause.name))
    return new CareError(
      'bad-settings',
      'MONGODB_URI is no address of a MongoDB: it looks like mongodb://host:27017/ascolto.',
      { cause },
    );
  if (cause instanceof mongo.MongoServerError)
    return new CareError('store-refused', `The database refuses the connection: ${cause.message}`, { cause });
  return new CareError('store-unreachable', 'The database does not answer: check MONGODB_URI.', {
    status: 503,
    cause,
    retryable: true,
  });
}
