// Turns the feed's hints into fresh data: lists at most three times a second, a conversation only when it is open.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Colleague, Conversation, Me, Presence } from './contract';
import { type ConversationHint, openFeed } from './feed';
import { forgetConversation } from './forget';
import { keys } from './queries';
import { lastSeqOf, noteTyping } from './typing';

const listsEveryMs = 350;

export interface BellListener {
  waiting(conversationId: string, isFirst: boolean): void;
  late(conversationId: string, isFirst: boolean): void;
  /** Something happened in this conversation; null: in any, perhaps. */
  changed(conversationId: string | null): void;
}

/** Keeps the line open while somebody is signed in. `bells` must keep their identity. */
export function useFeed(bells: BellListener) {
  const client = useQueryClient();
  useEffect(() => {
    const refreshLists = atMostEvery(listsEveryMs, () => client.invalidateQueries({ queryKey: keys.rows }));
    return openFeed({
      conversation(hint) {
        refreshLists();
        refreshConversation(client, hint);
        bells.changed(hint.conversationId);
      },
      waiting(hint) {
        refreshLists();
        bells.waiting(hint.conversationId, hint.first);
      },
      late(hint) {
        refreshLists();
        bells.late(hint.conversationId, hint.first);
      },
      typing(hint) {
        if (hint.by === 'customer') noteTyping(client, hint.conversationId);
      },
      presence(hint) {
        client.setQueryData<{ items: Colleague[] }>(keys.agents, (agents) => agents && withPresence(agents, hint));
        client.setQueryData<Me | null>(keys.me, (me) => (me?.id === hint.agentId ? { ...me, presence: hint } : me));
      },
      erased({ conversationId }) {
        forgetConversation(client, conversationId);
        refreshLists();
        bells.changed(conversationId);
      },
      resync() {
        for (const queryKey of [keys.rows, keys.conversations, keys.agents])
          void client.invalidateQueries({ queryKey });
        bells.changed(null);
      },
      signedOut() {
        client.setQueryData(keys.me, null);
      },
      refused() {
        void client.invalidateQueries({ queryKey: keys.me });
      },
    });
  }, [client, bells]);
}

function refreshConversation(client: QueryClient, { conversationId, version, seq }: ConversationHint) {
  const queryKey = keys.conversation(conversationId);
  const known = client.getQueryData<Conversation>(queryKey);
  if (!known) return;
  // An equal version may be a note, which moves nothing.
  const isOld = version < known.version && (seq ?? 0) <= lastSeqOf(known);
  if (!isOld) void client.invalidateQueries({ queryKey });
}

function withPresence(agents: { items: Colleague[] }, hint: { agentId: string; state: Presence }) {
  return {
    items: agents.items.map((agent) => (agent.id === hint.agentId ? { ...agent, presence: hint.state } : agent)),
  };
}

/** Runs at once, then at most every `pauseMs`; the last call is never lost. */
function atMostEvery(pauseMs: number, run: () => unknown): () => void {
  let isPaused = false;
  let isCalled = false;
  return function call() {
    if (isPaused) {
      isCalled = true;
      return;
    }
    isPaused = true;
    run();
    setTimeout(() => {
      isPaused = false;
      if (isCalled) {
        isCalled = false;
        call();
      }
    }, pauseMs);
  };
}
