// One request on its way through a route: headers, origin, person, body, handler, answer. Every fault ends here.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CareError } from '../errors';
import type { Log } from '../log';
import type { Actor, Route, RouteRequest } from '../route';
import { type Access, mayCall, needsPerson } from './access';
import type { Admission } from './admission';
import { logFault, sendAnswer, sendFault } from './answer';
import type { BodyReader } from './body';
import { type CallerRules, describeCaller } from './caller';
import { allowOrigin } from './cors';
import { createGate, type Gate } from './gate';
import { type Surface, setSurfaceHeaders } from './headers';
import { type OriginRule, originRefused } from './origins';
import type { Authenticate, Streams } from './streams';
import { describeSeeker, type KnownCookies, urgencyOf } from './urgency';

export interface HandlerParts {
  log: Log;
  callers: CallerRules;
  origins: OriginRule;
  authenticate: Authenticate;
  readBody: BodyReader;
  /** Who may go to work; callers that are still sending do not count. */
  admission: Admission;
  /** Supervisors' questions have places of their own. */
  probes: Gate;
  knownCookies: KnownCookies;
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
  const atOnce = route.atOnce === undefined ? null : createGate(route.atOnce);
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
    let actor: Actor | undefined;
    const asked = (body: unknown): RouteRequest => ({
      params: request.params ?? {},
      query: queryOf(request.url),
      headers: request.headers,
      body,
      address: caller.address,
      origin: caller.origin,
      get actor() {
        return present(actor);
      },
    });
    // A stranger takes a place when the whole body is there; only who is signed in may keep one while sending.
    const body = needsPerson(access) ? undefined : await parts.readBody(request, route.body);
    const answer = await gateOf(
      request,
      response,
    )(async () => {
      if (!needsPerson(access)) return route.handle(asked(body));
      actor = await admitPerson(call);
      return route.handle(asked(await parts.readBody(request, route.body)));
    });
    if (!('stream' in answer)) return sendAnswer(request, response, answer);
    const { stream, isFile = false } = answer;
    parts.streams.hold(response, { ...call, actor, isFile }, stream);
  }

  function gateOf(request: Request, response: ServerResponse): Gate {
    const urgency = urgencyOf(request, parts.knownCookies) ?? 'customer';
    if (urgency === 'probe') return parts.probes;
    const seeker = describeSeeker(request, response, urgency, parts.callers);
    const inTurn: Gate = (task) => parts.admission.run(seeker, task);
    return atOnce === null ? inTurn : (task) => atOnce(() => inTurn(task));
  }

  async function admitPerson(call: Parameters<Authenticate>[0]): Promise<Actor> {
    const actor = await parts.authenticate(call);
    const { cookie } = call.headers;
    if (actor === null) parts.knownCookies.forget(cookie);
    else parts.knownCookies.remember(cookie);
    return admit(access, actor);
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
