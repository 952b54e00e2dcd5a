import { rollcallVariables } from './theme.ts';

/** On paper the colours are the light ones, whatever the screen shows, with black letters on white. */
const ON_PAPER: Readonly<Record<string, string>> = {
  ...rollcallVariables('light'),
  '--rc-surface': '#FFFFFF',
  '--rc-text': '#000000',
  '--rc-dimmed': '#333333',
  '--rc-link': '#000000',
  '--rc-edge': '#000000',
  '--rc-divider': '#888888',
  '--rc-selected': '#FFFFFF',
  '--mantine-color-text': '#000000',
  '--mantine-color-dimmed': '#333333',
  '--mantine-color-anchor': '#000000',
};

const RULES = Object.entries(ON_PAPER)
  .map(([name, colour]) => `${name}:${colour}`)
  .join(';');

/** Stronger than what the kit sets for the scheme of the screen. */
const SELECTOR = ':root[data-mantine-color-scheme][data-mantine-color-scheme]';

export function PrintColours() {
  return <style media="print">{`${SELECTOR}{${RULES};color-scheme:light}`}</style>;
}
