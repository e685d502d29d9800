// One form for a new person and for changing one; an empty password leaves the present one.
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Colleague, languages, type Role, roles } from '../data/contract';
import { Dialog } from '../look/dialog';
import { toast } from '../notices/toasts';
import { shortestPassword } from './password-dialog';
import classes from './people.module.css';
import { useSavePerson } from './use-save-person';

interface Fields {
  name: string;
  email: string;
  password: string;
  roles: Role[];
  languages: string[];
}

type Faults = Partial<Record<keyof Fields, string>>;

export function PersonDialog({ person, onClose }: { person: Colleague | null; onClose(): void }) {
  const { t } = useTranslation();
  const saving = useSavePerson();
  const [fields, setFields] = useState<Fields>(() => fieldsOf(person));
  const [faults, setFaults] = useState<Faults>({});
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });

  function check(): Faults {
    const password = fields.password.length < shortestPassword && (!person || fields.password !== '');
    return {
      ...(!fields.name.trim() && { name: t('people.needed') }),
      ...(!person && !fields.email.trim() && { email: t('people.needed') }),
      ...(password && { password: t('people.passwordShort') }),
      ...(fields.roles.length === 0 && { roles: t('people.roleNeeded') }),
      ...(fields.languages.length === 0 && { languages: t('people.roleNeeded') }),
    };
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    const found = check();
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const { email, password, ...others } = fields;
    const name = others.name.trim();
    const isSaved = person
      ? await saving.change(person.id, { ...others, name, ...(password && { password }) })
      : await saving.add({ ...others, name, email: email.trim(), password });
    if (!isSaved) return;
    toast('done', person ? t('people.saved') : t('people.created', { name }));
    onClose();
  }

  return (
    <Dialog onClose={onClose} title={person ? t('people.change', { name: person.name }) : t('people.add')}>
      <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
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
        <PasswordInput
          label={t(person ? 'people.newPassword' : 'people.firstPassword')}
          description={t(person ? 'people.newPasswordHint' : 'people.passwordHint')}
          autoComplete="new-password"
          value={fields.password}
          error={faults.password}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <Choices fields={fields} faults={faults} set={set} />
        <p className={classes.fault} role="alert">
          {saving.fault}
        </p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" loading={saving.isBusy}>
            {t(person ? 'people.save' : 'people.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoicesProps {
  fields: Fields;
  faults: Faults;
  set(change: Partial<Fields>): void;
}

function Choices({ fields, faults, set }: ChoicesProps) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox.Group
        label={t('people.roles')}
        value={fields.roles}
        error={faults.roles}
        onChange={(chosen) => set({ roles: roles.filter((role) => chosen.includes(role)) })}
      >
        <div className={classes.choices}>
          {roles.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={t(`people.role.${role}`)}
              description={t(`people.roleHint.${role}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('people.languages')}
        value={fields.languages}
        error={faults.languages}
        onChange={(chosen) => set({ languages: languages.filter((language) => chosen.includes(language)) })}
      >
        <div className={classes.choices} data-inline="true">
          {languages.map((language) => (
            <Checkbox key={language} value={language} label={t(`states.language.${language}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}

function fieldsOf(person: Colleague | null): Fields {
  if (!person) return { name: '', email: '', password: '', roles: ['agent'], languages: [...languages] };
  const { name, email } = person;
  return { name, email, password: '', roles: person.roles, languages: person.languages };
}
