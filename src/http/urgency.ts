// How urgent a request is, told from its first line and its headers alone, before anything is spent on it.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Seeker, Urgency } from './admission';
import { type CallerRules, describeCaller, networkOf } from './caller';

/** Cookies that signed somebody in a short while ago. */
export interface KnownCookies {
  remember(cookie: string | undefined): void;
  forget(cookie: string | undefined): void;
  has(cookie: string | undefined): boolean;
}

const mostKnown = 5_000;

/** Anybody can send a cookie; only one that has signed somebody in goes before the customers. Keeps hashes. */
export function createKnownCookies(): KnownCookies {
  const known = new Set<string>();
  const keyOf = (cookie: string) => createHash('sha256').update(cookie).digest('base64url');
  return {
    remember(cookie) {
      if (cookie === undefined) return;
      const key = keyOf(cookie);
      known.delete(key);
      known.add(key);
      if (known.size > mostKnown) known.delete(known.values().next().value ?? key);
    },
    forget(cookie) {
      if (cookie !== undefined) known.delete(keyOf(cookie));
    },
    has: (cookie) => cookie !== undefined && known.size > 0 && known.has(keyOf(cookie)),
  };
}

/** `probe`: supervisors, who must always get an answer. Null: files from memory and addresses that do not exist. */
export function urgencyOf(request: IncomingMessage, known: KnownCookies): Urgency | 'probe' | null {
  const path = request.url?.split('?', 1)[0] ?? '';
  if (path.startsWith('/health/') || path === '/metrics') return 'probe';
  if (path.startsWith('/api/')) return urgencyOfApi(path, request.headers.cookie, known);
  if (path === '/widget/session' || isOpening(request.method, path)) return 'visitor';
  return /^\/(?:v3|webhooks)\//.test(path) ? 'customer' : null;
}

function urgencyOfApi(path: string, cookie: string | undefined, known: KnownCookies): Urgency {
  if (path === '/api/openapi.json') return 'visitor';
  return known.has(cookie) ? 'agent' : 'customer';
}

/** A conversation that does not exist yet: the dearest request of all, and the one that can best wait. */
function isOpening(method: string | undefined, path: string): boolean {
  return method === 'POST' && /^\/v3\/directline\/(?:conversations|tokens\/generate)\/?$/.test(path);
}

/** What admission.ts needs to know of a request. */
export function describeSeeker(
  request: IncomingMessage,
  response: ServerResponse,
  urgency: Urgency,
  callers: CallerRules,
): Seeker {
  const { authorization, cookie } = request.headers;
  return {
    urgency,
    network: networkOf(describeCaller(request, callers).address),
    client: urgency === 'agent' ? cookie : authorization,
    isGone: () => response.destroyed || request.socket.destroyed,
  };
}
