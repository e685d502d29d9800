import { UnstyledButton } from '@mantine/core';
import { Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../data/contract';
import { AccountPanel } from '../later';
import { PersonMark } from '../look/state-mark';
import { useDrop } from '../look/use-drop';
import { PresenceWord } from '../people/presence-word';
import classes from './views-rail.module.css';

/** The person's own name at the foot of the rail; opens the panel above it. */
export function AccountButton({ me, onHelp }: { me: Me; onHelp(): void }) {
  const { t } = useTranslation();
  const drop = useDrop();
  const id = useId();
  return (
    <div ref={drop.root} className={classes.accountRoot}>
      <UnstyledButton
        className={classes.account ?? ''}
        aria-haspopup="dialog"
        aria-expanded={drop.isOpen}
        aria-controls={drop.isOpen ? id : undefined}
        onClick={drop.toggle}
      >
        <PersonMark name={me.name} />
        <span>
          <strong>{me.name}</strong>
          <PresenceWord state={me.presence.state} />
          <span className="for-readers">{t('frame.account')}</span>
        </span>
      </UnstyledButton>
      {drop.isOpen && (
        <div id={id} role="dialog" aria-label={t('frame.account')} data-drop className={classes.accountPanel}>
          <Suspense>
            <AccountPanel me={me} onHelp={onHelp} onLeave={drop.close} />
          </Suspense>
        </div>
      )}
    </div>
  );
}
