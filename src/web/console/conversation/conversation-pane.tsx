// The open conversation: header, log, box, and the moves with their keys.
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import type { Conversation, Me } from '../data/contract';
import { type DraftKind, draftKey, drafts, keepDraft, markSeen } from '../data/kept';
import { outbox, stillUnsent, type Unsent } from '../data/outbox';
import { useConversation } from '../data/queries';
import { ApiError } from '../data/request';
import { noteTyping } from '../data/typing';
import type { LinePlace } from '../frame/address';
import type { Layout } from '../frame/layout';
import { useShortcuts } from '../frame/shortcuts';
import { FinishDialog, ReleaseDialog, TransferDialog } from '../later';
import { customerName } from '../look/state-words';
import { Composer } from './composer';
import { type Asking, ConversationHeader } from './conversation-header';
import classes from './conversation-pane.module.css';
import { ConversationSkeleton } from './pane-states';
import { Timeline } from './timeline';
import { permitsOf, useMoves } from './use-moves';

interface Props {
  conversationId: string;
  me: Me;
  place: LinePlace;
  layout: Layout;
}

export function ConversationPane({ conversationId, ...rest }: Props) {
  const { t } = useTranslation();
  const conversation = useConversation(conversationId);
  if (conversation.data) return <OpenConversation key={conversationId} conversation={conversation.data} {...rest} />;
  if (conversation.isPending) return <ConversationSkeleton />;
  const isGone = conversation.error instanceof ApiError && conversation.error.status === 404;
  return (
    <section className={classes.message} role="alert">
      <p>{isGone ? t('conversation.notFound') : t('conversation.failed')}</p>
      {!isGone && (
        <Button variant="default" onClick={() => void conversation.refetch()}>
          {t('line.retry')}
        </Button>
      )}
    </section>
  );
}

interface OpenProps extends Omit<Props, 'conversationId'> {
  conversation: Conversation;
}

function OpenConversation({ conversation, me, place, layout }: OpenProps) {
  const { t } = useTranslation();
  const moves = useMoves(conversation, me);
  const permits = permitsOf(conversation, me);
  const [kind, setKind] = useState<DraftKind>('reply');
  const [asking, setAsking] = useState<Asking | null>(null);
  const pane = useRef<HTMLElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const wantsBox = useRef(false);
  const unsent = stillUnsent(useCell(outbox), conversation.id, me.id, conversation.messages);

  useMarkSeen(conversation);
  useTypingAtOpening(conversation);
  // After a claim, and after a change between reply and note, the cursor belongs in the box as soon as there is one.
  useEffect(() => {
    if (!wantsBox.current || !box.current) return;
    wantsBox.current = false;
    box.current.focus();
  });

  function write(next: DraftKind) {
    wantsBox.current = true;
    setKind(next);
    if (next === kind) box.current?.focus();
  }

  async function claim() {
    if (moves.isBusy || !permits.claim) return;
    setKind('reply');
    wantsBox.current = await moves.claim();
    if (wantsBox.current) box.current?.focus();
  }

  function edit(one: Unsent) {
    const key = draftKey(me.id, conversation.id, 'reply');
    const draft = drafts.get()[key];
    keepDraft(key, draft ? `${draft}\n${one.text}` : one.text);
    moves.discard(one);
    write('reply');
  }

  const ask = (next: Asking, isPermitted: boolean) => isPermitted && setAsking(next);
  useShortcuts({
    Enter: () => void claim(),
    r: () => write('reply'),
    n: () => write('note'),
    t: () => ask('transfer', permits.transfer),
    b: () => ask('hand-back', permits.handBack),
    e: () => ask('close', permits.close),
  });

  const done = () => setAsking(null);
  return (
    <section
      ref={pane}
      id="conversation"
      className={classes.pane}
      tabIndex={-1}
      aria-label={t('conversation.label', { name: customerName(t, conversation) })}
    >
      <ConversationHeader {...{ conversation, me, place, layout, permits }} onAsk={setAsking} />
      <Timeline
        {...{ conversation, me, unsent }}
        canSend={permits.isMine}
        onRetry={(one) => void moves.resend(one)}
        onEdit={edit}
        onDrop={moves.discard}
      />
      <Composer
        {...{ conversation, me, moves, permits, kind, box }}
        onKind={write}
        onClaim={() => void claim()}
        onLeave={() => pane.current?.focus()}
      />
      <Suspense>
        {asking === 'transfer' && <TransferDialog {...{ conversation, moves }} onDone={done} />}
        {asking === 'release' && <ReleaseDialog moves={moves} onDone={done} />}
        {(asking === 'hand-back' || asking === 'close') && (
          <FinishDialog kind={asking} {...{ conversation, moves }} onDone={done} />
        )}
      </Suspense>
    </section>
  );
}

/** Whoever opens the conversation while the customer types sees it at once, not only with the next sign. */
function useTypingAtOpening({ id, customerTyping }: Conversation) {
  const client = useQueryClient();
  const [wasTyping] = useState(customerTyping);
  useEffect(() => {
    if (wasTyping) noteTyping(client, id);
  }, [client, id, wasTyping]);
}

/** Seen means on a visible screen. */
function useMarkSeen({ id, lastMessageAt }: Conversation) {
  useEffect(() => {
    const mark = () => document.visibilityState === 'visible' && markSeen(id, lastMessageAt);
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [id, lastMessageAt]);
}
