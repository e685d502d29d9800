// Reads a request's body within its limits; nothing of restify's own parsers runs (one compressed body ends their process).
import type { IncomingMessage } from 'node:http';
import { CareError } from '../errors';
import type { Route } from '../route';
import { describeMistakes } from './bad-request';
import { busy } from './gate';
import { parseJson } from './json';

const jsonLimitBytes = 64 * 1024;

export type BodyReader = (request: IncomingMessage, rule: Route['body']) => Promise<unknown>;

/** A reader whose requests together hold at most `budgetBytes`. Throws 400, 413, 415 or 503 as CareError. */
export function createBodyReader(budgetBytes: number): BodyReader {
  const budget = { leftBytes: budgetBytes };
  return async (request, rule) => {
    if (rule === undefined) return refuseBody(request);
    if (request.headers['content-encoding'] !== undefined) {
      throw unsupported('Compressed or otherwise encoded bodies are not accepted.');
    }
    if (rule.kind === 'raw') return collect(request, rule.limitBytes, budget);
    if (announcesBody(request)) requireJson(request);
    const bytes = await collect(request, rule.limitBytes ?? jsonLimitBytes, budget);
    if (bytes.length === 0 && rule.optional !== true) throw badRequest('The request needs a JSON body.');
    const parsed = rule.schema.safeParse(bytes.length === 0 ? {} : parseJson(bytes));
    if (parsed.success) return parsed.data;
    throw describeMistakes(parsed.error);
  };
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

function collect(request: IncomingMessage, limitBytes: number, budget: { leftBytes: number }): Promise<Buffer> {
  if (announcedBytes(request) > limitBytes) return Promise.reject(tooLarge(limitBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const settle = (fault?: CareError) => {
      request.off('data', take).off('end', finish).off('close', abort).off('error', abort);
      budget.leftBytes += sizeBytes;
      if (fault === undefined) return resolve(Buffer.concat(chunks, sizeBytes));
      request.pause();
      reject(fault);
    };
    const take = (chunk: Buffer) => {
      sizeBytes += chunk.length;
      budget.leftBytes -= chunk.length;
      if (sizeBytes > limitBytes) return settle(tooLarge(limitBytes));
      if (budget.leftBytes < 0) return settle(busy());
      chunks.push(chunk);
    };
    const finish = () => settle();
    const abort = () => settle(badRequest('The request ended before its body was complete.'));
    request.on('data', take).on('end', finish).on('close', abort).on('error', abort);
  });
}

function announcesBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || announcedBytes(request) > 0;
}

/** Content-Length, which Node has checked to be digits; 0 when absent. */
function announcedBytes(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
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
