import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Me, type RowPage, views } from '../data/contract';
import { AccountSheet } from '../later';
import { Icon } from '../look/icon';
import { PersonMark } from '../look/state-mark';
import { home, hrefOf, type Place } from './address';
import classes from './phone-bar.module.css';
import { countText } from './views-rail';

interface Props {
  me: Me;
  place: Place;
  counts: RowPage['counts'] | undefined;
  onHelp(): void;
}

/** The views within reach of a thumb. */
export function PhoneBar({ me, place, counts, onHelp }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const current = place.page === 'line' ? place.view : null;
  return (
    <nav className={classes.bar} aria-label={t('frame.navigation')}>
      {views.map((view) => (
        <a
          key={view}
          className={classes.item}
          href={hrefOf({ ...home, view })}
          aria-current={view === current ? 'page' : undefined}
        >
          <Icon name={view} size={22} />
          <span>{t(`line.views.${view}`)}</span>
          {counts && (view === 'waiting' || view === 'mine') && counts[view] > 0 && (
            <b data-view={view}>{countText(counts[view])}</b>
          )}
        </a>
      ))}
      <button type="button" className={classes.item} onClick={() => setOpen(true)}>
        <PersonMark name={me.name} size={28} />
        <span>{t('frame.accountShort')}</span>
        <span className="for-readers">{t('frame.account')}</span>
      </button>
      {isOpen && (
        <Suspense>
          <AccountSheet me={me} onHelp={onHelp} onLeave={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}
