// What the screens read, under one name each. Live hints (data/use-feed.ts) and answers to moves refresh these.
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { calls } from './calls';
import { createCell, useCell } from './cell';
import type { Conversation, View } from './contract';
import { line } from './feed';
import { ApiError } from './request';

/** While the line is down, ask now and then, in case only the line is broken (a proxy that buffers, for instance). */
const askAgainMs = 15_000;
const askAtStartMs = 3000;
const askDeliveryMs = 10_000;
/** People come and go; hints tell most of it. */
const askPresenceMs = 30_000;

/** True after the person signed out themselves: then nothing has to be explained. */
export const leftByChoice = createCell(false);

export const keys = {
  me: ['me'] as const,
  agents: ['agents'] as const,
  canned: ['canned'] as const,
  audit: ['audit'] as const,
  summary: (id: string) => ['summary', id] as const,
  rows: ['rows'] as const,
  rowsOf: (view: View, words: string) => ['rows', view, words] as const,
  conversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
};

function usePolling(): number | false {
  return useCell(line).state === 'down' && askAgainMs;
}

/** Null when nobody is signed in. */
export function useMe() {
  return useQuery({
    queryKey: keys.me,
    queryFn: () =>
      calls.me().catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }),
    staleTime: Number.POSITIVE_INFINITY,
    // Nothing can be shown without it: ask until there is an answer.
    refetchInterval: (query) => query.state.status === 'error' && askAtStartMs,
  });
}

/** The shop's zone, whose clock names every promise; the browser's own until somebody is signed in. */
export function useShopZone(): string {
  return useMe().data?.shop.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function useRows(view: View, words: string) {
  const refetchInterval = usePolling();
  return useInfiniteQuery({
    queryKey: keys.rowsOf(view, words),
    queryFn: ({ pageParam }) => calls.rows(view, words, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // New words search within the rows shown; another view starts empty.
    placeholderData: (before, query) => (query?.queryKey[1] === view ? keepPreviousData(before) : undefined),
    refetchInterval,
  });
}

export function useConversation(id: string) {
  const polling = usePolling();
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: () => calls.conversation(id),
    refetchInterval: (query) => polling || (awaitsDelivery(query.state.data) && askDeliveryMs),
  });
}

/** Delivery states come without a hint: whoever just answered wants to know whether it was read. */
function awaitsDelivery(conversation: Conversation | undefined): boolean {
  const last = conversation?.messages.at(-1);
  return last?.from.kind === 'agent' && last.delivery !== 'read' && last.delivery !== 'failed';
}

export function useAgents() {
  return useQuery({
    queryKey: keys.agents,
    queryFn: calls.agents,
    select: (answer) => answer.items,
    refetchInterval: askPresenceMs,
  });
}

export function useCanned() {
  return useQuery({
    queryKey: keys.canned,
    queryFn: calls.canned,
    select: (answer) => answer.items,
    staleTime: 5 * 60_000,
  });
}

/** What would be exported or erased with the customer of a conversation; read anew each time it is asked for. */
export function useCustomerSummary(conversationId: string) {
  return useQuery({
    queryKey: keys.summary(conversationId),
    queryFn: () => calls.customerSummary(conversationId),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useAudit() {
  return useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ pageParam }) => calls.audit(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  });
}

/** Takes a conversation that a move answered with; an older one than we have is ignored. */
export function useAccept() {
  const client = useQueryClient();
  return (conversation: Conversation) => {
    const key = keys.conversation(conversation.id);
    const before = client.getQueryData<Conversation>(key);
    if (!conversation.messages) void client.invalidateQueries({ queryKey: key });
    else if (!before || before.version <= conversation.version) client.setQueryData(key, conversation);
    void client.invalidateQueries({ queryKey: keys.rows });
  };
}
