// Puts the theme's variables into a constructed style sheet. Mantine would write an inline <style> element for them, which
// a content security policy without 'unsafe-inline' refuses.
import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { theme } from './theme';

/** Call once before the first render. */
export function adoptTheme() {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(convertCssVariables(defaultCssVariablesResolver(merged), ':root'));
  // First in line: look/palette.css is a linked sheet and would lose against an adopted one, hence its higher specificity.
  document.adoptedStyleSheets = [sheet];
}
