// The log with notes and events, newest at the bottom; stays at the end while the reader is there, else counts what is new.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Me } from '../data/contract';
import { seen } from '../data/kept';
import type { Unsent } from '../data/outbox';
import { lastSeqOf, useIsTyping } from '../data/typing';
import { Icon } from '../look/icon';
import { customerName } from '../look/state-words';
import { dayText } from '../words/times';
import { useNow } from '../words/use-now';
import { EventLine, NoteCard } from './aside';
import { type Entry, timeline } from './entries';
import { MessageBubble } from './message-bubble';
import classes from './timeline.module.css';
import { UnsentBubble } from './unsent-bubble';
import type { Moves } from './use-moves';
import { useScrollToEnd } from './use-scroll-to-end';

interface Props {
  conversation: Conversation;
  me: Me;
  unsent: Unsent[];
  canSend: boolean;
  moves: Moves;
  onEdit(unsent: Unsent): void;
}

export function Timeline({ conversation, me, unsent, canSend, moves, onEdit }: Props) {
  const { t } = useTranslation();
  // What was seen before this visit stays the reference while the conversation is open.
  const [seenUntil] = useState(() => seen.get()[conversation.id]);
  const entries = useMemo(() => timeline(conversation, seenUntil), [conversation, seenUntil]);
  const lastSeq = lastSeqOf(conversation);
  const scroll = useScrollToEnd(lastSeq, unsent.length + conversation.notes.length);
  return (
    <div className={classes.frame}>
      <div ref={scroll.ref} className={classes.scroller} tabIndex={-1}>
        <div role="log" aria-label={t('conversation.messages')} className={classes.entries}>
          {entries.map((entry) => (
            <EntryView key={entry.key} entry={entry} conversation={conversation} me={me} />
          ))}
          {unsent.map((one) => (
            <UnsentBubble
              key={one.clientId}
              unsent={one}
              me={me}
              canSend={canSend}
              onRetry={() => void moves.resend(one)}
              onEdit={() => onEdit(one)}
              onDrop={() => moves.discard(one)}
            />
          ))}
        </div>
        <Typing conversation={conversation} />
      </div>
      {!scroll.isAtEnd && <ToEnd newCount={scroll.newCount} onClick={scroll.toEnd} />}
    </div>
  );
}

function ToEnd({ newCount, onClick }: { newCount: number; onClick(): void }) {
  const { t } = useTranslation();
  return (
    <Button
      className={classes.toEnd ?? ''}
      size="compact-sm"
      radius="xl"
      variant={newCount > 0 ? 'filled' : 'default'}
      rightSection={<Icon name="down" size={14} />}
      onClick={onClick}
    >
      {newCount > 0 ? t('conversation.newBelow', { count: newCount }) : t('conversation.toEnd')}
    </Button>
  );
}

function EntryView({ entry, conversation, me }: { entry: Entry; conversation: Conversation; me: Me }) {
  const { t } = useTranslation();
  switch (entry.kind) {
    case 'day':
      return <p className={classes.day}>{dayText(entry.at, Date.now())}</p>;
    case 'unseen':
      return <p className={classes.unseen}>{t('conversation.unseen')}</p>;
    case 'note':
      return <NoteCard note={entry.note} me={me} />;
    case 'event':
      return <EventLine event={entry.event} conversation={conversation} />;
    case 'message':
      return (
        <MessageBubble
          message={entry.message}
          customer={customerName(t, conversation)}
          me={me}
          isFirstOfAuthor={entry.isFirstOfAuthor}
        />
      );
  }
}

/** Keeps its line free, so that the messages do not jump when the customer starts typing. */
function Typing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  useNow(1000);
  const isTyping = useIsTyping(conversation);
  return (
    <p className={classes.typing} aria-live="polite">
      {isTyping && (
        <>
          <span className={classes.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t('conversation.typing', { name: customerName(t, conversation) })}
        </>
      )}
    </p>
  );
}
