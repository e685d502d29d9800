// Signing in and out, and what a signed-in person may do about themselves.
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { CareError } from '../errors';
import type { Presence } from '../handoff/presence';
import { defineRoute, type Route, type RouteRequest } from '../route';
import type { People, Person } from './people';

/** What the routes need of http/session.ts. */
export interface SignIns {
  /** Signs the person in; the value of the Set-Cookie header. */
  start(person: Pick<Person, 'id' | 'generation'>, isHttps: boolean): Promise<string>;
  /** Ends the call's own sign-in, if there is one; the Set-Cookie header that forgets it. */
  end(headers: IncomingHttpHeaders, isHttps: boolean): Promise<string>;
  /** Carries one sign-in over to a new generation of its person. */
  renew(sessionId: string, generation: number): Promise<void>;
  endAll(agentId: string, exceptSessionId?: string): Promise<void>;
}

/** Counts failed tries per account and per address. */
export interface SignInLimits {
  /** Counts a try in advance; seconds to wait when there were too many, else null. */
  take(account: string, address: string): Promise<number | null>;
  /** The try was right: takes it back and forgets the account's failures. */
  succeeded(account: string, address: string): Promise<void>;
}

export interface SessionRouteParts {
  people: People;
  signIns: SignIns;
  limits: SignInLimits;
  presence: Presence;
  shop: { name: string; zone: string };
}

export const passwordSchema = z.string().min(10).max(200);
const signInSchema = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) });
const presenceSchema = z.object({ state: z.enum(['online', 'away', 'offline']) });
const passwordChangeSchema = z.object({ current: z.string().min(1).max(200), next: passwordSchema });

/** `/api/session`, `/api/me`, `/api/me/presence`, `/api/me/password`. */
export function createSessionRoutes(parts: SessionRouteParts): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/session',
      body: { kind: 'json', schema: signInSchema },
      handle: (request) => signIn(parts, request),
    }),
    {
      method: 'DELETE',
      path: '/api/session',
      async handle(request) {
        return { status: 204, headers: { 'Set-Cookie': await parts.signIns.end(request.headers, isHttps(request)) } };
      },
    },
    { method: 'GET', path: '/api/me', handle: (request) => describeMe(parts, request) },
    defineRoute({
      method: 'PUT',
      path: '/api/me/presence',
      body: { kind: 'json', schema: presenceSchema },
      async handle({ actor, body }) {
        await parts.people.choosePresence(actor.agentId, body.state);
        parts.presence.choose(actor.agentId, body.state);
        return { status: 200, json: { presence: { state: parts.presence.stateOf(actor.agentId) } } };
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/me/password',
      body: { kind: 'json', schema: passwordChangeSchema },
      handle: (request) => changePassword(parts, request),
    }),
  ];
}

async function signIn(parts: SessionRouteParts, request: RouteRequest<z.infer<typeof signInSchema>>) {
  const { email, password } = request.body;
  await takeTry(parts.limits, email, request.address);
  const person = await parts.people.verify(email, password);
  if (person === null) {
    throw new CareError('wrong-credentials', 'The e-mail address or the password is wrong.', { status: 401 });
  }
  await parts.limits.succeeded(email, request.address);
  const cookie = await parts.signIns.start(person, isHttps(request));
  return { status: 200, json: { agent: fieldsOf(person) }, headers: { 'Set-Cookie': cookie } };
}

async function changePassword(parts: SessionRouteParts, request: RouteRequest<z.infer<typeof passwordChangeSchema>>) {
  const { agentId, sessionId } = request.actor;
  await takeTry(parts.limits, agentId, request.address);
  const person = await parts.people.changePassword(agentId, request.body.current, request.body.next);
  if (person === null) throw new CareError('wrong-password', 'The present password is wrong.', { status: 403 });
  await parts.limits.succeeded(agentId, request.address);
  await parts.signIns.renew(sessionId, person.generation);
  await parts.signIns.endAll(agentId, sessionId);
  return { status: 204 };
}

async function describeMe({ people, presence, shop }: SessionRouteParts, { actor }: RouteRequest) {
  const person = await people.find(actor.agentId);
  if (person === null) throw new CareError('not-signed-in', 'Please sign in.', { status: 401 });
  const agent = fieldsOf(person);
  return { status: 200, json: { ...agent, agent, presence: { state: presence.stateOf(person.id) }, shop } };
}

async function takeTry(limits: SignInLimits, account: string, address: string): Promise<void> {
  const waitSeconds = await limits.take(account, address);
  if (waitSeconds === null) return;
  throw new CareError('too-many-attempts', 'Too many failed attempts; please wait before the next one.', {
    status: 429,
    details: { waitSeconds },
    headers: { 'Retry-After': String(waitSeconds) },
  });
}

function fieldsOf({ id, name, email, roles, languages }: Person) {
  return { id, name, email, roles, languages };
}

function isHttps(request: RouteRequest): boolean {
  return request.origin.startsWith('https:');
}
