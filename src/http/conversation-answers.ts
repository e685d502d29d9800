// A conversation as callers read it over HTTP. The contract at /api/openapi.json is written from these shapes, and the tests hold
// real answers against them.
import { z } from 'zod';
import { channels, handoffReasons, languages, outcomes, phases } from '../conversation/types';

export const time = z.iso.datetime().describe('ISO 8601, UTC.');
const score = z.number().min(0).max(1);
export const signals = z.strictObject({
  complaint: score,
  frustration: score,
  abuse: score,
  personRequest: score,
  urgency: score,
});
export const evidence = z
  .strictObject({
    messageId: z.string(),
    start: z.int().describe('First character, in UTF-16 units.'),
    end: z.int().describe('The character after the last one.'),
    cue: z.string(),
    weight: score.optional().describe('Its share of the score.'),
  })
  .describe('Words of a message that gave a signal.');
export const promiseState = z.enum(['open', 'kept', 'broken', 'released']);
export const author = z.strictObject({
  kind: z.enum(['customer', 'bot', 'agent', 'system']),
  id: z.string().optional(),
  name: z.string().optional(),
});
export const owner = z.strictObject({
  kind: z.enum(['bot', 'line', 'agent', 'none']),
  id: z.string().optional(),
  name: z.string().optional(),
});
export const customer = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  locale: z.string(),
  identified: z.boolean().describe('Named by the shop itself, with a signed identity.'),
  email: z.string().optional().describe('Proved by the shop.'),
  contactEmail: z.string().optional().describe('Typed by the customer, proved by nobody.'),
  contactChanges: z.int().optional(),
});

export const handoff = z.strictObject({ reason: z.enum(handoffReasons), evidence: z.array(evidence), at: time });

export const conversationRow = z.strictObject({
  id: z.string(),
  channel: z.enum(channels),
  customer,
  language: z.enum(languages),
  phase: z.enum(phases),
  owner,
  version: z.int(),
  handoff: handoff.optional(),
  waitingSince: time.optional(),
  deferredUntil: time
    .optional()
    .describe('Nobody is on duty until then; the conversation may be claimed all the same.'),
  promise: z.strictObject({ state: promiseState, dueAt: time, madeAt: time }).optional().describe('The latest.'),
  late: z.boolean(),
  priority: z.int(),
  signals,
  preview: z.string(),
  openedAt: time,
  lastMessageAt: time,
  customerWaitingSince: time.optional().describe('A person has it and has not answered what came then.'),
  closedAt: time.optional(),
  outcome: z.enum(outcomes).optional(),
});

/** What a message is everywhere: to the console and in a customer's export. */
export const spoken = z.strictObject({
  seq: z.int().describe('1..n without a gap.'),
  from: author,
  text: z.string(),
  at: time,
  delivery: z.enum(['queued', 'sent', 'delivered', 'read', 'failed', 'maybe-sent']),
  language: z.enum(languages).optional(),
  signals: signals.optional(),
  evidence: z.array(evidence).optional(),
  quickReplies: z.array(z.strictObject({ title: z.string(), value: z.string() })).optional(),
});
export const attachment = z.strictObject({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  removed: z
    .strictObject({ at: time, text: z.string() })
    .optional()
    .describe('Its time was over: the bytes are gone, and this is read in their place.'),
});
const message = z.strictObject({
  id: z.string(),
  ...spoken.shape,
  attachments: z.array(z.strictObject({ ...attachment.shape, url: z.string() })).optional(),
});

const note = z.strictObject({
  id: z.string(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  text: z.string(),
  at: time,
});

export const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const happening = z.strictObject({ kind: z.string(), at: time, by: author, facts });

const briefing = z
  .strictObject({
    headline: z.string(),
    whyNow: z.array(z.strictObject({ text: z.string(), cue: z.string(), messageId: z.string() })),
    facts: z.array(
      z.strictObject({
        label: z.enum(['order', 'email', 'phone', 'amount']),
        value: z.string(),
        messageId: z.string(),
      }),
    ),
    tried: z.array(z.strictObject({ text: z.string(), messageId: z.string() })),
    promised: z.array(z.strictObject({ text: z.string(), madeAt: time, dueAt: time, state: promiseState })),
    earlierContacts: z.array(
      z.strictObject({
        id: z.string(),
        openedAt: time,
        closedAt: time.optional(),
        outcome: z.enum(outcomes).optional(),
        preview: z.string(),
      }),
    ),
  })
  .describe('What an agent reads first.');

export const conversationView = z.strictObject({
  ...conversationRow.shape,
  messages: z.array(message).describe('The newest 500, in the order of their seq.'),
  notes: z.array(note),
  events: z.array(happening),
  briefing,
  trail: z.array(z.string()).describe('The steps of the last turn: why the bot did what it did.'),
  customerTyping: z.boolean(),
  optedOut: z.boolean().describe('The customer wants to hear nothing more from the shop.'),
  contact: z.strictObject({ email: z.string(), isProved: z.boolean() }).optional(),
});

export const conversationPage = z.strictObject({
  items: z.array(conversationRow),
  nextCursor: z.string().nullable(),
  counts: z
    .strictObject({ waiting: z.int(), mine: z.int(), all: z.int(), closed: z.int() })
    .describe('How many each view holds; 100 means 100 or more.'),
});
