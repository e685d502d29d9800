import { useTranslation } from 'react-i18next';
import { Dialog } from '../look/dialog';
import classes from '../look/dialog.module.css';
import { DialogButtons } from '../look/dialog-buttons';
import type { Moves } from './use-moves';

export function ReleaseDialog({ moves, onDone }: { moves: Moves; onDone(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={onDone} title={t('conversation.releaseAsk.title')}>
      <div className={classes.form}>
        <p className={classes.lead}>{t('conversation.releaseAsk.text')}</p>
        <DialogButtons
          label={t('conversation.move.release')}
          isBusy={moves.isBusy}
          hasFocus
          onCancel={onDone}
          onConfirm={() => void moves.release().then(onDone)}
        />
      </div>
    </Dialog>
  );
}
