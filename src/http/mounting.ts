// What restify is given: our routes, our files, our answers to what it would refuse by itself.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as restify from 'restify';
import { CareError } from '../errors';
import type { Log } from '../log';
import type { Route } from '../route';
import { type AccessTable, accessOf } from './access';
import { logFault, sendAnswer, sendFault } from './answer';
import { type CallerRules, describeCaller } from './caller';
import { answerPreflight } from './cors';
import { createHandler, type Handler, type HandlerParts, type OnServed } from './handle';
import { setSurfaceHeaders } from './headers';
import type { OriginRule } from './origins';
import type { StaticFiles } from './static';

/** Mounts every route under its access row; throws `access-table` when routes and rows differ. */
export function mountRoutes(
  server: restify.Server,
  parts: HandlerParts & { routes: readonly Route[]; access: AccessTable },
): void {
  const access = accessOf(parts.routes, parts.access);
  parts.routes.forEach((route, index) => {
    const row = access[index] ?? [];
    const handler = createHandler(route, row, parts);
    mount(server, route.method, route.path, handler);
    if (route.method === 'GET' && row === 'anyone') mount(server, 'HEAD', route.path, handler);
  });
}

type Method = Route['method'] | 'HEAD';

function mount(server: restify.Server, method: Method, path: string, handler: Handler): void {
  const verbs = { GET: 'get', HEAD: 'head', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'del' } as const;
  // restify tells handlers with and without a callback apart by their number of arguments.
  server[verbs[method]]({ path }, async (request: IncomingMessage, response: ServerResponse) => {
    await handler(request, response);
  });
}

interface Mounted {
  callers: CallerRules;
  log: Log;
  onServed?: OnServed | undefined;
}

/** Serves every file of `files`. */
export function mountStatic(server: restify.Server, files: StaticFiles, parts: Mounted): void {
  const handler: Handler = async (request, response) => {
    const startMs = performance.now();
    const caller = describeCaller(request, parts.callers);
    try {
      const found = await files.answer(request.url?.split('?', 1)[0] ?? '/', request.headers);
      if (found === null) throw nothingHere();
      setSurfaceHeaders(response, found.surface, caller);
      sendAnswer(request, response, found);
    } catch (fault) {
      logFault(parts.log, fault, 'static');
      sendFault(request, response, fault);
    }
    const tookMs = performance.now() - startMs;
    parts.onServed?.({ route: 'static', status: response.statusCode, tookMs, code: undefined });
  };
  for (const path of files.paths) for (const method of ['GET', 'HEAD'] as const) mount(server, method, path, handler);
}

function nothingHere(): CareError {
  return new CareError('not-found', 'There is nothing at this address.', { status: 404 });
}

/** Gives restify's own refusals (no such path, wrong method) our shape, and hides anything else it may throw. */
export function answerMisses(server: restify.Server, parts: Mounted): void {
  server.on('restifyError', (request: IncomingMessage, response: ServerResponse, fault: unknown, done: () => void) => {
    setSurfaceHeaders(response, 'api', describeCaller(request, parts.callers));
    const refusal = refusalOf(fault);
    logFault(parts.log, refusal, 'router');
    // restify's `send` runs after this listener unless the response is marked as sent.
    Object.assign(response, { _sent: true });
    sendFault(request, response, refusal, request.url?.startsWith('/v3/directline'));
    parts.onServed?.({ route: 'none', status: response.statusCode, tookMs: 0, code: undefined });
    done();
  });
}

function refusalOf(fault: unknown): unknown {
  const status = (fault as { statusCode?: unknown } | null)?.statusCode;
  if (status === 404) return nothingHere();
  if (status === 405) return new CareError('method-not-allowed', 'This address has no such method.', { status: 405 });
  return fault;
}

/** Answers OPTIONS of the widget's calls. */
export function answerPreflights(server: restify.Server, parts: { origins: OriginRule; callers: CallerRules }): void {
  server.pre((request, response, next) => {
    if (request.method !== 'OPTIONS' || !/^\/(?:widget|v3\/directline)\//.test(request.getPath())) return next();
    setSurfaceHeaders(response, 'public', describeCaller(request, parts.callers));
    answerPreflight(request, response, parts.origins);
    return next(false);
  });
}
