// The first thing a request meets. restify 12 parses Host and target outside any handler, where one bad value would end the
// process (restify/node-restify#2011), so a request that is not plain is answered here and never reaches it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'restify';

declare module 'restify' {
  interface Server {
    first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): this;
  }
}

const plainHost = /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
/** Origin form in printable ASCII; `//` and backslashes would move part of the path into the host. */
const plainTarget = /^\/(?!\/)[!-[\]-~]*$/;

/** True when Host header and request target can be taken apart without surprises. */
export function isPlainRequest(host: string | undefined, target: string | undefined): boolean {
  if (host === undefined || target === undefined) return false;
  if (!plainHost.test(host) || !plainTarget.test(target) || target.includes('#')) return false;
  return URL.canParse(`http://${host}${target}`) && hasSoundEscapes(target);
}

function hasSoundEscapes(target: string): boolean {
  if (!target.includes('%')) return true;
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Answers 400 to every request that `isPlainRequest` refuses. */
export function guard(server: Server): void {
  server.first((request, response) => {
    if (isPlainRequest(request.headers.host, request.url)) return true;
    response.writeHead(400, { 'content-type': 'application/json', connection: 'close', 'cache-control': 'no-store' });
    response.end(
      JSON.stringify({ code: 'bad-request', message: 'The Host header or the address of the request is malformed.' }),
    );
    return false;
  });
}
