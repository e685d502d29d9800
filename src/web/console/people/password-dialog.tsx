import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalText } from '../conversation/refusal';
import { calls } from '../data/calls';
import { ApiError } from '../data/request';
import { Dialog } from '../look/dialog';
import { toast } from '../notices/toasts';
import classes from './people.module.css';

export const shortestPassword = 10;

export function PasswordDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [faults, setFaults] = useState<{ current?: string; next?: string; again?: string }>({});

  async function change(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (next.length < shortestPassword) return setFaults({ next: t('people.passwordShort') });
    if (next !== again) return setFaults({ again: t('password.different') });
    setFaults({});
    setBusy(true);
    try {
      await calls.changePassword(current, next);
      toast('done', t('password.done'));
      onClose();
    } catch (error) {
      const isWrong = error instanceof ApiError && error.code === 'wrong-password';
      setFaults({ current: isWrong ? t('password.wrong') : refusalText(t, error) });
      setBusy(false);
    }
  }

  const show = { 'aria-label': t('signIn.show') };
  return (
    <Dialog onClose={onClose} title={t('password.title')}>
      <form className={classes.form} onSubmit={(event) => void change(event)}>
        <PasswordInput
          data-autofocus
          label={t('password.current')}
          autoComplete="current-password"
          value={current}
          error={faults.current}
          visibilityToggleButtonProps={show}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password.next')}
          description={t('people.passwordShort')}
          autoComplete="new-password"
          value={next}
          error={faults.next}
          visibilityToggleButtonProps={show}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password.again')}
          autoComplete="new-password"
          value={again}
          error={faults.again}
          visibilityToggleButtonProps={show}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!current || !next}>
            {t('password.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
