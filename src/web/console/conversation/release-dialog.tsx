import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../look/dialog';
import classes from './dialogs.module.css';
import type { Moves } from './use-moves';

export function ReleaseDialog({ moves, onDone }: { moves: Moves; onDone(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={onDone} title={t('conversation.releaseAsk.title')}>
      <div className={classes.form}>
        <p className={classes.lead}>{t('conversation.releaseAsk.text')}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onDone}>
            {t('conversation.move.cancel')}
          </Button>
          <Button data-autofocus loading={moves.isBusy} onClick={() => void moves.release().then(onDone)}>
            {t('conversation.move.release')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
