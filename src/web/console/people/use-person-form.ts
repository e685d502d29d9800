import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Colleague, languages, type Role } from '../data/contract';
import { toast } from '../notices/toasts';
import { shortestPassword } from './password-dialog';
import { useSavePerson } from './use-save-person';

export interface PersonFields {
  name: string;
  email: string;
  password: string;
  roles: Role[];
  languages: string[];
}

export type PersonFaults = Partial<Record<keyof PersonFields, string>>;

/** `person` null: a new one. */
export function usePersonForm(person: Colleague | null, onDone: () => void) {
  const { t } = useTranslation();
  const saving = useSavePerson();
  const [fields, setFields] = useState<PersonFields>(() => fieldsOf(person));
  const [faults, setFaults] = useState<PersonFaults>({});

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = check(t, fields, person === null);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const { email, password, ...others } = fields;
    const name = others.name.trim();
    const isSaved = person
      ? await saving.change(person.id, { ...others, name, ...(password && { password }) })
      : await saving.add({ ...others, name, email: email.trim(), password });
    if (!isSaved) return;
    toast('done', person ? t('people.saved') : t('people.created', { name }));
    onDone();
  }

  const set = (change: Partial<PersonFields>) => setFields({ ...fields, ...change });
  return { fields, faults, set, submit, isBusy: saving.isBusy, fault: saving.fault };
}

function check(t: TFunction, fields: PersonFields, isNew: boolean): PersonFaults {
  const needsPassword = isNew || fields.password !== '';
  return {
    ...(!fields.name.trim() && { name: t('people.needed') }),
    ...(!fields.email.trim() && { email: t('people.needed') }),
    ...(needsPassword && fields.password.length < shortestPassword && { password: t('people.passwordShort') }),
    ...(fields.roles.length === 0 && { roles: t('people.roleNeeded') }),
    ...(fields.languages.length === 0 && { languages: t('people.roleNeeded') }),
  };
}

function fieldsOf(person: Colleague | null): PersonFields {
  if (!person) return { name: '', email: '', password: '', roles: ['agent'], languages: [...languages] };
  const { name, email } = person;
  return { name, email, password: '', roles: person.roles, languages: person.languages };
}
