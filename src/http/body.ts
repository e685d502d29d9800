// Reads a request's body within its limits; nothing of restify's own parsers runs (one compressed body ends their process).
import type { IncomingMessage } from 'node:http';
import { CareError } from '../errors';
import type { Route } from '../route';
import { describeMistakes } from './bad-request';
import { overloaded } from './gate';
import type { Intake } from './intake';
import { parseJson } from './json';

const jsonLimitBytes = 64 * 1024;

export type BodyReader = (request: IncomingMessage, rule: Route['body']) => Promise<unknown>;

/** How long a caller may take to send its body. */
export interface BodyTimes {
  jsonMs: number;
  /** Files come from phones on slow networks. */
  rawMs: number;
}

/** A reader whose requests share `intake`. Throws 400, 408, 413, 415 or 503 as CareError. */
export function createBodyReader(intake: Intake, times: BodyTimes): BodyReader {
  return async (request, rule) => {
    if (rule === undefined) return refuseBody(request);
    if (request.headers['content-encoding'] !== undefined) {
      throw unsupported('Compressed or otherwise encoded bodies are not accepted.');
    }
    if (rule.kind === 'raw') return collect(request, rule.limitBytes, times.rawMs);
    if (announcesBody(request)) requireJson(request);
    const bytes = await collect(request, rule.limitBytes ?? jsonLimitBytes, times.jsonMs);
    if (bytes.length === 0 && rule.optional !== true) throw badRequest('The request needs a JSON body.');
    const parsed = rule.schema.safeParse(bytes.length === 0 ? {} : parseJson(bytes));
    if (parsed.success) return parsed.data;
    throw describeMistakes(parsed.error);
  };

  async function collect(request: IncomingMessage, limitBytes: number, withinMs: number): Promise<Buffer> {
    if (announcedBytes(request) > limitBytes) throw tooLarge(limitBytes);
    const body = await intake.receive(request, { limitBytes, withinMs });
    switch (body) {
      case 'too-large':
        throw tooLarge(limitBytes);
      case 'too-slow':
        throw tooSlow();
      case 'broken-off':
        throw badRequest('The request ended before its body was complete.');
      case 'no-room':
        throw overloaded(1);
      default:
        return body;
    }
  }
}

function refuseBody(request: IncomingMessage): undefined {
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  if (isChunked || announcedBytes(request) > jsonLimitBytes) throw tooLarge(0);
  return undefined;
}

function requireJson(request: IncomingMessage): void {
  const [type, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (type?.trim() !== 'application/json' || !isUtf8) {
    throw unsupported('The body must be application/json in UTF-8.');
  }
}

function announcesBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || announcedBytes(request) > 0;
}

/** Content-Length, which Node has checked to be digits; 0 when absent. */
function announcedBytes(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

function tooSlow(): CareError {
  const headers = { Connection: 'close' };
  return new CareError('too-slow', 'The body did not arrive in time.', { status: 408, retryable: true, headers });
}

function badRequest(message: string): CareError {
  return new CareError('bad-request', message, { status: 400 });
}

function unsupported(message: string): CareError {
  return new CareError('unsupported-media-type', message, { status: 415 });
}

function tooLarge(limitBytes: number): CareError {
  const message = limitBytes === 0 ? 'This address takes no body.' : `The body is larger than ${limitBytes} bytes.`;
  return new CareError('too-large', message, { status: 413, details: { limitBytes } });
}
