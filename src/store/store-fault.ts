// Tells a store that cannot be reached, or could not keep a write, from a fault of ours: the caller may try again, under the
// same key, and whatever happened to the first try is recognised by it.
import mongoose, { mongo } from 'mongoose';
import { CareError } from '../errors';

/** Server codes that mean "not now": stepping down, shutting down, no majority in time, no room on the disk. */
const passingCodes = new Set([
  6, 7, 43, 50, 64, 89, 91, 189, 262, 317, 358, 9001, 10107, 11600, 11602, 13388, 13435, 13436, 14031,
]);

/** The driver's kinds of "I could not reach it, or do not know". */
const unreachable = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoServerClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoExpiredSessionError,
  mongoose.Error.MongooseServerSelectionError,
];
/** A connection that is cut while a command is being written surfaces as the socket's own fault. */
const socketCodes = new Set<unknown>(['EPIPE', 'ECONNRESET']);
/** Not exported by the driver. */
const unreachableNames = new Set(['MongoWaitQueueTimeoutError', 'MongoPoolClosedError', 'PoolClosedError']);

/** `store-unreachable` (503, try again) for such a fault; null for any other. */
export function asStoreUnreachable(fault: unknown): CareError | null {
  if (!(fault instanceof Error) || !isPassing(fault)) return null;
  return new CareError('store-unreachable', 'The store does not answer just now; please try again.', {
    status: 503,
    retryable: true,
    headers: { 'Retry-After': '1' },
    cause: fault,
  });
}

function isPassing(fault: Error): boolean {
  if (unreachable.some((kind) => fault instanceof kind) || unreachableNames.has(fault.name)) return true;
  if (isBulkLost(fault) || ('code' in fault && socketCodes.has(fault.code))) return true;
  return fault instanceof mongo.MongoServerError && passingCodes.has(Number(fault.code));
}

/** The store did not answer in time: what was asked may have happened, may happen yet, or never will. */
export function isTimeout(fault: unknown): boolean {
  if (isBulkLost(fault)) return true;
  return fault instanceof mongo.MongoNetworkTimeoutError || fault instanceof mongo.MongoServerSelectionError;
}

/** The driver wraps what befell a bulk write as a whole, the network say, in an error that refuses no row of it. */
export function isBulkLost(fault: unknown): boolean {
  return (
    fault instanceof mongo.MongoBulkWriteError &&
    [fault.writeErrors].flat().length === 0 &&
    fault.result.getWriteConcernError() === undefined
  );
}
