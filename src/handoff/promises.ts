// The promise "someone will write to you": opened with every entry into the line, settled only by a person's message or by
// a release the customer is told of. Pure; desk.ts and the turn put the results into one write with the text that says so.
import { type ConversationFields, mostEarlierPromises } from '../conversation/change';
import type { CarePromise, Conversation, HandoffReason } from '../conversation/types';

export interface NewPromise {
  id: string;
  reason: HandoffReason;
  madeByMessageKey: string;
  madeAt: Date;
  dueAt: Date;
}

export function hasOpenPromise(conversation: Pick<Conversation, 'promise'>): boolean {
  return conversation.promise?.state === 'open';
}

/** Fields that make `promise` the latest one; the one before it goes to history. */
export function openPromise(
  conversation: Pick<Conversation, 'promise' | 'earlierPromises'>,
  promise: NewPromise,
): ConversationFields {
  return {
    promise: { ...promise, state: 'open' },
    earlierPromises: withHistory(conversation.earlierPromises, conversation.promise),
  };
}

/** A person's message settles an open promise; nothing changes when none is open. */
export function keepPromise(
  conversation: Pick<Conversation, 'promise'>,
  messageKey: string,
  at: Date,
): ConversationFields {
  if (conversation.promise?.state !== 'open') return {};
  return { promise: { ...conversation.promise, state: 'kept', keptByMessageKey: messageKey, settledAt: at } };
}

/** An explicit release; the caller puts the sentence that tells the customer into the same write. */
export function releasePromise(
  conversation: Pick<Conversation, 'promise'>,
  releaseReason: string,
  at: Date,
): ConversationFields {
  if (conversation.promise?.state !== 'open') return {};
  return { promise: { ...conversation.promise, state: 'released', releaseReason, settledAt: at } };
}

/** Overdue: the old promise is broken and a successor with a later `dueAt` opens, in one write. */
export function breakAndRenew(
  conversation: Pick<Conversation, 'promise' | 'earlierPromises'>,
  successor: NewPromise,
): ConversationFields {
  const broken = conversation.promise;
  if (broken?.state !== 'open') return {};
  return {
    promise: { ...successor, state: 'open', renews: broken.id },
    earlierPromises: withHistory(conversation.earlierPromises, {
      ...broken,
      state: 'broken',
      settledAt: successor.madeAt,
    }),
  };
}

function withHistory(earlier: CarePromise[], latest: CarePromise | undefined): CarePromise[] {
  return latest === undefined ? earlier : [...earlier, latest].slice(-mostEarlierPromises);
}
