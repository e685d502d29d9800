// One form for a new person and for changing one; an empty password leaves the present one.
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Colleague } from '../data/contract';
import { Dialog } from '../look/dialog';
import classes from '../look/dialog.module.css';
import { DialogButtons } from '../look/dialog-buttons';
import { PasswordField } from '../look/password-field';
import { PersonChoices } from './person-choices';
import { usePersonForm } from './use-person-form';

export function PersonDialog({ person, onClose }: { person: Colleague | null; onClose(): void }) {
  const { t } = useTranslation();
  const form = usePersonForm(person, onClose);
  const { fields, faults, set } = form;
  return (
    <Dialog onClose={onClose} title={person ? t('people.change', { name: person.name }) : t('people.add')}>
      <form className={classes.form} onSubmit={(event) => void form.submit(event)} noValidate>
        <TextInput
          data-autofocus
          label={t('people.name')}
          description={t('people.nameHint')}
          value={fields.name}
          error={faults.name}
          maxLength={80}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('people.email')}
          type="email"
          value={fields.email}
          error={faults.email}
          disabled={person !== null}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <PasswordField
          label={t(person ? 'people.newPassword' : 'people.firstPassword')}
          description={t(person ? 'people.newPasswordHint' : 'people.passwordHint')}
          autoComplete="new-password"
          value={fields.password}
          error={faults.password}
          onText={(password) => set({ password })}
        />
        <PersonChoices fields={fields} faults={faults} set={set} />
        <p className={classes.fault} role="alert">
          {form.fault}
        </p>
        <DialogButtons label={t(person ? 'people.save' : 'people.create')} isBusy={form.isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
