// The header's two facts: who has the conversation now, and what was promised to the customer by when.
import { useTranslation } from 'react-i18next';
import type { Me, Row } from '../data/contract';
import { Icon } from '../look/icon';
import { promiseClock } from '../look/promise-clock';
import { Ring } from '../look/ring';
import { byMoment, fullDue, ownerWord } from '../look/state-words';
import { spanText } from '../words/times';
import { useNow } from '../words/use-now';
import classes from './conversation-header.module.css';

export function OwnerPill({ row, me }: { row: Row; me: Me }) {
  const { t } = useTranslation();
  const since = row.phase === 'waiting' ? row.waitingSince : undefined;
  const now = useNow(1000);
  return (
    <span className={classes.pill} data-phase={row.phase} data-outcome={row.outcome}>
      <i aria-hidden="true" />
      {ownerWord(t, row, me)}
      {since && <span className={classes.waited}>{spanText(now - Date.parse(since))}</span>}
    </span>
  );
}

export function PromiseLine({ row, me }: { row: Row; me: Me }) {
  const { t } = useTranslation();
  const now = useNow(1000);
  const clock = promiseClock(row, now);
  const when = { now, zone: me.shop.zone };
  if (clock.dueAt === undefined) return <SettledPromise row={row} />;
  const isRenewed = clock.state === 'late' && clock.overdueMs === 0;
  return (
    <span className={classes.promise} data-state={clock.state} title={fullDue(t, clock.dueAt, when)}>
      {clock.state === 'late' ? <Icon name="warning" size={16} /> : <Ring clock={clock} size={18} />}
      {clock.state === 'late' && (
        <strong>
          {clock.overdueMs > 0 ? t('states.promise.late', { time: spanText(clock.overdueMs) }) : t('states.late')}
        </strong>
      )}
      <span>
        {t(isRenewed ? 'states.promise.renewed' : 'states.promise.due', { by: byMoment(t, clock.dueAt, when) })}
      </span>
      {clock.leftMs > 0 && clock.state === 'running' && (
        <strong>{t('states.promise.left', { time: spanText(clock.leftMs) })}</strong>
      )}
    </span>
  );
}

/** "Promise kept" stays visible while a person has the conversation; silence would look like a missing clock. */
function SettledPromise({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (!row.promise || row.phase !== 'human') return null;
  return (
    <span className={classes.promise} data-state="settled">
      <Icon name="closed" size={16} />
      {t(`states.promise.${row.promise.state}`)}
    </span>
  );
}
