import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface Props {
  label: string;
  isBusy: boolean;
  onCancel(): void;
  /** Absent: the button submits the form it stands in. */
  onConfirm?: () => void;
  isDisabled?: boolean;
  isGrave?: boolean;
  /** Enter confirms as soon as the dialog is open. */
  hasFocus?: boolean;
}

export function DialogButtons({ label, isBusy, onCancel, onConfirm, isDisabled, isGrave, hasFocus }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={onCancel}>
        {t('frame.cancel')}
      </Button>
      <Button
        type={onConfirm ? 'button' : 'submit'}
        color={isGrave ? 'red' : 'teal'}
        loading={isBusy}
        disabled={isDisabled ?? false}
        data-autofocus={hasFocus || undefined}
        {...(onConfirm && { onClick: onConfirm })}
      >
        {label}
      </Button>
    </div>
  );
}
