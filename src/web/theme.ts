/** The look in one place: one scale of type, one blue, and figures that stand in columns. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep enough for white text at 6 and 7: above 4.5 to 1. */
const harbour: MantineColorsTuple = [
  '#eef4fb',
  '#d9e5f3',
  '#b3cbe8',
  '#8bb0dd',
  '#7aa9e0',
  '#4f83c4',
  '#3a6fb3',
  '#1f569b',
  '#174580',
  '#0e3363',
];

/** Night: blue rather than grey, and nothing pure black. */
const dark: MantineColorsTuple = [
  '#e6ebf2',
  '#c9d2de',
  '#a8b3c2',
  '#7f8b9b',
  '#4b5766',
  '#35404e',
  '#1a212b',
  '#11161d',
  '#0d1218',
  '#0a0d12',
];

export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 6 },
  colors: { harbour, dark },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "DejaVu Sans Mono", Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    // A link within a text is known by its line, not by its colour alone.
    Anchor: { defaultProps: { underline: 'always' } },
    TextInput: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
});
