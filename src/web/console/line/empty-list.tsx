// An empty list teaches: what will appear here, and where there is work now.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RowPage } from '../data/contract';
import type { LinePlace } from '../frame/address';
import { go } from '../frame/place';
import { Icon } from '../look/icon';
import classes from './conversation-list.module.css';

interface Props {
  place: LinePlace;
  counts: RowPage['counts'] | undefined;
}

export function EmptyList({ place, counts }: Props) {
  if (place.words) return <EmptySearch place={place} />;
  return <EmptyView place={place} counts={counts} />;
}

function EmptyView({ place, counts }: Props) {
  const { t } = useTranslation();
  const { view } = place;
  const waiting = counts?.waiting ?? 0;
  return (
    <div className={classes.message}>
      <span className={classes.messageMark}>
        <Icon name={view} size={24} />
      </span>
      <h2>{t(`line.empty.${view}Title`)}</h2>
      <p>{view === 'mine' ? t('line.empty.mine', { count: waiting }) : t(`line.empty.${view}`)}</p>
      {view === 'waiting' && counts && <p>{t('line.counts', { mine: counts.mine, all: counts.all })}</p>}
      {view === 'mine' && waiting > 0 && (
        <Button variant="light" onClick={() => go({ ...place, view: 'waiting' })}>
          {t('line.empty.openWaiting')}
        </Button>
      )}
    </div>
  );
}

function EmptySearch({ place }: { place: LinePlace }) {
  const { t } = useTranslation();
  return (
    <div className={classes.message}>
      <span className={classes.messageMark}>
        <Icon name="search" size={24} />
      </span>
      <h2>{t('line.empty.searchTitle', { words: place.words })}</h2>
      <p>{t('line.empty.search')}</p>
      {place.view !== 'all' && (
        <Button variant="light" onClick={() => go({ ...place, view: 'all' })}>
          {t('line.empty.searchAll')}
        </Button>
      )}
    </div>
  );
}
