// Where the agent writes: a reply to the customer or a note to the team. What is typed is kept per conversation.
import { SegmentedControl } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Me } from '../data/contract';
import type { DraftKind } from '../data/kept';
import classes from './composer.module.css';
import { LockedBar } from './locked-bar';
import type { Moves, Permits } from './use-moves';
import { WritingBox } from './writing-box';

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

export function Composer({ conversation, me, moves, permits, kind, box, onKind, onClaim, onLeave }: Props) {
  const { t } = useTranslation();
  const isLocked = kind === 'reply' && !permits.isMine;
  return (
    <section className={classes.composer} data-kind={kind} aria-label={t(`composer.${kind}`)}>
      <SegmentedControl
        className={classes.kinds ?? ''}
        size="xs"
        aria-label={t('composer.kind')}
        value={kind}
        data={[
          { value: 'reply', label: t('composer.reply') },
          { value: 'note', label: t('composer.note') },
        ]}
        onChange={(value) => onKind(value === 'note' ? 'note' : 'reply')}
      />
      {isLocked ? (
        <LockedBar {...{ conversation, onClaim }} canClaim={permits.claim} isBusy={moves.isBusy} />
      ) : (
        <WritingBox key={`${me.id} ${conversation.id} ${kind}`} {...{ conversation, me, moves, kind, box, onLeave }} />
      )}
    </section>
  );
}
