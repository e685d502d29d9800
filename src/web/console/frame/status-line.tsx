import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import type { TroubleKind } from '../data/contract';
import { line, troubles } from '../data/feed';
import { Icon } from '../look/icon';
import { toast } from '../notices/toasts';
import { spanText } from '../words/times';
import { useNow } from '../words/use-now';
import { OfflineBar } from './offline-bar';
import classes from './status-line.module.css';

const minuteMs = 60_000;
/** Nobody can work as usual; the others only make work slower. */
const stopsWork: readonly TroubleKind[] = ['store-away', 'store-refuses-writes'];

/** At the foot of the screen, only while something is wrong: what it is and what still works, one thing at a time. */
export function StatusLine() {
  const { state } = useCell(line);
  return (
    <>
      <OfflineBar />
      {/* While the line is down nobody knows how the server is. */}
      {state === 'open' && <TroubleBar />}
    </>
  );
}

function TroubleBar() {
  const { t } = useTranslation();
  const [worst] = useCell(troubles);
  const now = useNow(minuteMs / 2);
  useTellWhenOver(worst !== undefined);
  if (worst === undefined) return null;
  const { kind, since } = worst;
  const lastedMs = now - Date.parse(since);
  const isGrave = stopsWork.includes(kind);
  return (
    <section className={classes.bar} data-trouble={kind} data-grave={isGrave} role={isGrave ? 'alert' : 'status'}>
      <Icon name={isGrave ? 'warning' : 'info'} />
      <p>
        <strong>{t(`frame.trouble.${kind}.title`)}.</strong> {t(`frame.trouble.${kind}.text`)}
      </p>
      {/* Not read out again and again as it counts. */}
      {lastedMs >= minuteMs && (
        <span className={classes.since} aria-hidden="true">
          {t('frame.trouble.since', { time: spanText(lastedMs) })}
        </span>
      )}
    </section>
  );
}

function useTellWhenOver(isWrong: boolean) {
  const { t } = useTranslation();
  const wasWrong = useRef(false);
  useEffect(() => {
    if (wasWrong.current && !isWrong) toast('done', t('frame.trouble.over'));
    wasWrong.current = isWrong;
  }, [isWrong, t]);
}
