// Hand back and close: what the customer will read, the outcome, and, when a promise is open, the reason to release it.
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conversation, type Outcome, outcomes, type Release } from '../data/contract';
import { serverNow } from '../data/request';
import { lastSeqOf } from '../data/typing';
import { Dialog } from '../look/dialog';
import { Icon } from '../look/icon';
import { byMoment } from '../look/state-words';
import classes from './dialogs.module.css';
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
  const [outcome, setOutcome] = useState<Outcome>('solved');
  const [reason, setReason] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const [isMissing, setMissing] = useState(false);
  const [seenSeq] = useState(() => lastSeqOf(conversation));
  const words = kind === 'close' ? 'closeAsk' : 'handBackAsk';
  const isPromiseOpen = conversation.promise?.state === 'open';

  async function finish(event: FormEvent) {
    event.preventDefault();
    const trimmed = reason.trim();
    setMissing(isPromiseOpen && !trimmed);
    if (isPromiseOpen && !trimmed) return box.current?.focus();
    const release: Release | undefined = isPromiseOpen ? { reason: trimmed } : undefined;
    const isDone = await (kind === 'close' ? moves.close(outcome, seenSeq, release) : moves.handBack(seenSeq, release));
    // A promise that opened meanwhile shows its question here; every other refusal has been told.
    if (isDone || isPromiseOpen) onDone();
  }

  return (
    <Dialog onClose={onDone} title={t(`conversation.${words}.title`)}>
      <form className={classes.form} onSubmit={(event) => void finish(event)}>
        {kind === 'close' && <OutcomeChoice value={outcome} onChange={setOutcome} />}
        <p className={classes.lead}>{t(`conversation.${words}.text`)}</p>
        {isPromiseOpen && (
          <PromiseQuestion
            conversation={conversation}
            reason={reason}
            box={box}
            isMissing={isMissing}
            isFirst={kind === 'hand-back'}
            onChange={setReason}
          />
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onDone}>
            {t('conversation.move.cancel')}
          </Button>
          <Button type="submit" loading={moves.isBusy} data-autofocus={isPromiseOpen ? undefined : true}>
            {t(kind === 'close' ? 'conversation.move.close' : 'conversation.move.handBack')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface QuestionProps {
  conversation: Conversation;
  reason: string;
  box: RefObject<HTMLTextAreaElement | null>;
  isMissing: boolean;
  isFirst: boolean;
  onChange(reason: string): void;
}

function PromiseQuestion({ conversation, reason, box, isMissing, isFirst, onChange }: QuestionProps) {
  const { t } = useTranslation();
  const dueAt = conversation.promise?.dueAt ?? '';
  const time = byMoment(t, dueAt, serverNow());
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
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

function OutcomeChoice({ value, onChange }: { value: Outcome; onChange(outcome: Outcome): void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.outcomes}>
      <legend className="for-readers">{t('conversation.closeAsk.title')}</legend>
      {outcomes.map((outcome) => (
        <label key={outcome} className={classes.outcome}>
          <input
            type="radio"
            name="outcome"
            value={outcome}
            checked={value === outcome}
            data-autofocus={outcome === 'solved' || undefined}
            onChange={() => onChange(outcome)}
          />
          <span>{t(`states.outcome.${outcome}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
