import { describe, expect, test } from 'vitest';
import { COLOURS, DAY_COLOURS, DAY_STATUSES, type ColourRole, type Scheme } from './colours.ts';
import { contrastOf } from './contrast.ts';
import { rollcallVariables } from './theme.ts';

const TEXT: readonly ColourRole[] = ['text', 'dimmed', 'placeholder', 'link', 'link-hover', 'error', 'warning', 'done'];
const MARKS: readonly ColourRole[] = ['edge', 'ring'];
const STATES = ['due', 'waiting', 'sent', 'returned', 'closed'] as const;

describe.each(['light', 'dark'] satisfies Scheme[])('%s', (scheme) => {
  const colour = COLOURS[scheme];
  const days = DAY_COLOURS[scheme];

  test.each(TEXT)('%s can be read on the body, a raised surface and a selected row', (role) => {
    for (const ground of ['body', 'surface', 'selected'] as const)
      expect(contrastOf(colour[role], colour[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(MARKS)('%s can be seen on the body, a raised surface and a selected row', (role) => {
    for (const ground of ['body', 'surface', 'selected'] as const)
      expect(contrastOf(colour[role], colour[ground])).toBeGreaterThanOrEqual(3);
  });

  test('words on a filled button can be read, also while it is pointed at', () => {
    expect(contrastOf(colour['on-filled'], colour.link)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(colour['on-filled'], colour['link-hover'])).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(colour['on-filled'], colour.error)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(STATES)('the word of a notice state "%s" can be read on its chip', (state) => {
    expect(contrastOf(colour[`state-${state}-text`], colour[`state-${state}-fill`])).toBeGreaterThanOrEqual(7);
  });

  test.each(DAY_STATUSES)('the letter of a day %s can be read, its edge can be seen', (status) => {
    expect(contrastOf(days[status].letter, days[status].fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(days[status].edge, colour.body)).toBeGreaterThanOrEqual(3);
  });

  test('the edge of a band can be seen on the body', () => {
    expect(contrastOf(colour['band-edge'], colour.body)).toBeGreaterThanOrEqual(3);
  });

  test('the ring around a counted day stands out from the body', () => {
    expect(contrastOf(colour.text, colour.body)).toBeGreaterThanOrEqual(14);
  });

  test('the components of the kit take their colours from these roles', () => {
    const variables = rollcallVariables(scheme);
    expect(variables['--mantine-color-body']).toBe(colour.body);
    expect(variables['--mantine-color-text']).toBe(colour.text);
    expect(variables['--mantine-color-dimmed']).toBe(colour.dimmed);
    expect(variables['--mantine-color-placeholder']).toBe(colour.placeholder);
    expect(variables['--mantine-color-error']).toBe(colour.error);
    expect(variables['--mantine-color-anchor']).toBe(colour.link);
  });

  test.each(['red', 'yellow', 'green'])('the title of an outlined %s box can be read on the body', (name) => {
    expect(
      contrastOf(rollcallVariables(scheme)[`--mantine-color-${name}-outline`] ?? '', colour.body),
    ).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['yellow', 'green'])('the title and the text of a filled %s box can be read in it', (name) => {
    const variables = rollcallVariables(scheme);
    const fill = variables[`--mantine-color-${name}-light`] ?? '';
    expect(contrastOf(variables[`--mantine-color-${name}-light-color`] ?? '', fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(scheme === 'light' ? colour.text : '#FFFFFF', fill)).toBeGreaterThanOrEqual(4.5);
  });
});

test('the contrast of black on white is 21, of a colour on itself 1', () => {
  expect(contrastOf('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrastOf('#75808B', '#75808B')).toBe(1);
});
