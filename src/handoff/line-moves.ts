// Into the line and out of it: every entry has an open promise and a sentence that says by when. Pure.
import type { ChangeEvent, ConversationFields } from '../conversation/change';
import type { Mover } from '../conversation/ownership';
import type { Author, Conversation, Evidence, HandoffReason } from '../conversation/types';
import { sayHandoff } from '../dialogs/handoff-words';
import { sayDue } from '../dialogs/moments';
import { authorOf, backToBot, type MoveChange, type MoveFacts, notice, noticeKey, system } from './moves';
import { breakAndRenew, hasOpenPromise, openPromise, releasePromise } from './promises';
import { outlookOf, type Wait } from './wait';

/** Fields of every entry into the line. A promise still open stays as it is; otherwise `wait` opens a new one. */
function enterLine(facts: MoveFacts, wait: Wait, reason: HandoffReason, since: Date): ConversationFields {
  const { conversation, now, newId } = facts;
  const opened = hasOpenPromise(conversation)
    ? {}
    : openPromise(conversation, {
        id: newId(),
        reason,
        madeByMessageKey: noticeKey(conversation, 0),
        madeAt: now,
        dueAt: wait.dueAt,
      });
  return {
    ...opened,
    phase: 'waiting',
    owner: { kind: 'line' },
    human: undefined,
    waitingSince: since,
    deferredUntil: wait.deferredUntil,
    closedAt: undefined,
    outcome: undefined,
    listed: true,
  };
}

const promiseOpened = (conversation: Conversation, wait: Wait): ChangeEvent[] =>
  hasOpenPromise(conversation)
    ? []
    : [{ kind: 'promise-opened', by: system, facts: { dueAt: wait.dueAt.toISOString() } }];

/** The due moment that holds after an entry into the line. */
const dueAfter = (conversation: Conversation, wait: Wait): Date =>
  conversation.promise?.state === 'open' ? conversation.promise.dueAt : wait.dueAt;

export interface HandOffWish {
  reason: HandoffReason;
  evidence: Evidence[];
  priority: number;
  /** When the customer began to wait: their first undecided message. */
  since: Date;
}

export function handOff(facts: MoveFacts, wish: HandOffWish, wait: Wait): MoveChange {
  const { conversation, language, texts } = facts;
  const leave = texts.say('leave-line', language, {});
  return {
    set: {
      ...enterLine(facts, wait, wish.reason, wish.since),
      handoff: { reason: wish.reason, evidence: wish.evidence, at: facts.now },
      priority: wish.priority,
      lastAcknowledgedAt: facts.now,
    },
    messages: [
      notice(facts, 0, sayHandoff(texts, language, wish.reason, outlookOf(wait, facts)), [
        { title: leave, value: leave },
      ]),
    ],
    events: [
      { kind: 'handed-off', by: { kind: 'bot' }, facts: { reason: wish.reason } },
      ...promiseOpened(conversation, wait),
    ],
  };
}

/** A closed conversation that a person handled lately goes back to people. */
export function reopenToLine(facts: MoveFacts, since: Date, wait: Wait): MoveChange {
  const { conversation, language, texts } = facts;
  const reason = conversation.handoff?.reason ?? 'taken-over';
  return {
    set: { ...enterLine(facts, wait, reason, since), lastAcknowledgedAt: facts.now },
    messages: [
      notice(facts, 0, texts.say('reopened-waiting', language, { due: sayDue(dueAfter(conversation, wait), facts) })),
    ],
    events: [
      { kind: 'reopened', by: { kind: 'customer' }, facts: { to: 'waiting' } },
      ...promiseOpened(conversation, wait),
    ],
  };
}

export function reopenToBot(facts: MoveFacts): MoveChange {
  return {
    set: { ...backToBot(facts, facts.conversation.decidedThroughSeq), closedAt: undefined, outcome: undefined },
    // Slot 1: the same turn may hand off at once, whose notice takes slot 0.
    messages: [notice(facts, 1, facts.texts.say('reopened', facts.language, {}))],
    events: [{ kind: 'reopened', by: { kind: 'customer' }, facts: { to: 'bot' } }],
  };
}

/** Back to the line, asked for by the agent or because the agent is gone; the customer's own waiting time goes on. */
export function toLine(facts: MoveFacts, by: Mover | null, why: string, wait: Wait): MoveChange {
  const { conversation, language, now, texts } = facts;
  const since = conversation.human?.customerWaitingSince ?? conversation.waitingSince ?? now;
  const reason = conversation.handoff?.reason ?? 'taken-over';
  const due = sayDue(dueAfter(conversation, wait), facts);
  return {
    set: { ...enterLine(facts, wait, reason, since), lastAcknowledgedAt: now },
    messages: [notice(facts, 0, texts.say('returned-to-line', language, { due }))],
    events: [
      by === null
        ? { kind: 'returned-to-line', by: system, facts: { why } }
        : { kind: 'released', by: authorOf(by), facts: { why } },
      ...promiseOpened(conversation, wait),
    ],
  };
}

/** The customer leaves the line: a release they asked for, confirmed to them. */
export function leaveLine(facts: MoveFacts, lastSeq: number): MoveChange {
  const customer: Author = { kind: 'customer' };
  return {
    set: { ...releasePromise(facts.conversation, 'left-line', facts.now), ...backToBot(facts, lastSeq) },
    messages: [notice(facts, 0, facts.texts.say('left-line', facts.language, {}))],
    events: [
      { kind: 'promise-released', by: customer, facts: { why: 'left-line' } },
      { kind: 'handed-back', by: customer },
    ],
  };
}

/** No move of ownership, but a sentence of the desk: an address is kept with the request. */
export function leaveContact(facts: MoveFacts, email: string): MoveChange {
  const { conversation, language, texts } = facts;
  const { customer } = conversation;
  return {
    set: { customer: { ...customer, contactEmail: email, contactChanges: (customer.contactChanges ?? 0) + 1 } },
    messages: [notice(facts, 0, texts.say('contact-saved', language, {}))],
    events: [{ kind: 'contact-left', by: { kind: 'customer' } }],
  };
}

/** The promise is overdue: broken and renewed in one write that tells the customer the truth. */
export function breakPromise(facts: MoveFacts, wait: Wait): MoveChange {
  const { conversation, language, now, texts, newId } = facts;
  const successor = {
    id: newId(),
    reason: conversation.promise?.reason ?? 'taken-over',
    madeByMessageKey: noticeKey(conversation, 0),
    madeAt: now,
    dueAt: wait.dueAt,
  };
  return {
    set: { ...breakAndRenew(conversation, successor), lastAcknowledgedAt: now },
    messages: [notice(facts, 0, texts.say('waiting-late', language, { due: sayDue(wait.dueAt, facts) }))],
    events: [
      { kind: 'promise-broken', by: system, facts: { dueAt: conversation.promise?.dueAt.toISOString() ?? null } },
      { kind: 'promise-opened', by: system, facts: { dueAt: wait.dueAt.toISOString() } },
    ],
  };
}
