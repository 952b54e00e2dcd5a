import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../access/roles.ts';
import { GUIDES } from './guides.ts';
import { PLACES_OF } from './navigation.ts';

interface Words {
  readonly guide: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly about: string;
        readonly steps: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
      }
    >
  >;
}

describe('help by role', () => {
  test.each(['en', 'es'])('every step is told in %s, and nothing is told that no guide has', (language) => {
    const { guide } = JSON.parse(
      readFileSync(join(import.meta.dirname, '..', 'words', language, 'guides.json'), 'utf8'),
    ) as Words;
    expect(Object.keys(guide)).toEqual(Object.keys(GUIDES));
    for (const [key, { steps }] of Object.entries(GUIDES)) {
      const told = guide[key]!;
      expect(told.about.length).toBeGreaterThan(10);
      expect([key, ...Object.keys(told.steps)]).toEqual([key, ...steps.map(([step]) => step)]);
      for (const { title, text } of Object.values(told.steps)) expect(title !== '' && text.length > 20).toBe(true);
    }
  });

  test('every role has a guide, and each step leads to a page that somebody of the role has', () => {
    const helped = new Set(Object.values(GUIDES).flatMap(({ roles }) => roles));
    expect([...helped].toSorted()).toEqual([...ROLES].toSorted());
    for (const [key, { roles, steps }] of Object.entries(GUIDES))
      for (const [step, place] of steps) {
        const isThere = place === null || roles.some((role) => PLACES_OF[role].includes(place));
        expect([key, step, isThere]).toEqual([key, step, true]);
      }
  });
});
