import i18next from 'i18next';
import type { Row } from '../data/contract';
import { home } from '../frame/address';
import { go } from '../frame/place';
import { customerName } from '../look/state-words';

/** `first`: offered to this person before the others; `others`: it waits still; `late`: a promise was broken. */
const titles = {
  first: 'frame.notice.title',
  others: 'frame.notice.still',
  late: 'frame.notice.late',
} as const;

/** Who waits and why, never the customer's words: others may see this screen. A click opens the conversation. */
export function showDesktopNotice(row: Row, kind: keyof typeof titles) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const { t } = i18next;
  const name = customerName(t, row);
  const reason = row.handoff ? t(`states.reason.${row.handoff.reason}`) : t('states.phase.waiting');
  const notification = new Notification(t(titles[kind], { name }), {
    body: t('frame.notice.body', { reason, channel: t(`states.channel.${row.channel}`) }),
    // A notice with the tag of an older one replaces it without a sign: a delay must not slip in so.
    tag: kind === 'late' ? `late ${row.id}` : row.id,
  });
  notification.onclick = () => {
    window.focus();
    go({ ...home, conversationId: row.id });
    notification.close();
  };
}
