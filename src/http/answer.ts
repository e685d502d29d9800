// Puts an answer or a fault on the wire. restify's own `send` is not used: it logs what handlers return.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CareError } from '../errors';
import { describeFault, type Log } from '../log';
import type { Answer } from '../route';
import { asStoreUnreachable } from '../store/store-fault';

type PlainAnswer = Exclude<Answer, { stream: unknown }>;

/** How long a caller may take to receive an answer that did not fit into the socket at once. */
const receiveTimeoutMs = 30_000;
/** How much of a refused body is thrown away, and for how long, so that the caller can still read the refusal. */
const linger = { timeMs: 2_000, bytes: 12 * 1024 * 1024 };

/** Writes a whole answer. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: PlainAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const isJson = 'json' in answer && answer.json !== undefined;
  // A string goes out in one piece with the headers, which halves the cost of a small answer.
  const bytes = isJson ? JSON.stringify(answer.json) : 'bytes' in answer ? answer.bytes : '';
  if (isJson) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.status !== 204 && answer.status !== 304) response.setHeader('Content-Length', Buffer.byteLength(bytes));
  response.statusCode = answer.status;
  if (leavesBodyUnread(request)) {
    endAfterLinger(request, response, bytes);
    return;
  }
  response.end(bytes);
  if ((response.socket?.writableLength ?? 0) > 0) response.setTimeout(receiveTimeoutMs);
}

/** Writes a fault: a CareError as it says, a store out of reach as 503, anything else as 500 without a word of what went wrong. */
export function sendFault(
  request: IncomingMessage,
  response: ServerResponse,
  fault: unknown,
  asDirectLine = false,
): void {
  const error =
    fault instanceof CareError
      ? fault
      : (asStoreUnreachable(fault) ?? new CareError('internal', 'Something went wrong on our side; please try again.'));
  const { code, message, details } = error;
  const body = { code, message, ...(details === undefined ? {} : { details }) };
  const json = asDirectLine ? { error: { code, message }, ...body } : body;
  sendAnswer(request, response, { status: error.status, json, headers: error.headers });
}

/** Logs a fault that is ours; refusals are not logged as faults, nor is each request of a flood. */
export function logFault(log: Log, fault: unknown, route: string): void {
  if (fault instanceof CareError && (fault.status < 500 || fault.status === 507 || fault.code === 'overloaded')) return;
  const cause = fault instanceof CareError && fault.cause !== undefined ? fault.cause : fault;
  log.error({ route, ...describeFault(cause), ...(fault instanceof CareError ? { code: fault.code } : {}) }, 'fault');
}

function leavesBodyUnread(request: IncomingMessage): boolean {
  if (request.complete) return false;
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 65_536;
}

function endAfterLinger(request: IncomingMessage, response: ServerResponse, bytes: string | Uint8Array): void {
  response.setHeader('Connection', 'close');
  response.flushHeaders();
  response.write(bytes);
  let leftBytes = linger.bytes;
  const finish = () => {
    clearTimeout(timer);
    request.pause();
    response.end();
  };
  const timer = setTimeout(finish, linger.timeMs);
  timer.unref();
  request.once('end', finish).once('close', finish);
  request.on('data', (chunk: Buffer) => {
    leftBytes -= chunk.length;
    if (leftBytes < 0) finish();
  });
  request.resume();
}
