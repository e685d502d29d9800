import { useTranslation } from 'react-i18next';
import type { Colleague } from '../data/contract';
import { Dialog } from '../look/dialog';
import classes from '../look/dialog.module.css';
import { DialogButtons } from '../look/dialog-buttons';
import { toast } from '../notices/toasts';
import { useSavePerson } from './use-save-person';

/** Asks before it ends somebody's sign-ins; bringing somebody back asks as well, for symmetry of the one button. */
export function DeactivateDialog({ person, onClose }: { person: Colleague; onClose(): void }) {
  const { t } = useTranslation();
  const saving = useSavePerson();
  const { name, active } = person;

  async function confirm() {
    const isSaved = await saving.change(person.id, { active: !active });
    if (!isSaved) return;
    toast('done', active ? t('people.deactivated', { name }) : t('people.saved'));
    onClose();
  }

  return (
    <Dialog
      onClose={onClose}
      title={active ? t('people.deactivateTitle', { name }) : t('people.activateTitle', { name })}
    >
      <div className={classes.form}>
        <p className={classes.lead}>{active ? t('people.deactivateText') : t('people.activateText')}</p>
        <p className={classes.fault} role="alert">
          {saving.fault}
        </p>
        <DialogButtons
          label={t(active ? 'people.deactivate' : 'people.activate')}
          isBusy={saving.isBusy}
          isGrave={active}
          hasFocus
          onCancel={onClose}
          onConfirm={() => void confirm()}
        />
      </div>
    </Dialog>
  );
}
