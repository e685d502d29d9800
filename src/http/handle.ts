// One request on its way through a route: headers, origin, person, body, handler, answer. Every fault ends here.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CareError } from '../errors';
import type { Log } from '../log';
import type { Actor, Route, RouteRequest } from '../route';
import { type Access, mayCall, needsPerson } from './access';
import { logFault, sendAnswer, sendFault } from './answer';
import type { BodyReader } from './body';
import { type CallerRules, describeCaller } from './caller';
import { allowOrigin } from './cors';
import type { Gate } from './gate';
import { type Surface, setSurfaceHeaders } from './headers';
import { type OriginRule, originRefused } from './origins';
import type { Authenticate, Streams } from './streams';

export interface HandlerParts {
  log: Log;
  callers: CallerRules;
  origins: OriginRule;
  authenticate: Authenticate;
  readBody: BodyReader;
  /** Bounds how many handlers run at once; callers that are still sending do not count. */
  gate: Gate;
  streams: Streams;
  /** While true, every answer ends its connection. */
  isStopping(): boolean;
  /** Told of every answer; it must not throw. */
  onServed?: OnServed | undefined;
}

/** `route` is the pattern, never the path; `code` is set when the request was refused or failed. */
export type OnServed = (served: { route: string; status: number; tookMs: number; code: string | undefined }) => void;

type Request = IncomingMessage & { params?: Record<string, string> };
export type Handler = (request: Request, response: ServerResponse) => Promise<void>;

/** The restify handler of a route; it resolves with nothing, since restify logs whatever a handler resolves with. */
export function createHandler(route: Route, access: Access, parts: HandlerParts): Handler {
  const name = `${route.method} ${route.path}`;
  const surface = surfaceOf(route.path);
  const asDirectLine = route.path.startsWith('/v3/directline');
  return async (request, response) => {
    const startMs = performance.now();
    let refusal: unknown;
    try {
      if (parts.isStopping()) response.setHeader('Connection', 'close');
      await run(request, response);
    } catch (fault) {
      refusal = fault;
      logFault(parts.log, fault, name);
      sendFault(request, response, fault, asDirectLine);
    }
    const code = refusal instanceof CareError ? refusal.code : undefined;
    parts.onServed?.({ route: name, status: response.statusCode, tookMs: performance.now() - startMs, code });
  };

  async function run(request: Request, response: ServerResponse): Promise<void> {
    const caller = describeCaller(request, parts.callers);
    setSurfaceHeaders(response, surface, caller);
    checkOrigin(request, response);
    const call = { headers: request.headers, isHttps: caller.isHttps };
    const actor = needsPerson(access) ? await admit(access, await parts.authenticate(call)) : undefined;
    const asked: RouteRequest = {
      params: request.params ?? {},
      query: queryOf(request.url),
      headers: request.headers,
      body: await parts.readBody(request, route.body),
      address: caller.address,
      origin: caller.origin,
      get actor() {
        return present(actor);
      },
    };
    const answer = await parts.gate(() => route.handle(asked));
    if ('stream' in answer) parts.streams.hold(response, { ...call, actor }, answer.stream(response));
    else sendAnswer(request, response, answer);
  }

  function checkOrigin(request: IncomingMessage, response: ServerResponse): void {
    if (surface === 'public') {
      const isAllowed = allowOrigin(request, response, parts.origins);
      if (!isAllowed && route.method !== 'GET') throw originRefused();
    } else if (route.method !== 'GET' && !parts.origins.isOwnPage(request.headers)) {
      throw new CareError('cross-origin', 'This can only be done from our own pages.', { status: 403 });
    }
  }
}

/** The query as plain fields; of a repeated one the first counts. */
function queryOf(target: string | undefined): Record<string, string> {
  const start = target?.indexOf('?') ?? -1;
  if (target === undefined || start === -1) return {};
  return Object.fromEntries([...new URLSearchParams(target.slice(start + 1))].reverse());
}

function surfaceOf(path: string): Surface {
  return path.startsWith('/v3/directline') || path.startsWith('/widget/') ? 'public' : 'api';
}

function admit(access: Access, actor: Actor | null): Actor {
  if (actor === null) throw new CareError('not-signed-in', 'Please sign in.', { status: 401 });
  if (!mayCall(access, actor)) {
    throw new CareError('not-allowed', 'Your role does not allow this.', { status: 403 });
  }
  return actor;
}

function present(actor: Actor | undefined): Actor {
  if (actor === undefined) throw new Error('this route asks for no signed-in person, so it has no actor');
  return actor;
}
