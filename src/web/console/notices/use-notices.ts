// How a new wait makes itself heard: at once when it is offered to this person first, for everybody else if it still waits
// after a while. Nobody who is away is disturbed.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../data/contract';
import { preferences } from '../data/kept';
import { findRow, keys } from '../data/queries';
import type { WaitingListener } from '../data/use-feed';
import { home } from '../frame/address';
import { go } from '../frame/place';
import { customerName } from '../look/state-words';
import { playTone } from './tone';

const othersAfterMs = 20_000;
/** The list is read again before we speak, so that the notice can name the customer. */
const settleMs = 700;

export function useWaitingNotices(): WaitingListener {
  const client = useQueryClient();
  const { t } = useTranslation();
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const tell = useCallback(
    (conversationId: string, isFirst: boolean) => {
      timers.current.delete(conversationId);
      const me = client.getQueryData<Me | null>(keys.me);
      const row = findRow(client, conversationId);
      const { sound, desktop } = preferences.get();
      if (me?.presence.state === 'away' || row?.phase !== 'waiting') return;
      if (sound) playTone();
      if (!desktop || !canNotify()) return;
      const name = customerName(t, row);
      const reason = row.handoff ? t(`states.reason.${row.handoff.reason}`) : t('states.phase.waiting');
      const notification = new Notification(
        isFirst ? t('frame.notice.title', { name }) : t('frame.notice.title_late', { name }),
        { body: t('frame.notice.body', { reason, channel: t(`states.channel.${row.channel}`) }), tag: conversationId },
      );
      notification.onclick = () => {
        window.focus();
        go({ ...home, conversationId });
        notification.close();
      };
    },
    [client, t],
  );

  // The listener must keep its identity for the feed; it calls the newest `tell`.
  const newestTell = useRef(tell);
  useEffect(() => {
    newestTell.current = tell;
  }, [tell]);
  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, []);

  return useCallback((conversationId: string, isFirst: boolean) => {
    clearTimeout(timers.current.get(conversationId));
    const tellLater = () => newestTell.current(conversationId, isFirst);
    timers.current.set(conversationId, setTimeout(tellLater, isFirst ? settleMs : othersAfterMs));
  }, []);
}

function canNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}
