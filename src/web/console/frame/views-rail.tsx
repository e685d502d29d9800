import { ActionIcon } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Me, type RowPage, views } from '../data/contract';
import { useAgents } from '../data/queries';
import { Icon, Mark } from '../look/icon';
import { PresenceWord } from '../people/presence-word';
import { AccountButton } from './account-button';
import { hrefOf, type Place } from './address';
import type { Layout } from './layout';
import classes from './views-rail.module.css';

interface Props {
  me: Me;
  place: Place;
  counts: RowPage['counts'] | undefined;
  layout: Layout;
  onHelp(): void;
}

export function ViewsRail({ me, place, counts, layout, onHelp }: Props) {
  const { t } = useTranslation();
  const isNarrow = layout !== 'wide';
  return (
    <nav className={classes.rail} data-narrow={isNarrow} aria-label={t('frame.navigation')}>
      <a className={classes.skip} href={hrefOf(place)} onClick={skip}>
        {t('frame.skip')}
      </a>
      <div className={classes.brand}>
        <Mark size={32} />
        <span>
          <strong>Ascolto</strong>
          <small>{me.shop.name}</small>
        </span>
      </div>
      <ViewLinks place={place} counts={counts} isNarrow={isNarrow} />
      {!isNarrow && <Team me={me} />}
      <div className={classes.foot}>
        <ActionIcon aria-label={t('frame.help')} title={t('frame.help')} onClick={onHelp}>
          <Icon name="keyboard" size={20} />
        </ActionIcon>
        <AccountButton me={me} onHelp={onHelp} />
      </div>
    </nav>
  );
}

/** The address stays: the part after # is our own place. */
function skip(event: MouseEvent) {
  event.preventDefault();
  document.getElementById('conversation')?.focus();
}

interface LinksProps {
  place: Place;
  counts: RowPage['counts'] | undefined;
  isNarrow: boolean;
}

/** Counts stop at 100 on the server. */
export function countText(count: number): string {
  return count >= 100 ? '99+' : String(count);
}

function ViewLinks({ place, counts, isNarrow }: LinksProps) {
  const { t } = useTranslation();
  const current = place.page === 'line' ? place.view : null;
  const conversationId = place.page === 'line' ? place.conversationId : null;
  return (
    <ul className={classes.views} aria-label={t('line.viewsLabel')}>
      {views.map((view) => (
        <li key={view}>
          <a
            className={classes.view}
            href={hrefOf({ page: 'line', view, words: '', conversationId, briefing: false })}
            aria-current={view === current ? 'page' : undefined}
            data-view={view}
          >
            <Icon name={view} size={20} />
            <span className={isNarrow ? classes.tiny : undefined}>{t(`line.views.${view}`)}</span>
            {counts && view !== 'closed' && counts[view] > 0 && (
              <span className={classes.count} data-view={view}>
                {countText(counts[view])}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

const mostShown = 8;

function Team({ me }: { me: Me }) {
  const { t } = useTranslation();
  const agents = useAgents();
  const others = (agents.data ?? []).filter((agent) => agent.active && agent.id !== me.id);
  const present = others.filter((agent) => agent.presence !== 'offline');
  if (others.length === 0) return <div />;
  return (
    <section className={classes.team} aria-label={t('frame.team')}>
      <h2>
        {t('frame.team')} ·{' '}
        {t('frame.teamOnline', { count: others.filter((agent) => agent.presence === 'online').length })}
      </h2>
      <ul>
        {present.slice(0, mostShown).map((agent) => (
          <li key={agent.id}>
            <span className={classes.teamName}>{agent.name}</span>
            <PresenceWord state={agent.presence} />
          </li>
        ))}
      </ul>
    </section>
  );
}
