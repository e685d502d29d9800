// How a new wait makes itself heard: at once when it is offered to this person first, for everybody else if it still waits
// after a while. Nobody who is away is disturbed.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { calls } from '../data/calls';
import type { Me } from '../data/contract';
import { preferences } from '../data/kept';
import { keys } from '../data/queries';
import type { WaitingListener } from '../data/use-feed';
import { showDesktopNotice } from './desktop-notice';
import { playTone } from './tone';

const othersAfterMs = 20_000;

/** Keeps its identity, as the feed asks. */
export function useWaitingNotices(): WaitingListener {
  const client = useQueryClient();
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, []);

  return useCallback(
    (conversationId, isFirst) => {
      clearTimeout(timers.current.get(conversationId));
      const tellNow = () => {
        timers.current.delete(conversationId);
        void tell(client, conversationId, isFirst);
      };
      timers.current.set(conversationId, setTimeout(tellNow, isFirst ? 0 : othersAfterMs));
    },
    [client],
  );
}

/** Asks the server first: somebody may have taken it meanwhile. */
async function tell(client: QueryClient, conversationId: string, isFirst: boolean) {
  if (client.getQueryData<Me | null>(keys.me)?.presence.state === 'away') return;
  const conversation = await calls.conversation(conversationId).catch(() => null);
  if (conversation?.phase !== 'waiting') return;
  const { sound, desktop } = preferences.get();
  if (sound) playTone();
  if (desktop) showDesktopNotice(conversation, isFirst);
}
