// In place of the box while somebody else has the conversation: whose it is, and the one click that takes it.
import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../data/contract';
import { spanText } from '../words/times';
import { useNow } from '../words/use-now';
import classes from './composer.module.css';

interface Props {
  conversation: Conversation;
  canClaim: boolean;
  isBusy: boolean;
  onClaim(): void;
}

export function LockedBar({ conversation, canClaim, isBusy, onClaim }: Props) {
  const { t } = useTranslation();
  const now = useNow(1000);
  const { phase, owner, waitingSince } = conversation;
  const time = spanText(now - Date.parse(waitingSince ?? conversation.lastMessageAt));
  const name = owner.kind === 'agent' ? owner.name : '';
  return (
    <div className={classes.locked}>
      <p>{t(`conversation.locked.${phase}`, { time, name })}</p>
      {canClaim && (
        <Button
          variant={phase === 'waiting' ? 'filled' : 'default'}
          loading={isBusy}
          rightSection={<Kbd className={classes.kbd ?? ''}>↵</Kbd>}
          onClick={onClaim}
        >
          {t(phase === 'waiting' ? 'conversation.move.claim' : 'conversation.move.takeOver')}
        </Button>
      )}
    </div>
  );
}
