import { expect, test } from 'vitest';
import { plusDays } from '../../parts/plus-days.ts';
import { linesOf } from './plan-draft.ts';

const templates = [
  {
    name: 'success' as const,
    lines: [
      { part: 'family-does' as const, prompt: 'What the family will do, 1' },
      { part: 'family-does' as const, prompt: 'What the family will do, 2' },
      { part: 'helper' as const, prompt: 'Who helps' },
    ],
  },
];

test('a new plan starts with the questions of its template', () => {
  expect(linesOf({ plan: null, templates }, 'success').map(({ prompt, words }) => [prompt, words])).toEqual([
    ['What the family will do, 1', ''],
    ['What the family will do, 2', ''],
    ['Who helps', ''],
  ]);
});

test('a plan that is changed shows what it says, and asks only what nothing answers', () => {
  const plan = {
    startOn: '2026-11-16',
    implementedOn: null,
    familyPart: 'invited' as const,
    familyComments: '',
    lines: [{ part: 'family-does' as const, words: 'Phone away at nine', who: 'Ana', dueOn: null }],
    interventions: [],
  };
  expect(linesOf({ plan, templates }, 'success').map(({ part, words }) => [part, words])).toEqual([
    ['family-does', 'Phone away at nine'],
    ['family-does', ''],
    ['helper', ''],
  ]);
});

test('days are added over the end of a month, and nothing is added to what is no date', () => {
  expect(plusDays('2026-11-16', 21)).toBe('2026-12-07');
  expect(plusDays('', 21)).toBe('');
});
