// Where the agent writes: a reply to the customer or a note to the team. What is typed is kept per conversation.
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import type { Conversation, Me } from '../data/contract';
import { type DraftKind, draftKey, drafts, keepDraft } from '../data/kept';
import { Icon } from '../look/icon';
import { customerName } from '../look/state-words';
import { CannedMenu, cannedListId, cannedOptionId } from './canned-menu';
import classes from './composer.module.css';
import { LockedBar } from './locked-bar';
import { useCannedReplies } from './use-canned';
import type { Moves, Permits } from './use-moves';
import { useTellTyping } from './use-tell-typing';

const longestText = 4000;

interface Props {
  conversation: Conversation;
  me: Me;
  moves: Moves;
  permits: Permits;
  kind: DraftKind;
  box: RefObject<HTMLTextAreaElement | null>;
  onKind(kind: DraftKind): void;
  onClaim(): void;
  onLeave(): void;
}

export function Composer(props: Props) {
  const { conversation, me, permits, kind, moves } = props;
  const { t } = useTranslation();
  return (
    <section className={classes.composer} data-kind={kind} aria-label={t(`composer.${kind}`)}>
      <div className={classes.top}>
        <SegmentedControl
          size="xs"
          aria-label={t('composer.kind')}
          value={kind}
          data={[
            { value: 'reply', label: t('composer.reply') },
            { value: 'note', label: t('composer.note') },
          ]}
          onChange={(value) => props.onKind(value === 'note' ? 'note' : 'reply')}
        />
      </div>
      {kind === 'reply' && !permits.isMine ? (
        <LockedBar conversation={conversation} canClaim={permits.claim} isBusy={moves.isBusy} onClaim={props.onClaim} />
      ) : (
        <WritingBox key={`${me.id} ${conversation.id} ${kind}`} {...props} />
      )}
    </section>
  );
}

function WritingBox({ conversation, me, moves, kind, box, onLeave }: Props) {
  const { t } = useTranslation();
  const key = draftKey(me.id, conversation.id, kind);
  const text = useCell(drafts)[key] ?? '';
  const [isSaving, setSaving] = useState(false);
  const setText = (next: string) => keepDraft(key, next);
  const { language } = conversation;
  const canned = useCannedReplies({ box, text, language, isEnabled: kind === 'reply', onText: setText });
  const tellTyping = useTellTyping(conversation.id, kind === 'reply');

  async function submit() {
    const trimmed = text.trim();
    if (!trimmed || isSaving) return;
    box.current?.focus();
    if (kind === 'reply') {
      setText('');
      await moves.reply(trimmed);
      return;
    }
    setSaving(true);
    if (await moves.addNote(trimmed)) setText('');
    setSaving(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit && canned.takesKey(event)) {
      event.preventDefault();
    } else if (isSubmit) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape') {
      onLeave();
    }
  }

  const name = customerName(t, conversation);
  return (
    <div className={classes.writing}>
      {canned.isOpen && (
        <CannedMenu
          replies={canned.replies}
          language={language}
          active={canned.active}
          onActive={canned.setActive}
          onChoose={canned.choose}
        />
      )}
      <Textarea
        ref={box}
        variant="unstyled"
        aria-label={kind === 'reply' ? t('composer.replyTo', { name }) : t('composer.note')}
        placeholder={kind === 'reply' ? t('composer.replyPlaceholder', { name }) : t('composer.notePlaceholder')}
        value={text}
        maxLength={longestText}
        autosize
        minRows={2}
        maxRows={9}
        aria-autocomplete={kind === 'reply' ? 'list' : undefined}
        aria-controls={canned.isOpen ? cannedListId : undefined}
        aria-activedescendant={canned.isOpen && canned.replies.length > 0 ? cannedOptionId(canned.active) : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          canned.followCursor();
          if (!event.currentTarget.value.includes('/')) canned.reopen();
          tellTyping(event.currentTarget.value);
        }}
        onSelect={canned.followCursor}
        onKeyDown={onKeyDown}
      />
      <div className={classes.bottom}>
        <span className={classes.hint}>{t('composer.hint', { keys: sendKeys })}</span>
        <Button
          size="compact-md"
          color={kind === 'note' ? 'gray' : 'teal'}
          variant={kind === 'note' ? 'default' : 'filled'}
          disabled={!text.trim()}
          loading={isSaving}
          rightSection={<Icon name={kind === 'reply' ? 'send' : 'note'} size={16} />}
          onClick={() => void submit()}
        >
          {kind === 'reply' ? t('composer.send') : t('composer.saveNote')}
        </Button>
      </div>
    </div>
  );
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
export const sendKeys = isApple ? '⌘ ↵' : 'Ctrl ↵';
