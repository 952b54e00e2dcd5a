import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPack } from './read-pack.ts';
import { readSmall, told, warned } from './testing.ts';
import { titleIn } from './title-in.ts';

const withWords = (text: string, file = 'words/es.yaml') => readSmall({ [file]: text });

describe('words of a pack in another language', () => {
  test('give the title of a criterion; a language without words keeps its own', () => {
    const reading = withWords('criteria: { A: { title: Primera, description: Tres días } }');
    if (!reading.ok) throw new Error(told(reading).join('\n'));
    const [criterion] = reading.pack.policy.criteria;
    expect([titleIn(criterion!, 'es'), titleIn(criterion!, 'en'), titleIn(criterion!, 'fr')]).toEqual([
      'Primera',
      'First',
      'First',
    ]);
    expect(criterion?.translated?.['es']?.description).toBe('Tres días');
  });

  test('belong to what is frozen when the pack is used', () => {
    const [plain, other] = [readSmall(), withWords('criteria: { A: { title: Primera } }')];
    if (!plain.ok || !other.ok) throw new Error('unreadable');
    expect([...other.pack.files.keys()]).toContain('words/es.yaml');
    expect(other.pack.hash).not.toBe(plain.pack.hash);
  });

  test('for a code that the pack does not have are refused, with the place', () => {
    expect(told(withWords('criteria:\n  A: { title: Primera }\n  L9: { title: Otra }'))).toEqual([
      'words/es.yaml:3:3 criteria.L9: found the unknown criterion "L9"; allowed: a criterion of this pack: A',
    ]);
  });

  test('that leave a criterion out are warned of', () => {
    expect(warned(withWords('criteria: {}')).join('\n')).toContain('no words for A');
  });

  test('in a file of another name or shape are refused', () => {
    expect(told(withWords('criteria: {}', 'words/Spanish.yaml')).join('\n')).toContain('as words/es.yaml');
    expect(told(withWords('titles: {}')).length).toBeGreaterThan(0);
    expect(told(withWords('criteria: { A: { heading: x } }')).length).toBeGreaterThan(0);
  });
});

test.each(readdirSync('packs'))('the shipped pack %s has Spanish for each of its criteria', async (name) => {
  const reading = await readPack(`packs/${name}`);
  if (!reading.ok) throw new Error(told(reading).join('\n'));
  for (const criterion of reading.pack.policy.criteria) expect(titleIn(criterion, 'es')).not.toBe(criterion.title);
});
