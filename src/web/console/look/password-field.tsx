import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props extends Omit<PasswordInputProps, 'onChange'> {
  onText(text: string): void;
}

/** A password that can be shown to the person who types it. */
export function PasswordField({ onText, ...props }: Props) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      onChange={(event) => onText(event.currentTarget.value)}
      {...props}
    />
  );
}
