// The audit log over HTTP, for administrators; and what other routes add to it.
import { z } from 'zod';
import { CareError } from '../errors';
import type { AuditLog, NewAuditEntry } from '../privacy/audit-log';
import type { Answer, Route, RouteRequest } from '../route';

const cursor = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();

/** `GET /api/audit`, newest first, 50 a page. */
export function createAuditRoute(audit: Pick<AuditLog, 'page'>): Route {
  return {
    method: 'GET',
    path: '/api/audit',
    async handle({ query }) {
      const before = cursor.safeParse(query.cursor);
      if (!before.success) throw new CareError('bad-request', 'The cursor is none of ours.', { status: 400 });
      const { items, nextSeq } = await audit.page(before.data);
      const shown = items.map(({ seq, at, action, by, about, facts }) => ({ seq, at, action, by, about, facts }));
      return { status: 200, json: { items: shown, nextCursor: nextSeq === null ? null : String(nextSeq) } };
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the routes fix the type of their bodies; here only a few fields are read.
type Call = RouteRequest<any>;

/** What a route's call adds to the log: nothing, or an entry for its success or its refusal. */
interface Noted {
  done?(call: Call, answer: Answer): NewAuditEntry;
  refused?(call: Call, fault: CareError): NewAuditEntry | null;
}

const signedIn = z.object({ agent: z.object({ id: z.string() }) });
const created = z.object({ id: z.string() });
const account = (call: Call) => ({ kind: 'account' as const, id: String(call.body.email).trim().toLowerCase() });
const jsonOf = (answer: Answer): unknown => ('json' in answer ? answer.json : undefined);

const noted: Record<string, Noted> = {
  'POST /api/session': {
    done(_call, answer) {
      const { id } = signedIn.parse(jsonOf(answer)).agent;
      return { action: 'signed-in', by: id, about: { agent: id } };
    },
    refused: (call, { code }) =>
      code === 'wrong-credentials' ? { action: 'sign-in-failed', by: null, about: account(call) } : null,
  },
  'POST /api/agents': {
    done: ({ actor, body }, answer) => ({
      action: 'person-added',
      by: actor.agentId,
      about: { agent: created.parse(jsonOf(answer)).id },
      facts: { roles: body.roles.join(' ') },
    }),
  },
  'PATCH /api/agents/:id': {
    done: ({ actor, params, body }) => ({
      action: 'person-changed',
      by: actor.agentId,
      about: { agent: params.id ?? '' },
      facts: {
        fields: Object.keys(body).sort().join(' '),
        ...(body.roles === undefined ? {} : { roles: body.roles.join(' ') }),
        ...(body.active === undefined ? {} : { active: body.active }),
      },
    }),
  },
  'PUT /api/me/password': {
    done: ({ actor }) => ({ action: 'password-changed', by: actor.agentId, about: { agent: actor.agentId } }),
  },
};

/** The same routes; those that change people or let them in leave an entry, and answer when it is stored. */
export function withAudit(routes: readonly Route[], audit: Pick<AuditLog, 'append'>): Route[] {
  return routes.map((route) => {
    const note = noted[`${route.method} ${route.path}`];
    return note === undefined ? route : { ...route, handle: (call: Call) => handleNoted(route, note, audit, call) };
  });
}

async function handleNoted(route: Route, note: Noted, audit: Pick<AuditLog, 'append'>, call: Call): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await route.handle(call);
  } catch (fault) {
    const entry = fault instanceof CareError ? (note.refused?.(call, fault) ?? null) : null;
    if (entry !== null) await audit.append(entry);
    throw fault;
  }
  const entry = note.done?.(call, answer);
  if (entry !== undefined) await audit.append(entry);
  return answer;
}
