// How a new wait and a broken promise make themselves heard: at once to those whom the server tells first; a wait also to
// everybody else if it lasts. Nobody who is away is disturbed.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useMemo, useRef } from 'react';
import { calls } from '../data/calls';
import type { Me } from '../data/contract';
import { preferences } from '../data/kept';
import { keys } from '../data/queries';
import { serverNow } from '../data/request';
import type { BellListener } from '../data/use-feed';
import { promiseClock } from '../look/promise-clock';
import { customerName } from '../look/state-words';
import { type BellKind, bellDelayMs, stillRings } from './bell';
import { showDesktopNotice } from './desktop-notice';
import { addLateBell, dropLateBell, lateBells } from './late-bells';
import { toast } from './toasts';
import { playTone } from './tone';

/** Keeps its identity, as the feed asks. */
export function useBells(): BellListener {
  const client = useQueryClient();
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  useEffect(() => {
    const due = timers.current;
    return () => {
      for (const timer of due.values()) clearTimeout(timer);
      lateBells.set([]);
    };
  }, []);

  return useMemo(() => {
    const ring = (kind: BellKind) => (conversationId: string, isFirst: boolean) => {
      const key = `${kind} ${conversationId}`;
      const delayMs = bellDelayMs(kind, isFirst);
      if (delayMs === null) return;
      clearTimeout(timers.current.get(key));
      const tellNow = () => {
        timers.current.delete(key);
        void tell(client, kind, conversationId, isFirst);
      };
      timers.current.set(key, setTimeout(tellNow, delayMs));
    };
    return { waiting: ring('waiting'), late: ring('late'), changed: (id) => void recheck(id) };
  }, [client]);
}

async function tell(client: QueryClient, kind: BellKind, conversationId: string, isFirst: boolean) {
  // Asked anew: somebody may have taken or answered it meanwhile.
  const conversation = await calls.conversation(conversationId).catch(() => null);
  if (!conversation) return;
  const presence = client.getQueryData<Me | null>(keys.me)?.presence.state;
  const isLate = promiseClock(conversation, serverNow()).state === 'late';
  if (!stillRings(kind, { presence, phase: conversation.phase, isLate })) return;
  if (kind === 'late') {
    addLateBell(conversationId);
    toast('told', i18next.t('frame.notice.late', { name: customerName(i18next.t, conversation) }));
  }
  const { sound, desktop } = preferences.get();
  if (sound) playTone(kind);
  if (desktop) showDesktopNotice(conversation, kind === 'late' ? 'late' : isFirst ? 'first' : 'others');
}

/** A delay that was made good elsewhere loses its mark; null asks for all of them. */
async function recheck(changedId: string | null) {
  for (const id of lateBells.get().filter((one) => changedId === null || one === changedId)) {
    const conversation = await calls.conversation(id).catch(() => null);
    if (conversation && promiseClock(conversation, serverNow()).state !== 'late') dropLateBell(id);
  }
}
