// One row of the log. Who speaks is told by side, shape and name: customer left, bot and people right, notices in the middle.
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Message } from '../data/contract';
import { BotMark, CustomerMark, PersonMark } from '../look/state-mark';
import { clockText, fullMoment } from '../words/times';
import { Notice } from './aside';
import { Attachments } from './attachments';
import { MarkedText } from './marked-text';
import classes from './message.module.css';
import { SignalChips, signalsOf } from './signal-chips';

interface Props {
  message: Message;
  customer: string;
  me: Me;
  isFirstOfAuthor: boolean;
}

export const MessageBubble = memo(function MessageBubble({ message, customer, me, isFirstOfAuthor }: Props) {
  const { t } = useTranslation();
  const { kind } = message.from;
  if (kind === 'system') return <Notice message={message} />;
  const name = nameOf(message, customer, me, t('conversation.you'), t('conversation.assistant'));
  return (
    <article className={classes.message} data-from={kind} data-message={message.id} data-first={isFirstOfAuthor}>
      <span className={classes.author}>{isFirstOfAuthor && <AuthorMark message={message} customer={customer} />}</span>
      <div className={classes.column}>
        <header className={isFirstOfAuthor ? classes.byline : 'for-readers'}>
          <span className={classes.name}>{name}</span>
        </header>
        <Bubble message={message} />
        <Foot message={message} />
      </div>
    </article>
  );
});

function Bubble({ message }: { message: Message }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  const found = message.from.kind === 'customer' ? signalsOf(message) : [];
  return (
    <>
      <div className={classes.bubble}>
        {message.text && <MarkedText text={message.text} evidence={message.evidence ?? []} shown={shown} />}
        {message.attachments && message.attachments.length > 0 && <Attachments attachments={message.attachments} />}
        {message.quickReplies && message.quickReplies.length > 0 && (
          <ul className={classes.choices} aria-label={t('conversation.choices')}>
            {message.quickReplies.map((choice) => (
              <li key={choice.title}>{choice.title}</li>
            ))}
          </ul>
        )}
      </div>
      {found.length > 0 && <SignalChips found={found} shown={shown} onShow={setShown} />}
    </>
  );
}

function Foot({ message }: { message: Message }) {
  const { t } = useTranslation();
  const isWorthSaying = message.from.kind === 'agent' || isTroubled(message);
  return (
    <footer className={classes.foot}>
      <time dateTime={message.at} title={fullMoment(message.at)}>
        {clockText(message.at)}
      </time>
      {message.from.kind !== 'customer' && isWorthSaying && (
        <span data-delivery={message.delivery}> · {t(`states.delivery.${message.delivery}`)}</span>
      )}
    </footer>
  );
}

function isTroubled({ delivery }: Message): boolean {
  return delivery === 'failed' || delivery === 'maybe-sent';
}

function AuthorMark({ message, customer }: { message: Message; customer: string }) {
  switch (message.from.kind) {
    case 'bot':
      return <BotMark size={28} />;
    case 'agent':
      return <PersonMark name={message.from.name ?? ''} size={28} />;
    default:
      return <CustomerMark name={customer} size={28} />;
  }
}

function nameOf({ from }: Message, customer: string, me: Me, you: string, assistant: string): string {
  if (from.kind === 'customer') return customer;
  if (from.kind === 'bot') return assistant;
  return from.id === me.id ? `${from.name ?? me.name} (${you.toLocaleLowerCase()})` : (from.name ?? '');
}
