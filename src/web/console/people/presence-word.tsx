import { useTranslation } from 'react-i18next';
import type { Presence } from '../data/contract';
import classes from './presence-word.module.css';

/** A dot whose shape differs by state (full, half, ring), always with its word. */
export function PresenceWord({ state }: { state: Presence }) {
  const { t } = useTranslation();
  return (
    <span className={classes.presence} data-state={state}>
      <i aria-hidden="true" />
      {t(`states.presence.${state}`)}
    </span>
  );
}
