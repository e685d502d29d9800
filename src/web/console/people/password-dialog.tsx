import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalText } from '../conversation/refusal';
import { calls } from '../data/calls';
import { ApiError } from '../data/request';
import { Dialog } from '../look/dialog';
import classes from '../look/dialog.module.css';
import { DialogButtons } from '../look/dialog-buttons';
import { PasswordField } from '../look/password-field';
import { toast } from '../notices/toasts';

export const shortestPassword = 10;

export function PasswordDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const change = usePasswordChange(onClose);
  const { fields, faults, set } = change;
  return (
    <Dialog onClose={onClose} title={t('password.title')}>
      <form className={classes.form} onSubmit={(event) => void change.submit(event)}>
        <PasswordField
          data-autofocus
          label={t('password.current')}
          autoComplete="current-password"
          value={fields.current}
          error={faults.current}
          onText={(current) => set({ current })}
        />
        <PasswordField
          label={t('password.next')}
          description={t('people.passwordShort')}
          autoComplete="new-password"
          value={fields.next}
          error={faults.next}
          onText={(next) => set({ next })}
        />
        <PasswordField
          label={t('password.again')}
          autoComplete="new-password"
          value={fields.again}
          error={faults.again}
          onText={(again) => set({ again })}
        />
        <DialogButtons
          label={t('password.save')}
          isBusy={change.isBusy}
          isDisabled={!fields.current || !fields.next}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

type Fields = Record<'current' | 'next' | 'again', string>;

function usePasswordChange(onDone: () => void) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<Fields>({ current: '', next: '', again: '' });
  const [faults, setFaults] = useState<Partial<Fields>>({});
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fields.next.length < shortestPassword) return setFaults({ next: t('people.passwordShort') });
    if (fields.next !== fields.again) return setFaults({ again: t('password.different') });
    setFaults({});
    setBusy(true);
    try {
      await calls.changePassword(fields.current, fields.next);
      toast('done', t('password.done'));
      onDone();
    } catch (error) {
      const isWrong = error instanceof ApiError && error.code === 'wrong-password';
      setFaults({ current: isWrong ? t('password.wrong') : refusalText(t, error) });
      setBusy(false);
    }
  }

  return { fields, faults, isBusy, submit, set: (change: Partial<Fields>) => setFields({ ...fields, ...change }) };
}
