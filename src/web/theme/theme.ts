/** The kit's theme, made of our own roles: no default colour of the kit is left where a person reads. */
import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { COLOURS, cssVariablesOf, type Scheme } from './colours.ts';

const BLUE: MantineColorsTuple = [
  '#EFF5FD',
  '#E3EDFB',
  '#CFE3FA',
  '#B4D0F7',
  '#8FB8F2',
  '#5C8FD6',
  '#2F68B8',
  '#1B4F9C',
  '#143C78',
  '#0E2B57',
];

/** The kit's own greys, in our tone: 6 is a raised surface and 7 the body in the dark. */
const DARK: MantineColorsTuple = [
  '#E7EBEF',
  '#AAB5C0',
  '#98A3AE',
  '#7C8894',
  '#4C5661',
  '#3A434C',
  '#1D232A',
  '#14181D',
  '#101418',
  '#0B0E12',
];
const GRAY: MantineColorsTuple = [
  '#F4F6F8',
  '#EDF0F3',
  '#E3E7EB',
  '#D3DAE1',
  '#C2C9D1',
  '#8995A1',
  '#75808B',
  '#5B6670',
  '#4B5661',
  '#1B2127',
];

/** One shadow, for what floats. */
const FLOATING = '0 4px 16px rgb(0 0 0 / 24%)';

export const theme = createTheme({
  colors: { blue: BLUE, dark: DARK, gray: GRAY },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.2,
  black: COLOURS.light.text,
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.333', sm: '1.429', md: '1.5', lg: '1.444', xl: '1.273' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.214' },
      h2: { fontSize: '1.375rem', lineHeight: '1.273' },
      h3: { fontSize: '1.125rem', lineHeight: '1.444' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.25rem', md: '0.25rem', lg: '0.25rem', xl: '0.25rem' },
  defaultRadius: 'sm',
  shadows: { xs: FLOATING, sm: FLOATING, md: FLOATING, lg: FLOATING, xl: FLOATING },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'never',
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    if (input.variant !== 'filled' || input.color === undefined) return resolved;
    if (input.color === 'red') return filled('error');
    return input.color === 'blue' ? filled('link') : resolved;
  },
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    // The line of the title is no banner of the page.
    Modal: { defaultProps: { transitionProps: { duration: 120 }, attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, attributes: { header: { role: 'presentation' } } } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true }, withArrow: true } },
  },
});

function filled(role: 'error' | 'link'): ReturnType<typeof defaultVariantColorsResolver> {
  const hover = role === 'link' ? 'var(--rc-link-hover)' : 'var(--rc-error)';
  return { background: `var(--rc-${role})`, hover, color: 'var(--rc-on-filled)', border: '1px solid transparent' };
}

/** The variables of a scheme: our roles, and the kit's own set to them. */
export function rollcallVariables(scheme: Scheme): Record<string, string> {
  const colour = COLOURS[scheme];
  return {
    ...cssVariablesOf(scheme),
    '--mantine-color-body': colour.body,
    '--mantine-color-text': colour.text,
    '--mantine-color-bright': colour.text,
    '--mantine-color-dimmed': colour.dimmed,
    '--mantine-color-placeholder': colour.placeholder,
    '--mantine-color-error': colour.error,
    '--mantine-color-anchor': colour.link,
    '--mantine-color-default': colour.body,
    '--mantine-color-default-hover': colour.surface,
    '--mantine-color-default-color': colour.text,
    '--mantine-color-default-border': colour.edge,
    '--mantine-color-disabled': colour.surface,
    '--mantine-color-disabled-color': colour.placeholder,
    '--mantine-color-disabled-border': colour.divider,
    '--mantine-primary-color-filled': colour.link,
    '--mantine-primary-color-filled-hover': colour['link-hover'],
    '--mantine-primary-color-contrast': colour['on-filled'],
    '--mantine-color-blue-filled': colour.link,
    '--mantine-color-blue-filled-hover': colour['link-hover'],
    '--mantine-color-blue-light': colour.selected,
    '--mantine-color-blue-light-hover': colour.selected,
    '--mantine-color-blue-light-color': colour.link,
    '--mantine-color-blue-outline': colour.link,
    '--mantine-color-red-filled': colour.error,
    '--mantine-color-red-outline': colour.error,
    '--mantine-color-red-light-color': colour.error,
    '--mantine-color-yellow-outline': colour.warning,
    '--mantine-color-yellow-light': colour['state-waiting-fill'],
    '--mantine-color-yellow-light-color': colour['state-waiting-text'],
    '--mantine-color-green-outline': colour.done,
    '--mantine-color-green-light': colour['state-sent-fill'],
    '--mantine-color-green-light-color': colour['state-sent-text'],
  };
}

export const variablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: rollcallVariables('light'),
  dark: rollcallVariables('dark'),
});
