// Reads the settings of the one script tag.
import type { Settings } from '../contract';
import type { Language } from '../texts/language';
import { launcherTexts } from './texts';

/** Settings of the tag; what is missing comes from the page and the browser. */
export function readSettings(script: HTMLScriptElement): Settings {
  const { dataset } = script;
  const wanted = dataset.locale || document.documentElement.lang || navigator.language;
  const locale = /^[A-Za-z][\w-]{0,34}$/.test(wanted) ? wanted.replaceAll('_', '-') : 'it';
  const language: Language = /^it\b/i.test(locale) ? 'it' : 'en';
  const { accent, theme, identity } = dataset;
  return {
    origin: new URL(script.src).origin,
    language,
    locale,
    side: dataset.side === 'left' ? 'left' : 'right',
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    label: dataset.label ?? launcherTexts[language].label,
    hidesLauncher: dataset.hideLauncher !== undefined && dataset.hideLauncher !== 'false',
    ...(accent && /^#[0-9a-f]{6}$/i.test(accent) ? { accent } : {}),
    ...(identity ? { identity } : {}),
    ...(script.nonce ? { nonce: script.nonce } : {}),
  };
}
