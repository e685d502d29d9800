// What every move of ownership is built from: facts in, one change out. Pure: judged by conversation/ownership.ts before,
// committed by desk.ts or by the turn after. The moves themselves: line-moves.ts and agent-moves.ts.
import type { Change, ConversationFields } from '../conversation/change';
import type { Mover } from '../conversation/ownership';
import {
  type Author,
  type Conversation,
  emptyMemory,
  type Language,
  noSignals,
  type OutgoingMessage,
  type QuickReply,
} from '../conversation/types';
import type { Texts } from '../dialogs/texts';

export type MoveChange = Omit<Change, 'moveId'>;

export interface MoveFacts {
  conversation: Conversation;
  language: Language;
  now: Date;
  texts: Texts;
  zone: string;
  newId(): string;
}

export const system: Author = { kind: 'system' };
export const authorOf = (mover: Pick<Mover, 'id' | 'name'>): Author => ({
  kind: 'agent',
  id: mover.id,
  name: mover.name,
});

/** Key of the n-th notice that the next version writes. */
export const noticeKey = (conversation: Conversation, n: number): string => `move:${conversation.version + 1}:${n}`;

/** The n-th sentence that a move tells the customer. */
export function notice(facts: MoveFacts, n: number, text: string, quickReplies?: QuickReply[]): OutgoingMessage {
  const { conversation, language, now } = facts;
  return {
    key: noticeKey(conversation, n),
    from: system,
    text,
    at: now,
    language,
    ...(quickReplies === undefined ? {} : { quickReplies }),
  };
}

/** Fields of every return to the bot; what it remembered is forgotten, what people know stays. */
export function backToBot({ conversation }: MoveFacts, boundarySeq: number): ConversationFields {
  return {
    phase: 'bot',
    owner: { kind: 'bot' },
    human: undefined,
    waitingSince: undefined,
    deferredUntil: undefined,
    boundarySeq: Math.max(boundarySeq, conversation.boundarySeq),
    memory: emptyMemory,
    signals: noSignals,
  };
}
