import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import { line, reconnectNow } from '../data/feed';
import { Icon } from '../look/icon';
import { toast } from '../notices/toasts';
import { spanText } from '../words/times';
import { useNow } from '../words/use-now';
import classes from './offline-bar.module.css';

/** A reconnect shorter than this is nobody's business. */
const worthTellingMs = 2500;

/** At the foot of the screen: nothing above it moves but the box. */
export function OfflineBar() {
  const { t } = useTranslation();
  const { state, since } = useCell(line);
  useNow(1000);
  const downMs = state === 'down' ? Date.now() - since : 0;
  const isShown = downMs > worthTellingMs;
  const wasShown = useRef(false);
  useEffect(() => {
    if (wasShown.current && state === 'open') toast('done', t('frame.offline.back'));
    wasShown.current = isShown;
  }, [isShown, state, t]);
  if (!isShown) return null;
  return (
    <section className={classes.bar} aria-label={t('frame.offline.lost')}>
      <Icon name="warning" />
      {/* Said once: the seconds beside it change all the time. */}
      <p className="for-readers" role="alert">
        {t('frame.offline.lost')}
      </p>
      <p>
        <strong>{t('frame.offline.title', { time: spanText(downMs) })}.</strong> {t('frame.offline.text')}
      </p>
      <Button size="compact-sm" variant="default" onClick={reconnectNow}>
        {t('frame.offline.now')}
      </Button>
    </section>
  );
}
