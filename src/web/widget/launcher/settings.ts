// Reads the settings of the one script tag.
import type { Language, Settings } from '../contract';
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

/** Black or white, whichever reads better on `#rrggbb` (relative luminance, WCAG 2). */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
