// Administrators create, change and deactivate people here.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Me } from '../data/contract';
import { useAgents } from '../data/queries';
import { home, hrefOf } from '../frame/address';
import { Icon } from '../look/icon';
import { PersonMark } from '../look/state-mark';
import { DeactivateDialog } from './deactivate-dialog';
import classes from './people.module.css';
import { PersonDialog } from './person-dialog';
import { PresenceWord } from './presence-word';

type Asking = { kind: 'add' } | { kind: 'change' | 'deactivate'; person: Colleague };

export function PeoplePage({ me }: { me: Me }) {
  const { t } = useTranslation();
  const agents = useAgents();
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => setAsking(null);
  const people = (agents.data ?? []).toSorted(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name),
  );
  return (
    <section className={classes.page} aria-busy={agents.isPending}>
      <header className={classes.head}>
        <div>
          <a className={classes.back} href={hrefOf(home)}>
            <Icon name="back" size={16} /> {t('people.back')}
          </a>
          <h1>{t('people.title')}</h1>
          <p className={classes.soft}>{t('people.lead')}</p>
        </div>
        {me.roles.includes('administrator') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAsking({ kind: 'add' })}>
            {t('people.add')}
          </Button>
        )}
      </header>
      <ul className={classes.people}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} me={me} onAsk={(kind) => setAsking({ kind, person })} />
        ))}
      </ul>
      {asking?.kind === 'add' && <PersonDialog person={null} onClose={done} />}
      {asking?.kind === 'change' && <PersonDialog person={asking.person} onClose={done} />}
      {asking?.kind === 'deactivate' && <DeactivateDialog person={asking.person} onClose={done} />}
    </section>
  );
}

interface RowProps {
  person: Colleague;
  me: Me;
  onAsk(kind: 'change' | 'deactivate'): void;
}

function PersonRow({ person, me, onAsk }: RowProps) {
  const { t } = useTranslation();
  const isMe = person.id === me.id;
  return (
    <li className={classes.person} data-active={person.active}>
      <PersonMark name={person.name} />
      <div className={classes.who}>
        <strong>
          {person.name}
          {isMe && <span className={classes.soft}> ({t('people.you')})</span>}
        </strong>
        <span className={classes.soft}>{person.email}</span>
      </div>
      <div className={classes.can}>
        <span>{person.roles.map((role) => t(`people.role.${role}`)).join(', ')}</span>
        <span className={classes.soft}>{person.languages.map((language) => language.toUpperCase()).join(' · ')}</span>
      </div>
      {person.active ? (
        <PresenceWord state={person.presence} />
      ) : (
        <span className={classes.inactive}>{t('people.inactive')}</span>
      )}
      {me.roles.includes('administrator') && <Acts {...{ person, onAsk }} canDeactivate={!isMe} />}
    </li>
  );
}

interface ActsProps extends Pick<RowProps, 'person' | 'onAsk'> {
  /** Nobody locks themselves out by a slip. */
  canDeactivate: boolean;
}

function Acts({ person, onAsk, canDeactivate }: ActsProps) {
  const { t } = useTranslation();
  const word = t(person.active ? 'people.deactivate' : 'people.activate');
  return (
    <div className={classes.acts}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('people.change', { name: person.name })}
        onClick={() => onAsk('change')}
      >
        {t('people.changeShort')}
      </Button>
      {canDeactivate && (
        <Button
          size="compact-sm"
          variant="subtle"
          color={person.active ? 'red' : 'teal'}
          aria-label={`${word}: ${person.name}`}
          onClick={() => onAsk('deactivate')}
        >
          {word}
        </Button>
      )}
    </div>
  );
}
