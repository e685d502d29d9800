// Who is typing right now: signs that are never stored and fade by themselves.
import type { QueryClient } from '@tanstack/react-query';
import { createCell, useCell } from './cell';
import type { Conversation } from './contract';
import { keys } from './queries';

/** A customer who types sends a sign every few seconds; after this silence they have stopped. */
const lastsMs = 6000;

interface Typing {
  /** By this computer's clock. */
  until: number;
  /** The newest message when they typed: the next one is what they were typing. */
  afterSeq: number;
}

/** By conversation id. */
const typing = createCell<Record<string, Typing>>({});

export function noteTyping(client: QueryClient, conversationId: string) {
  const conversation = client.getQueryData<Conversation>(keys.conversation(conversationId));
  if (!conversation) return;
  const sign = { until: Date.now() + lastsMs, afterSeq: lastSeqOf(conversation) };
  typing.set({ ...typing.get(), [conversationId]: sign });
}

/** Ask again as time passes: nothing tells when a sign has faded. */
export function useIsTyping(conversation: Conversation): boolean {
  const sign = useCell(typing)[conversation.id];
  return sign !== undefined && sign.until > Date.now() && lastSeqOf(conversation) <= sign.afterSeq;
}

export function lastSeqOf({ messages }: Conversation): number {
  return messages.at(-1)?.seq ?? 0;
}
