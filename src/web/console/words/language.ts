// Which language the console speaks: the one chosen here before, else the browser's, else Italian. Only that one is fetched.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createKeptCell } from '../data/cell';
import type { Language } from '../data/contract';
import type { all } from './it/all';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof all };
  }
}

const fetchWords: Record<Language, () => Promise<{ all: typeof all }>> = {
  it: () => import('./it/all'),
  en: () => import('./en/all'),
};

const chosen = createKeptCell<Language | null>('language', null);

export async function startWords() {
  const language = chosen.get() ?? browserLanguage();
  const words = await fetchWords[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: words.all } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** Stays with the present language when the other one cannot be fetched. */
export async function speak(language: Language) {
  const words = await fetchWords[language]().catch(() => null);
  if (!words) return;
  i18next.addResourceBundle(language, 'translation', words.all);
  await i18next.changeLanguage(language);
  chosen.set(language);
  document.documentElement.lang = language;
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'it';
}

/** The reader's locale for times and numbers: their own region when it speaks the chosen language (en-GB, it-CH). */
export function readerLocale(): string {
  const language = currentLanguage();
  return navigator.languages.find((locale) => locale.toLowerCase().startsWith(language)) ?? language;
}

function browserLanguage(): Language {
  for (const locale of navigator.languages) {
    if (/^it\b/i.test(locale)) return 'it';
    if (/^en\b/i.test(locale)) return 'en';
  }
  return 'it';
}
