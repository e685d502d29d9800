// The console's own Mantine theme: warm paper, and one hue per state (design: teal person, amber waiting, red late, slate
// bot, green closed). Mantine's variables are derived from the same palette file as our own, look/palette.css.
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#eef8f5',
  '#dff0ec',
  '#c3e2db',
  '#9fd0c6',
  '#6fb8ab',
  '#3a978b',
  '#0e6f6a',
  '#0b5f5b',
  '#094e4b',
  '#073d3b',
];
const red: MantineColorsTuple = [
  '#fdf2ef',
  '#fbe6e2',
  '#f5cbc4',
  '#eca79d',
  '#dd7267',
  '#c8463b',
  '#b02a20',
  '#9b231a',
  '#821d16',
  '#691812',
];
const gray: MantineColorsTuple = [
  '#fbf8f3',
  '#f7f2ea',
  '#f1ebe1',
  '#e5dccd',
  '#cfc3b0',
  '#978a77',
  '#7a6e5f',
  '#665c50',
  '#443d35',
  '#26221d',
];
const dark: MantineColorsTuple = [
  '#efe8de',
  '#d2c9bd',
  '#b0a598',
  '#8b8073',
  '#4a433c',
  '#38322c',
  '#2a2622',
  '#1f1c19',
  '#191714',
  '#141210',
];

/** Controls read their size, radius and type from here; colours come from look/palette.css. */
export const theme = createTheme({
  colors: { teal, red, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 6 },
  white: '#ffffff',
  black: '#26221d',
  fontFamily:
    'ui-sans-serif, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "DejaVu Sans Condensed", sans-serif',
  fontWeights: { regular: '400', medium: '600', bold: '600' },
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.125rem', xl: '1.375rem' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
  },
});
