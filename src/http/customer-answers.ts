// What is answered about one customer's data: its figures, all of it as a file, and how much of it was erased.
import { z } from 'zod';
import { channels, handoffReasons, languages, outcomes, phases } from '../conversation/types';
import {
  attachment,
  author,
  customer,
  facts,
  handoff,
  owner,
  promiseState,
  signals,
  spoken,
  time,
} from './conversation-answers';

export const customerSummary = z.strictObject({
  names: z.array(z.string()),
  emails: z.array(z.string()).describe('Proved and typed ones.'),
  conversations: z.int(),
  messages: z.int(),
  files: z.int(),
  notes: z.int(),
  openPromises: z.int(),
  firstAt: time.nullable().describe('Null when they never wrote.'),
  lastAt: time.nullable(),
});

export const erasedCounts = z
  .strictObject({
    conversations: z.int(),
    messages: z.int(),
    files: z.int(),
    notes: z.int(),
    promises: z.int().describe('Open ones that ended with it.'),
  })
  .describe('How much there was. All of it is gone.');

const storedPromise = z.strictObject({
  id: z.string(),
  madeByMessageKey: z.string(),
  reason: z.enum(handoffReasons),
  madeAt: time,
  dueAt: time,
  state: promiseState,
  renews: z.string().optional(),
  keptByMessageKey: z.string().optional(),
  settledAt: time.optional(),
  releaseReason: z.string().optional(),
});

export const storedConversation = z.strictObject({
  _id: z.string(),
  channel: z.enum(channels),
  customer,
  language: z.enum(languages),
  phase: z.enum(phases),
  owner,
  version: z.int(),
  lastMoveId: z.string(),
  decidedThroughSeq: z.int(),
  boundarySeq: z.int(),
  memory: z.strictObject({
    failedAnswers: z.int(),
    offeredChoices: z.boolean(),
    recentQuestions: z.array(z.string()),
    answeredWith: z.array(z.string()),
  }),
  handoff: handoff.optional(),
  human: z
    .strictObject({ claimedAt: time, answeredAt: time.optional(), customerWaitingSince: time.optional() })
    .optional(),
  priority: z.int(),
  waitingSince: time.optional(),
  deferredUntil: time.optional(),
  promise: storedPromise.optional(),
  earlierPromises: z.array(storedPromise),
  signals,
  trail: z.array(z.string()),
  lastAcknowledgedAt: time.optional(),
  lastHumanAt: time.optional(),
  lastMessageAt: time,
  preview: z.string(),
  listed: z.boolean(),
  openedAt: time,
  closedAt: time.optional(),
  outcome: z.enum(outcomes).optional(),
  effects: z.array(z.record(z.string(), z.unknown())).describe('Decided and not yet in the log.'),
  effectsSince: time.optional(),
});

export const storedMessage = z.strictObject({
  _id: z.string(),
  conversationId: z.string(),
  key: z.string(),
  ...spoken.shape,
  attachments: z.array(attachment).optional(),
  undecidedSince: time.optional(),
  echo: z.unknown().optional().describe("What the customer's client sent along for itself."),
  source: z.strictObject({ knowledge: z.array(z.string()).optional(), text: z.string().optional() }).optional(),
  version: z.int().optional(),
});

export const storedEvent = z.strictObject({
  _id: z.string(),
  conversationId: z.string(),
  version: z.int(),
  at: time,
  kind: z.string(),
  by: author,
  facts: facts.optional(),
});

export const storedNote = z.strictObject({
  _id: z.string(),
  conversationId: z.string(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  text: z.string(),
  at: time,
});

export const storedReceipt = z.strictObject({ _id: z.string(), deliveredSeq: z.int(), readSeq: z.int() });
export const storedOptOut = z.strictObject({ _id: z.string(), at: time, by: z.string() });
export const storedSession = z.strictObject({
  conversationId: z.string(),
  customerId: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  locale: z.string(),
  expiresAt: time,
  checkAt: time,
});
export const storedFile = z.strictObject({
  _id: z.string(),
  conversationId: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  at: time,
  base64: z.string(),
});

export const customerExport = z
  .strictObject({
    format: z.literal('ascolto-customer-export'),
    version: z.literal(1),
    exportedAt: time,
    customerIds: z.array(z.string()),
    optOuts: z.array(storedOptOut),
    sessions: z.array(storedSession),
    conversations: z.array(
      z.strictObject({
        conversation: storedConversation,
        receipt: storedReceipt.nullable(),
        messages: z.array(storedMessage),
        events: z.array(storedEvent),
        notes: z.array(storedNote),
        files: z.array(storedFile),
      }),
    ),
  })
  .describe('Everything that is kept, as it is kept; sent as a file.');
