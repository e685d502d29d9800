// Hand back and close: what the customer will read, the outcome, and, when a promise is open, the reason to release it.
import { Textarea } from '@mantine/core';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Outcome, Release } from '../data/contract';
import { useShopZone } from '../data/queries';
import { serverNow } from '../data/request';
import { lastSeqOf } from '../data/typing';
import { Dialog } from '../look/dialog';
import layout from '../look/dialog.module.css';
import { DialogButtons } from '../look/dialog-buttons';
import { Icon } from '../look/icon';
import { byMoment } from '../look/state-words';
import classes from './dialogs.module.css';
import { OutcomeChoice } from './outcome-choice';
import type { Moves } from './use-moves';

const longestReason = 300;

interface Props {
  kind: 'hand-back' | 'close';
  conversation: Conversation;
  moves: Moves;
  onDone(): void;
}

export function FinishDialog({ kind, conversation, moves, onDone }: Props) {
  const { t } = useTranslation();
  const finish = useFinish({ kind, conversation, moves, onDone });
  const { isPromiseOpen } = finish;
  const isClose = kind === 'close';
  const words = isClose ? 'closeAsk' : 'handBackAsk';
  return (
    <Dialog onClose={onDone} title={t(`conversation.${words}.title`)}>
      <form className={layout.form} onSubmit={(event) => void finish.submit(event)}>
        {isClose && <OutcomeChoice value={finish.outcome} onChange={finish.setOutcome} />}
        <p className={layout.lead}>{t(`conversation.${words}.text`)}</p>
        {isPromiseOpen && <PromiseQuestion {...finish} conversation={conversation} isFirst={!isClose} />}
        <DialogButtons
          label={t(isClose ? 'conversation.move.close' : 'conversation.move.handBack')}
          isBusy={moves.isBusy}
          hasFocus={!isClose && !isPromiseOpen}
          onCancel={onDone}
        />
      </form>
    </Dialog>
  );
}

function useFinish({ kind, conversation, moves, onDone }: Props) {
  const [outcome, setOutcome] = useState<Outcome>('solved');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  // Words that arrive behind the dialog have not been read.
  const [seenSeq] = useState(() => lastSeqOf(conversation));
  const isPromiseOpen = conversation.promise?.state === 'open';

  async function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = reason.trim();
    setMissing(isPromiseOpen && !trimmed);
    if (isPromiseOpen && !trimmed) return box.current?.focus();
    const release: Release | undefined = isPromiseOpen ? { reason: trimmed } : undefined;
    const ran = await (kind === 'close' ? moves.close(outcome, seenSeq, release) : moves.handBack(seenSeq, release));
    if (ran !== 'failed') onDone();
  }

  return { outcome, setOutcome, reason, setReason, isMissing, box, isPromiseOpen, submit };
}

interface QuestionProps {
  conversation: Conversation;
  reason: string;
  box: RefObject<HTMLTextAreaElement | null>;
  isMissing: boolean;
  isFirst: boolean;
  setReason(reason: string): void;
}

function PromiseQuestion({ conversation, reason, box, isMissing, isFirst, setReason }: QuestionProps) {
  const { t } = useTranslation();
  const dueAt = conversation.promise?.dueAt ?? '';
  const time = byMoment(t, dueAt, { now: serverNow(), zone: useShopZone() });
  return (
    <div className={classes.promise}>
      <h3>
        <Icon name="warning" size={16} /> {t('conversation.promiseAsk.title')}
      </h3>
      <p>{t('conversation.promiseAsk.text', { time })}</p>
      <Textarea
        ref={box}
        label={t('conversation.promiseAsk.label')}
        description={t('conversation.promiseAsk.hint')}
        error={isMissing && t('conversation.promiseAsk.missing')}
        value={reason}
        maxLength={longestReason}
        autosize
        minRows={2}
        maxRows={5}
        data-autofocus={isFirst || undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </div>
  );
}
