// The box itself: the text, what is sent from it and how, and the canned replies above it.
import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import type { Conversation, Me } from '../data/contract';
import { type DraftKind, draftKey, drafts, keepDraft } from '../data/kept';
import { Icon } from '../look/icon';
import { customerName } from '../look/state-words';
import { CannedMenu, cannedListId, cannedOptionId } from './canned-menu';
import classes from './composer.module.css';
import { sendKeys } from './send-keys';
import { useCannedReplies } from './use-canned';
import type { Moves } from './use-moves';
import { useTellTyping } from './use-tell-typing';

const longestText = 4000;

interface Props {
  conversation: Conversation;
  me: Me;
  moves: Moves;
  kind: DraftKind;
  box: RefObject<HTMLTextAreaElement | null>;
  onLeave(): void;
}

export function WritingBox({ conversation, me, moves, kind, box, onLeave }: Props) {
  const { language } = conversation;
  const isReply = kind === 'reply';
  const writing = useWriting(draftKey(me.id, conversation.id, kind), moves, isReply);
  const canned = useCannedReplies({ box, text: writing.text, language, isEnabled: isReply, onText: writing.setText });
  const tellTyping = useTellTyping(conversation.id, isReply);

  function send() {
    box.current?.focus();
    void writing.submit();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (isSend) send();
    else if (!canned.takesKey(event)) {
      if (event.key === 'Escape') onLeave();
      return;
    }
    event.preventDefault();
  }

  function onText(text: string) {
    writing.setText(text);
    canned.follow();
    tellTyping(text);
  }

  return (
    <div className={classes.writing}>
      {canned.isOpen && (
        <CannedMenu {...canned} language={language} onActive={canned.setActive} onChoose={canned.choose} />
      )}
      <Box {...{ conversation, kind, box, canned, onText, onKeyDown }} text={writing.text} />
      <Foot kind={kind} isEmpty={!writing.text.trim()} isSaving={writing.isSaving} onSend={send} />
    </div>
  );
}

/** A reply leaves the box at once, since it is shown as on its way; a note stays until it is saved. */
function useWriting(key: string, moves: Moves, isReply: boolean) {
  const text = useCell(drafts)[key] ?? '';
  const [isSaving, setSaving] = useState(false);
  const setText = (next: string) => keepDraft(key, next);

  async function submit() {
    const trimmed = text.trim();
    if (!trimmed || isSaving) return;
    if (isReply) {
      setText('');
      await moves.reply(trimmed);
      return;
    }
    setSaving(true);
    if ((await moves.addNote(trimmed)) === 'done') setText('');
    setSaving(false);
  }

  return { text, setText, isSaving, submit };
}

interface BoxProps extends Pick<Props, 'conversation' | 'kind' | 'box'> {
  text: string;
  canned: ReturnType<typeof useCannedReplies>;
  onText(text: string): void;
  onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void;
}

function Box({ conversation, kind, box, text, canned, onText, onKeyDown }: BoxProps) {
  const { t } = useTranslation();
  const name = customerName(t, conversation);
  const isReply = kind === 'reply';
  return (
    <Textarea
      ref={box}
      variant="unstyled"
      aria-label={isReply ? t('composer.replyTo', { name }) : t('composer.note')}
      placeholder={isReply ? t('composer.replyPlaceholder', { name }) : t('composer.notePlaceholder')}
      value={text}
      maxLength={longestText}
      autosize
      minRows={2}
      maxRows={9}
      aria-autocomplete={isReply ? 'list' : undefined}
      aria-controls={canned.isOpen ? cannedListId : undefined}
      aria-activedescendant={canned.isOpen && canned.replies.length > 0 ? cannedOptionId(canned.active) : undefined}
      onChange={(event) => onText(event.currentTarget.value)}
      onSelect={canned.follow}
      onKeyDown={onKeyDown}
    />
  );
}

interface FootProps {
  kind: DraftKind;
  isEmpty: boolean;
  isSaving: boolean;
  onSend(): void;
}

function Foot({ kind, isEmpty, isSaving, onSend }: FootProps) {
  const { t } = useTranslation();
  const isReply = kind === 'reply';
  return (
    <div className={classes.bottom}>
      <span className={classes.hint}>{t('composer.hint', { keys: sendKeys })}</span>
      <Button
        size="compact-md"
        variant={isReply ? 'filled' : 'default'}
        disabled={isEmpty}
        loading={isSaving}
        rightSection={<Icon name={isReply ? 'send' : 'note'} size={16} />}
        onClick={onSend}
      >
        {isReply ? t('composer.send') : t('composer.saveNote')}
      </Button>
    </div>
  );
}
