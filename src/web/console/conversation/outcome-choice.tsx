import { useTranslation } from 'react-i18next';
import { type Outcome, outcomes } from '../data/contract';
import classes from './dialogs.module.css';

export function OutcomeChoice({ value, onChange }: { value: Outcome; onChange(outcome: Outcome): void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.outcomes}>
      <legend className="for-readers">{t('conversation.closeAsk.title')}</legend>
      {outcomes.map((outcome) => (
        <label key={outcome} className={classes.outcome}>
          <input
            type="radio"
            name="outcome"
            value={outcome}
            checked={value === outcome}
            data-autofocus={outcome === 'solved' || undefined}
            onChange={() => onChange(outcome)}
          />
          <span>{t(`states.outcome.${outcome}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
