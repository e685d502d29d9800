import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../data/contract';
import { currentLanguage, speak } from '../words/language';

/** Languages by their own names, whoever reads. */
const languageNames: Record<Language, string> = { it: 'Italiano', en: 'English' };

export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('frame.language')}
      value={currentLanguage()}
      data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      onChange={(language) => void speak(language === 'en' ? 'en' : 'it')}
    />
  );
}
