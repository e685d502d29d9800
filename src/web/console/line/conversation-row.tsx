import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Row } from '../data/contract';
import { Icon } from '../look/icon';
import { type PromiseClock, promiseClock } from '../look/promise-clock';
import { StateMark } from '../look/state-mark';
import { customerName, ownerWord, promiseWord, type When } from '../look/state-words';
import { fullMoment, shortMoment, spanText } from '../words/times';
import classes from './conversation-row.module.css';

interface Props {
  row: Row;
  me: Me;
  now: number;
  href: string;
  isOpen: boolean;
  isGone: boolean;
  isUnread: boolean;
  /** A delay that was just told, and not looked at yet. */
  hasLateBell: boolean;
  /** A draft or a failed reply waits here. */
  pending: 'draft' | 'unsent' | null;
}

/** Who, how long, why, channel and language in one glance. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { row, me, now, isGone } = props;
  const { t } = useTranslation();
  const clock = promiseClock(row, now);
  return (
    <a
      className={classes.row}
      href={props.href}
      data-row={row.id}
      data-gone={isGone}
      data-unread={props.isUnread}
      data-late={props.hasLateBell}
      aria-current={props.isOpen}
    >
      <StateMark row={row} now={now} />
      <span className={classes.body}>
        <span className={classes.top}>
          <span className={classes.name}>{customerName(t, row)}</span>
          {props.isUnread && <span className={classes.unread}>{t('line.unread')}</span>}
          <RowTime row={row} now={now} />
        </span>
        <Why row={row} />
        <span className={classes.meta}>
          {isGone ? <span>{t('line.gone')}</span> : <RowFacts row={row} me={me} />}
          {props.pending && (
            <span className={classes.pending} data-kind={props.pending}>
              {t(`line.${props.pending}`)}
            </span>
          )}
          {row.customerWaitingSince && clock.state === 'settled' && (
            <span className={classes.toAnswer}>{t('line.toAnswer')}</span>
          )}
          <PromiseWord clock={clock} when={{ now, zone: me.shop.zone }} />
        </span>
      </span>
    </a>
  );
});

function RowTime({ row, now }: { row: Row; now: number }) {
  const { t } = useTranslation();
  const since = row.phase === 'waiting' ? row.waitingSince : row.customerWaitingSince;
  if (!since) {
    return (
      <time className={classes.time} dateTime={row.lastMessageAt} title={fullMoment(row.lastMessageAt)}>
        {shortMoment(row.lastMessageAt, now)}
      </time>
    );
  }
  const waited = spanText(now - Date.parse(since));
  return (
    <time className={classes.waited} dateTime={since} title={fullMoment(since)}>
      <span className="for-readers">{t('line.since', { time: waited })}</span>
      <span aria-hidden="true">{waited}</span>
    </time>
  );
}

/** The reason, while it is the news, and the customer's own words. */
function Why({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <span className={classes.preview}>
      {row.phase === 'waiting' && row.handoff && (
        <span className={classes.reason}>{t(`states.reason.${row.handoff.reason}`)} </span>
      )}
      {row.preview ? `«${row.preview}»` : '…'}
    </span>
  );
}

/** Who has it, unless the list says so already; then channel and language. */
function RowFacts({ row, me }: { row: Row; me: Me }) {
  const { t } = useTranslation();
  return (
    <>
      {row.phase !== 'waiting' && (
        <span className={classes.owner} data-phase={row.phase}>
          {ownerWord(t, row, me)}
        </span>
      )}
      <span className={classes.where}>
        {t(`states.channel.${row.channel}`)} · {row.language.toUpperCase()}
      </span>
    </>
  );
}

function PromiseWord({ clock, when }: { clock: PromiseClock; when: When }) {
  const { t } = useTranslation();
  const words = promiseWord(t, clock, when);
  if (!words) return null;
  return (
    <span className={classes.promise} data-state={clock.state}>
      {clock.state === 'late' && <Icon name="warning" size={13} />}
      <span className={classes.promiseWords}>{words}</span>
    </span>
  );
}
