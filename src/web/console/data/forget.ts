// A conversation that is gone for good leaves nothing in this browser: no words on the screen, no draft, no reply on its way.
import type { QueryClient } from '@tanstack/react-query';
import { drafts, seen } from './kept';
import { outbox } from './outbox';
import { keys } from './queries';

export function forgetConversation(client: QueryClient, conversationId: string) {
  drafts.set(without(drafts.get(), (key) => key.split('/')[1] === conversationId));
  seen.set(without(seen.get(), (key) => key === conversationId));
  outbox.set(outbox.get().filter((unsent) => unsent.conversationId !== conversationId));
  // Whoever has it open reads it again and finds that it is gone.
  void client.resetQueries({ queryKey: keys.conversation(conversationId) });
}

function without(kept: Record<string, string>, isGone: (key: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(kept).filter(([key]) => !isGone(key)));
}
