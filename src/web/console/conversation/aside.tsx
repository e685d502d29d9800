// What stands between the words of customer, bot and people: notices, notes, and who did what.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CareEvent, Colleague, Conversation, Me, Message, Note, Outcome } from '../data/contract';
import { useAgents } from '../data/queries';
import { Icon, type IconName } from '../look/icon';
import { clockText } from '../words/times';
import classes from './aside.module.css';

export function NoteCard({ note, me }: { note: Note; me: Me }) {
  const { t } = useTranslation();
  const title = note.by.id === me.id ? t('conversation.noteMine') : t('conversation.noteOf', { name: note.by.name });
  return (
    <article className={classes.note}>
      <header>
        <Icon name="lock" size={14} />
        <strong>{title}</strong> · {t('conversation.noteOnlyTeam')} · {clockText(note.at)}
      </header>
      <p dir="auto">{note.text}</p>
    </article>
  );
}

/** A sentence of the system that the customer reads as well. */
export function Notice({ message }: { message: Message }) {
  const { t } = useTranslation();
  return (
    <article className={classes.notice} data-message={message.id}>
      <header>
        <Icon name="info" size={14} /> {t('conversation.notice')} · {clockText(message.at)}
      </header>
      <p dir="auto">{message.text}</p>
    </article>
  );
}

const eventIcons: Record<string, IconName> = {
  'handed-off': 'waiting',
  claimed: 'mine',
  transferred: 'transfer',
  released: 'line',
  'returned-to-line': 'line',
  'handed-back': 'bot',
  closed: 'closed',
  reopened: 'retry',
  'promise-broken': 'warning',
  'promise-released': 'info',
  'contact-left': 'mail',
  'opted-out': 'lock',
  'opted-in': 'mail',
};

export function EventLine({ event, conversation }: { event: CareEvent; conversation: Conversation }) {
  const { t } = useTranslation();
  const agents = useAgents();
  return (
    <p className={classes.event} data-kind={event.kind}>
      <Icon name={eventIcons[event.kind] ?? 'info'} size={14} />
      <span>
        {eventText(t, event, conversation, agents.data ?? [])} · {clockText(event.at)}
      </span>
    </p>
  );
}

function eventText(t: TFunction, event: CareEvent, conversation: Conversation, agents: Colleague[]): string {
  const name = actorName(t, event);
  switch (event.kind) {
    case 'handed-off': {
      const reason = event.facts?.reason ?? conversation.handoff?.reason;
      const word = reason ? t(`states.reason.${reason as 'complaint'}`) : '';
      return word ? `${t('conversation.handedOff')}: ${word}` : t('conversation.handedOff');
    }
    case 'transferred': {
      const to = agents.find((agent) => agent.id === event.facts?.to)?.name;
      return to ? t('conversation.event.transferred', { name, to }) : t('conversation.event.transferredAway', { name });
    }
    case 'closed': {
      const outcome = event.facts?.outcome as Outcome | undefined;
      if (!outcome) return t('conversation.event.closed', { name });
      return t('conversation.event.closed-outcome', {
        name,
        outcome: t(`states.outcome.${outcome}`).toLocaleLowerCase(),
      });
    }
    case 'returned-to-line': {
      const why = event.facts?.why as 'unanswered' | undefined;
      return why ? t(`conversation.event.returned-${why}`) : t('conversation.event.returned-to-line');
    }
    case 'promise-released':
      return t(
        event.facts?.why === 'left-line' ? 'conversation.event.left-line' : 'conversation.event.promise-released',
      );
    default:
      return t(`conversation.event.${event.kind as 'claimed'}`, { name });
  }
}

function actorName(t: TFunction, { by }: CareEvent): string {
  switch (by.kind) {
    case 'agent':
      return by.name ?? t('conversation.event.someone');
    case 'bot':
      return t('conversation.event.theAssistant');
    case 'customer':
      return t('conversation.event.theCustomer');
    case 'system':
      return t('conversation.event.theSystem');
  }
}
