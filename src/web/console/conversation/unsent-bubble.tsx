// A reply on its way, or one that did not arrive: kept, with its words, until the person sends it again or drops it.
import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Me } from '../data/contract';
import type { Unsent } from '../data/outbox';
import { PersonMark } from '../look/state-mark';
import classes from './message.module.css';

interface Props {
  unsent: Unsent;
  me: Me;
  canSend: boolean;
  onRetry(): void;
  onEdit(): void;
  onDrop(): void;
}

export function UnsentBubble({ unsent, me, canSend, onRetry, onEdit, onDrop }: Props) {
  const { t } = useTranslation();
  const isFailed = unsent.state === 'failed';
  return (
    <article className={classes.message} data-from="agent" data-state={unsent.state} data-first="true">
      <span className={classes.author}>
        <PersonMark name={me.name} size={28} />
      </span>
      <div className={classes.column}>
        <div className={classes.bubble}>
          <p className={classes.text} dir="auto">
            {unsent.text}
          </p>
        </div>
        {isFailed ? (
          <div className={classes.unsentActions} role="alert">
            <strong>
              {t('conversation.unsent.failed')}. {why(t, unsent)}
            </strong>
            {canSend && (
              <Button size="compact-sm" color="red" variant="light" onClick={onRetry}>
                {t('conversation.unsent.retry')}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onEdit}>
              {t('conversation.unsent.edit')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onDrop}>
              {t('conversation.unsent.drop')}
            </Button>
          </div>
        ) : (
          <footer className={classes.foot}>{t('conversation.unsent.sending')}</footer>
        )}
      </div>
    </article>
  );
}

function why(t: TFunction, { code, ownerName }: Unsent): string {
  if (code === 'not-yours') {
    return ownerName ? t('refusal.not-yours', { name: ownerName }) : t('refusal.not-yours-nobody');
  }
  return code === undefined || code === 'offline' ? t('refusal.offline') : '';
}
