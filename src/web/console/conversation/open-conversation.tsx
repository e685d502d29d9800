// One conversation with its moves: header, log, box, and the keys that work while it is open.
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import type { Conversation, Me } from '../data/contract';
import { type DraftKind, draftKey, drafts, keepDraft, markSeen } from '../data/kept';
import { outbox, stillUnsent, type Unsent } from '../data/outbox';
import { noteTyping } from '../data/typing';
import type { LinePlace } from '../frame/address';
import type { Layout } from '../frame/layout';
import { useShortcuts } from '../frame/shortcuts';
import { FinishDialog, ReleaseDialog, TransferDialog } from '../later';
import { customerName } from '../look/state-words';
import { Composer } from './composer';
import { type Asking, ConversationHeader } from './conversation-header';
import classes from './conversation-pane.module.css';
import { Timeline } from './timeline';
import { type Moves, permitsOf, useMoves } from './use-moves';

interface Props {
  conversation: Conversation;
  me: Me;
  place: LinePlace;
  layout: Layout;
}

export function OpenConversation({ conversation, me, place, layout }: Props) {
  const { t } = useTranslation();
  const pane = useRef<HTMLElement>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const moves = useMoves(conversation, me);
  const permits = permitsOf(conversation, me);
  const writing = useBox(conversation, me, moves);
  const unsent = stillUnsent(useCell(outbox), conversation.id, me.id, conversation.messages);

  useMarkSeen(conversation);
  useTypingAtOpening(conversation);
  useShortcuts({
    Enter: () => permits.claim && void writing.claim(),
    r: () => writing.write('reply'),
    n: () => writing.write('note'),
    t: () => permits.transfer && setAsking('transfer'),
    b: () => permits.handBack && setAsking('hand-back'),
    e: () => permits.close && setAsking('close'),
  });

  return (
    <section
      ref={pane}
      id="conversation"
      className={classes.pane}
      tabIndex={-1}
      aria-label={t('conversation.label', { name: customerName(t, conversation) })}
    >
      <ConversationHeader {...{ conversation, me, place, layout, permits }} onAsk={setAsking} />
      <Timeline {...{ conversation, me, unsent, moves }} canSend={permits.isMine} onEdit={writing.edit} />
      <Composer
        {...{ conversation, me, moves, permits }}
        kind={writing.kind}
        box={writing.box}
        onKind={writing.write}
        onClaim={() => void writing.claim()}
        onLeave={() => pane.current?.focus()}
      />
      <Question {...{ asking, conversation, moves }} onDone={() => setAsking(null)} />
    </section>
  );
}

/** What is being written, and the cursor: it belongs in the box after a claim and after choosing reply or note. */
function useBox(conversation: Conversation, me: Me, moves: Moves) {
  const [kind, setKind] = useState<DraftKind>('reply');
  const box = useRef<HTMLTextAreaElement>(null);
  const isWanted = useRef(false);
  useEffect(() => {
    if (!isWanted.current || !box.current) return;
    isWanted.current = false;
    box.current.focus();
  });

  function write(next: DraftKind) {
    isWanted.current = true;
    setKind(next);
    if (next === kind) box.current?.focus();
  }

  async function claim() {
    if (moves.isBusy) return;
    setKind('reply');
    isWanted.current = (await moves.claim()) === 'done';
    if (isWanted.current) box.current?.focus();
  }

  /** The words of a failed reply go back into the box. */
  function edit(unsent: Unsent) {
    const key = draftKey(me.id, conversation.id, 'reply');
    const draft = drafts.get()[key];
    keepDraft(key, draft ? `${draft}\n${unsent.text}` : unsent.text);
    moves.discard(unsent);
    write('reply');
  }

  return { kind, box, write, claim, edit };
}

interface QuestionProps {
  asking: Asking | null;
  conversation: Conversation;
  moves: Moves;
  onDone(): void;
}

function Question({ asking, ...props }: QuestionProps) {
  return (
    <Suspense>
      {asking === 'transfer' && <TransferDialog {...props} />}
      {asking === 'release' && <ReleaseDialog moves={props.moves} onDone={props.onDone} />}
      {(asking === 'hand-back' || asking === 'close') && <FinishDialog kind={asking} {...props} />}
    </Suspense>
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
