// Console sign-ins: a random secret in a cookie, its hash in the store, and an end that nothing outlives.
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock';
import type { SignIns } from '../console/session-routes';
import type { Actor } from '../route';
import type { SignInSessionDocument } from '../store/models/sign-in-session';
import type { Store } from '../store/store';

export interface Sessions extends SignIns {
  /** Who the call's cookie signs in; null when nobody. Extends the sign-in and counts as a sign of life. */
  authenticate(call: { headers: IncomingHttpHeaders; isHttps: boolean }): Promise<Actor | null>;
}

export interface SessionParts {
  store: Pick<Store, 'sessions' | 'agents'>;
  clock: Clock;
  /** A signed-in call was made. */
  onSign(agentId: string, sessionId: string): void;
  /** Sign-ins ended: one of a person's, or all of them. Must end what hangs on them. */
  onEnded(agentId: string, sessionId?: string): void;
}

const minuteMs = 60_000;
const idleMs = 30 * minuteMs;
const absoluteMs = 12 * 60 * minuteMs;

export function createSessions({ store, clock, onSign, onEnded }: SessionParts): Sessions {
  const { sessions, agents } = store;

  async function extend(session: SignInSessionDocument, now: Date): Promise<void> {
    if (now.getTime() - session.seenAt.getTime() < minuteMs) return;
    await sessions.updateOne({ _id: session._id }, { $set: { seenAt: now, expiresAt: endOf(session.startedAt, now) } });
  }

  return {
    async start(person, isHttps) {
      const now = clock.now();
      // Removing as many as are added keeps the collection small without a timer.
      await sessions.deleteMany({ expiresAt: { $lte: now } });
      const secret = randomBytes(32).toString('base64url');
      const sessionId = hashOf(secret);
      await sessions.create({
        _id: sessionId,
        agentId: person.id,
        generation: person.generation,
        startedAt: now,
        seenAt: now,
        expiresAt: endOf(now, now),
      });
      onSign(person.id, sessionId);
      return cookie(secret, isHttps);
    },
    async authenticate({ headers, isHttps }) {
      const secret = secretOf(headers, isHttps);
      if (secret === null) return null;
      const now = clock.now();
      const session = await sessions.findById(hashOf(secret)).lean();
      if (session === null || session.expiresAt <= now) return null;
      const agent = await agents.findById(session.agentId).lean();
      if (agent === null || !agent.active || agent.generation !== session.generation) return null;
      await extend(session, now);
      onSign(agent._id, session._id);
      const { name, roles, languages } = agent;
      return { agentId: agent._id, name, roles, languages, sessionId: session._id };
    },
    async end(headers, isHttps) {
      const secret = secretOf(headers, isHttps);
      const ended = secret === null ? null : await sessions.findByIdAndDelete(hashOf(secret)).lean();
      if (ended !== null) onEnded(ended.agentId, ended._id);
      return `${cookie('', isHttps)}; Max-Age=0`;
    },
    async renew(sessionId, generation) {
      await sessions.updateOne({ _id: sessionId }, { $set: { generation } });
    },
    async endAll(agentId, exceptSessionId) {
      const ending = await sessions.find({ agentId, _id: { $ne: exceptSessionId ?? '' } }, { _id: 1 }).lean();
      await sessions.deleteMany({ _id: { $in: ending.map((session) => session._id) } });
      for (const session of ending) onEnded(agentId, session._id);
      if (exceptSessionId === undefined) onEnded(agentId);
    },
  };
}

function endOf(startedAt: Date, seenAt: Date): Date {
  return new Date(Math.min(seenAt.getTime() + idleMs, startedAt.getTime() + absoluteMs));
}

/** `__Host-` cannot be set by a sibling domain or over http; without https a browser would refuse it. */
function nameFor(isHttps: boolean): string {
  return isHttps ? '__Host-ascolto' : 'ascolto';
}

function cookie(secret: string, isHttps: boolean): string {
  return `${nameFor(isHttps)}=${secret}; Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
}

function secretOf(headers: IncomingHttpHeaders, isHttps: boolean): string | null {
  const prefix = `${nameFor(isHttps)}=`;
  const pair = headers.cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix));
  const secret = pair?.slice(prefix.length);
  return secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : null;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
