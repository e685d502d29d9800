// Who should have it: people online first, those who speak the customer's language before the others.
import { TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Conversation } from '../data/contract';
import { useAgents } from '../data/queries';
import { Dialog } from '../look/dialog';
import layout from '../look/dialog.module.css';
import { PersonMark } from '../look/state-mark';
import { PresenceWord } from '../people/presence-word';
import classes from './dialogs.module.css';
import type { Moves } from './use-moves';

interface Props {
  conversation: Conversation;
  moves: Moves;
  onDone(): void;
}

export function TransferDialog({ conversation, moves, onDone }: Props) {
  const { t } = useTranslation();
  const agents = useAgents();
  const [words, setWords] = useState('');
  const { owner, language } = conversation;
  const people = candidates(agents.data ?? [], owner.kind === 'agent' ? owner.id : '', language).filter(({ name }) =>
    name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()),
  );
  const choose = (agent: Colleague) => void moves.transfer(agent).then(onDone);
  const chooseFirst = (event: FormEvent) => {
    event.preventDefault();
    if (people[0]) choose(people[0]);
  };
  return (
    <Dialog onClose={onDone} title={t('conversation.transferTo.title')}>
      <form className={layout.form} onSubmit={chooseFirst} onKeyDown={walk}>
        <p className={layout.lead}>{t('conversation.transferTo.text')}</p>
        <TextInput
          data-autofocus
          value={words}
          aria-label={t('conversation.transferTo.search')}
          placeholder={t('conversation.transferTo.search')}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ul className={classes.people}>
          {people.map((agent) => (
            <Candidate key={agent.id} {...{ agent, language }} isBusy={moves.isBusy} onChoose={choose} />
          ))}
        </ul>
        {agents.isSuccess && people.length === 0 && (
          <p className={layout.lead}>{t('conversation.transferTo.nobody')}</p>
        )}
      </form>
    </Dialog>
  );
}

interface CandidateProps {
  agent: Colleague;
  language: string;
  isBusy: boolean;
  onChoose(agent: Colleague): void;
}

function Candidate({ agent, language, isBusy, onChoose }: CandidateProps) {
  const { t } = useTranslation();
  const speaks = agent.languages.includes(language);
  return (
    <li>
      <button type="button" disabled={isBusy} onClick={() => onChoose(agent)}>
        <PersonMark name={agent.name} />
        <span>
          <strong>{agent.name}</strong>
          <small>{t(speaks ? 'conversation.transferTo.speaks' : 'conversation.transferTo.notSpeaks')}</small>
        </span>
        <PresenceWord state={agent.presence} />
      </button>
    </li>
  );
}

const order = { online: 0, away: 1, offline: 2 };

function candidates(agents: Colleague[], ownerId: string, language: string): Colleague[] {
  const rank = (agent: Colleague) => order[agent.presence] * 2 + (agent.languages.includes(language) ? 0 : 1);
  return agents
    .filter((agent) => agent.active && agent.id !== ownerId)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Arrow keys walk from the box through the people. */
function walk(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')];
  const at = stops.findIndex((one) => one.matches(':focus'));
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
