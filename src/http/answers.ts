// What each route answers when all went well, and how every refusal looks: one shape each, from which the contract is written and
// against which the tests hold real answers.
import { z } from 'zod';
import { auditActions } from '../store/models/audit-entry';
import { conversationPage, conversationRow, conversationView, time } from './conversation-answers';
import { customerExport, customerSummary, erasedCounts } from './customer-answers';

export interface AnswerShape {
  status: number;
  /** Absent: no JSON body. */
  schema?: z.ZodType;
  /** The type of a body that is not JSON. */
  media?: string;
  /** Other statuses with the same body. */
  also?: number[];
  /** By status: refusals that do not look like the others. */
  refusals?: Readonly<Record<number, z.ZodType>>;
}

export const problem = z
  .strictObject({
    code: z.string().regex(/^[a-z0-9-]+$/),
    message: z.string().describe('A plain English sentence.'),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .describe('A refusal. Branch on `code`; 429 and 503 carry Retry-After in seconds.');

export const directLineProblem = z.strictObject({
  ...problem.shape,
  error: z.strictObject({ code: z.string(), message: z.string() }).describe('As Direct Line clients expect it.'),
});

const presenceState = z.enum(['online', 'away', 'offline']);
const roles = z.array(z.enum(['agent', 'manager', 'administrator']));
const agent = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles,
  languages: z.array(z.string()),
});
const colleague = z.strictObject({ ...agent.shape, active: z.boolean(), presence: presenceState });
const ownPresence = z.strictObject({ presence: z.strictObject({ state: presenceState }) });
const me = z.strictObject({
  ...agent.shape,
  ...ownPresence.shape,
  agent,
  shop: z.strictObject({
    name: z.string(),
    zone: z.string().describe('IANA name.'),
    languages: z.array(z.string()).describe('The first one is meant where nobody said which.'),
  }),
});

const token = { token: z.string(), conversationId: z.string(), expires_in: z.int().describe('Seconds.') };
const widgetSession = z.strictObject({
  ...token,
  resume: z.string().describe('Opens the same conversation again within 90 days; known to nobody else.'),
  shop: z.strictObject({ name: z.string() }).optional(),
});
const directLineToken = z.strictObject(token);
const directLineConversation = z.strictObject({
  ...token,
  streamUrl: z.string().describe('A web socket, to be opened within 60 seconds.'),
});
const stored = z.strictObject({ id: z.string() }).describe('The message is in the store.');
const activity = z.strictObject({
  type: z.enum(['message', 'typing', 'event']),
  id: z.string(),
  timestamp: time,
  channelId: z.literal('directline'),
  conversation: z.strictObject({ id: z.string() }),
  from: z.strictObject({ id: z.string(), name: z.string().optional(), role: z.enum(['user', 'bot']) }),
  text: z.string().optional(),
  locale: z.string().optional(),
  attachments: z
    .array(z.strictObject({ name: z.string(), contentType: z.string(), contentUrl: z.string() }))
    .optional(),
  suggestedActions: z
    .strictObject({
      to: z.array(z.string()),
      actions: z.array(z.strictObject({ type: z.literal('imBack'), title: z.string(), value: z.string() })),
    })
    .optional(),
  name: z.literal('ascolto.state').optional(),
  value: z.unknown().optional(),
  channelData: z.record(z.string(), z.unknown()).describe('`ascolto.author` says who speaks: bot, agent or system.'),
});
const activitySet = z.strictObject({
  activities: z.array(activity),
  watermark: z.string().optional().describe('The last seq contained.'),
});

