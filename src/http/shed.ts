// The cheapest answers of all: what a full server refuses before the router, a token check or a body costs it anything.
import type { IncomingMessage } from 'node:http';
import type { Server } from 'restify';
import type { Admission } from './admission';
import { sendFault } from './answer';
import { type CallerRules, describeCaller } from './caller';
import type { Connections } from './connections';
import { allowOrigin } from './cors';
import type { OnServed } from './handle';
import { setSurfaceHeaders } from './headers';
import type { OriginRule } from './origins';
import { describeSeeker, type KnownCookies, urgencyOf } from './urgency';

interface ShedParts {
  admission: Admission;
  knownCookies: KnownCookies;
  callers: CallerRules;
  origins: OriginRule;
  onServed?: OnServed | undefined;
}

/** Counts each request of its connection; those of a connection that has ended are not looked at. */
export function countRequests(server: Server, connections: Connections): void {
  server.first((request, response) => connections.take(request, response));
}

/** Answers 503 to whom admission would refuse anyway. */
export function shed(server: Server, parts: ShedParts): void {
  const { admission, callers, origins, knownCookies } = parts;
  server.first((request, response) => {
    // A page's question beforehand is answered from memory; refused, it would hide Retry-After from the page.
    const urgency = request.method === 'OPTIONS' ? null : urgencyOf(request, knownCookies);
    if (urgency === null || urgency === 'probe') return true;
    const refusal = admission.refusalOf(() => describeSeeker(request, response, urgency, callers));
    if (refusal === null) return true;
    const isPublic = /^\/(?:v3|widget)\//.test(request.url ?? '');
    setSurfaceHeaders(response, isPublic ? 'public' : 'api', describeCaller(request, callers));
    if (isPublic) allowOrigin(request, response, origins);
    sendFault(request, response, refusal, isDirectLine(request));
    parts.onServed?.({ route: 'shed', status: refusal.status, tookMs: 0, code: refusal.code });
    return false;
  });
}

function isDirectLine(request: IncomingMessage): boolean {
  return request.url?.startsWith('/v3/directline') === true;
}
