import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages, roles } from '../data/contract';
import classes from './people.module.css';
import type { PersonFaults, PersonFields } from './use-person-form';

interface Props {
  fields: PersonFields;
  faults: PersonFaults;
  set(change: Partial<PersonFields>): void;
}

/** What a person may do, and in which languages. */
export function PersonChoices({ fields, faults, set }: Props) {
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