const inBoth = z.strictObject({ it: z.string(), en: z.string() });
const cannedReply = z.strictObject({
  shortcut: z.string().describe('What the agent types after the slash.'),
  title: inBoth,
  text: inBoth,
});
const auditEntry = z.strictObject({
  seq: z.int().describe('1..n without a gap.'),
  at: time,
  action: z.enum(auditActions),
  by: z.string().nullable().describe("An agent's id, `command`, `system`, or null when nobody is known."),
  about: z.string().nullable().describe("An agent's id, or the keyed hash of a customer, conversation or account."),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const reasons = z.array(z.enum(['stopping', 'store-not-ready', 'store-refuses-writes', 'redis-down']));
const ready = z.strictObject({
  status: z.enum(['ok', 'degraded']),
  reasons: reasons.optional().describe('What is wrong; absent when nothing is.'),
});
const notReady = z
  .strictObject({ status: z.literal('not-ready'), reasons })
  .describe('Requests should go elsewhere; Retry-After says for how long.');
const named = z.record(z.string(), z.record(z.string(), z.unknown()));
const contract = z
  .strictObject({
    openapi: z.literal('3.1.0'),
    info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
    paths: named,
    components: z.strictObject({ securitySchemes: named, schemas: named }),
  })
  .describe('This document.');

/** Names of the shapes in the contract. */
export const namedShapes: Readonly<Record<string, z.ZodType>> = {
  Problem: problem,
  DirectLineProblem: directLineProblem,
  ConversationRow: conversationRow,
  ConversationPage: conversationPage,
  Conversation: conversationView,
  Agent: agent,
  Colleague: colleague,
  Me: me,
  WidgetSession: widgetSession,
  Activity: activity,
  CustomerSummary: customerSummary,
  CustomerExport: customerExport,
  ErasedCounts: erasedCounts,
  AuditEntry: auditEntry,
  CannedReply: cannedReply,
  NotReady: notReady,
};

const conversation: AnswerShape = { status: 200, schema: conversationView };
const nothing: AnswerShape = { status: 204 };

/** `METHOD /path`, as in access.ts, and what it answers. */
export const answerTable: Readonly<Record<string, AnswerShape>> = {
  'GET /health/live': { status: 200, schema: z.strictObject({ status: z.literal('ok') }) },
  'GET /health/ready': { status: 200, schema: ready, refusals: { 503: notReady } },
  'GET /metrics': { status: 200, media: 'text/plain' },
  'GET /api/openapi.json': { status: 200, schema: contract },

  'POST /widget/session': { status: 200, schema: widgetSession },
  'POST /v3/directline/tokens/generate': { status: 200, schema: directLineToken },
  'POST /v3/directline/tokens/refresh': { status: 200, schema: directLineToken },
  'POST /v3/directline/conversations': { status: 201, also: [200], schema: directLineConversation },
  'GET /v3/directline/conversations/:id': { status: 200, schema: directLineConversation },
  'GET /v3/directline/conversations/:id/activities': { status: 200, schema: activitySet },
  'POST /v3/directline/conversations/:id/activities': { status: 200, schema: stored },
  'POST /v3/directline/conversations/:id/upload': { status: 200, schema: stored },
  'GET /v3/directline/session/getsessionid': { status: 200, schema: z.strictObject({ sessionId: z.string() }) },
  'GET /v3/directline/attachments/:id': { status: 200, media: '*/*' },

  'POST /api/session': { status: 200, schema: z.strictObject({ agent }) },
  'DELETE /api/session': nothing,
  'GET /api/me': { status: 200, schema: me },
  'PUT /api/me/presence': { status: 200, schema: ownPresence },
  'PUT /api/me/password': nothing,
  'GET /api/agents': { status: 200, schema: z.strictObject({ items: z.array(colleague), nextCursor: z.null() }) },
  'POST /api/agents': { status: 201, schema: colleague },
  'PATCH /api/agents/:id': { status: 200, schema: colleague },

  'GET /api/conversations': { status: 200, schema: conversationPage },
  'GET /api/conversations/:id': conversation,
  'POST /api/conversations/:id/claim': conversation,
  'POST /api/conversations/:id/reply': conversation,
  'POST /api/conversations/:id/notes': conversation,
  'POST /api/conversations/:id/typing': nothing,
  'POST /api/conversations/:id/transfer': conversation,
  'POST /api/conversations/:id/release': conversation,
  'POST /api/conversations/:id/hand-back': conversation,
  'POST /api/conversations/:id/close': conversation,
  'PUT /api/conversations/:id/opt-out': conversation,
  'POST /api/customers/summary': { status: 200, schema: customerSummary },
  'POST /api/customers/export': { status: 200, schema: customerExport },
  'POST /api/customers/erase': { status: 200, schema: erasedCounts },
  'GET /api/audit': {
    status: 200,
    schema: z.strictObject({ items: z.array(auditEntry), nextCursor: z.string().nullable() }),
  },
  'GET /api/canned': { status: 200, schema: z.strictObject({ items: z.array(cannedReply), nextCursor: z.null() }) },
  'GET /api/feed': { status: 200, media: 'text/event-stream' },
};
