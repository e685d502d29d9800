import i18next from 'i18next';
import type { Row } from '../data/contract';
import { home } from '../frame/address';
import { go } from '../frame/place';
import { customerName } from '../look/state-words';

/** Who waits and why, never the customer's words: others may see this screen. A click opens the conversation. */
export function showDesktopNotice(row: Row, isFirst: boolean) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const { t } = i18next;
  const name = customerName(t, row);
  const reason = row.handoff ? t(`states.reason.${row.handoff.reason}`) : t('states.phase.waiting');
  const notification = new Notification(
    isFirst ? t('frame.notice.title', { name }) : t('frame.notice.title_late', { name }),
    { body: t('frame.notice.body', { reason, channel: t(`states.channel.${row.channel}`) }), tag: row.id },
  );
  notification.onclick = () => {
    window.focus();
    go({ ...home, conversationId: row.id });
    notification.close();
  };
}
