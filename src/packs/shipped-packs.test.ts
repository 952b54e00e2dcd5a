import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../engine/index.ts';
import type { CaseFile, WrittenTrigger } from './schema/case-file.ts';
import { runCases } from './cases/run-cases.ts';
import { readPack } from './read-pack.ts';
import { readable, told } from './testing.ts';
import { parseYamlFile } from './yaml/yaml-file.ts';

const PACKS = readdirSync('packs');

test('five packs are shipped', () => {
  expect(PACKS.toSorted()).toEqual([
    'california-sarb',
    'four-seven-ten',
    'intervention-plan',
    'secondary-criteria',
    'tiered-support',
  ]);
});

describe.each(PACKS)('%s', (name) => {
  test('has no problems, and the only warnings are of kinds not performed yet and of a band that overlaps on purpose', async () => {
    const reading = await readPack(`packs/${name}`);
    expect(told(reading)).toEqual([]);
    const others = reading.warnings.filter(
      ({ found }) => !found.startsWith('the consequence ') && !found.startsWith('a band that overlaps with'),
    );
    expect(others).toEqual([]);
    const overlaps = reading.warnings.filter(({ found }) => found.startsWith('a band')).map(({ file }) => file);
    expect(overlaps).toEqual(name === 'secondary-criteria' ? ['criteria/cuts-5.yaml'] : []);
  });

  test('comes out as its worked examples say', async () => {
    const failed = runCases(readable(await readPack(`packs/${name}`))).filter(
      ({ differences }) => differences.length > 0,
    );
    expect(failed).toEqual([]);
  });

  test('shows each criterion met and not met', async () => {
    const pack = readable(await readPack(`packs/${name}`));
    const students = [...pack.files]
      .filter(([path]) => path.startsWith('cases/'))
      .flatMap(([path, text]) => studentsOf(path, text));
    for (const { code } of pack.policy.criteria) {
      const looking = students.filter(({ criteria }) => criteria === undefined || criteria.includes(code));
      expect(
        looking.some(({ triggers }) => triggers.some(({ criterion }) => criterion === code)),
        `${code} met`,
      ).toBe(true);
      expect(
        looking.some(({ triggers }) => !triggers.some(({ criterion }) => criterion === code)),
        `${code} not met`,
      ).toBe(true);
    }
  });

  test('has each letter in English and Spanish', async () => {
    const { letters } = readable(await readPack(`packs/${name}`));
    expect(letters.size).toBeGreaterThan(0);
    for (const [letter, languages] of letters) expect([...languages.keys()].toSorted(), letter).toEqual(['en', 'es']);
  });

  test('sends every letter that it holds', async () => {
    const { letters, policy } = readable(await readPack(`packs/${name}`));
    const sent = policy.criteria.flatMap(({ then }) => then.flatMap(({ settings }) => settings['letter'] ?? []));
    expect(new Set(sent)).toEqual(new Set(letters.keys()));
  });

  test('names its sources with the day they were reviewed, and one for each criterion', async () => {
    const { sources, policy } = readable(await readPack(`packs/${name}`));
    expect(sources.length).toBeGreaterThan(0);
    for (const { reviewed } of sources) expect(reviewed).toBe(parseDay('2026-11-21'));
    for (const { source, description } of policy.criteria) expect([source, description]).not.toContain(undefined);
  });
});

interface Shown {
  readonly criteria: readonly string[] | undefined;
  readonly triggers: readonly WrittenTrigger[];
}

function studentsOf(path: string, text: string): readonly Shown[] {
  const reading = parseYamlFile(path, text);
  if (!reading.ok) throw new Error(`${path} cannot be read`);
  return (reading.yaml.value as CaseFile).examples.flatMap((example) =>
    Object.values(example.students).map(({ expect: expected }) => ({
      criteria: example.criteria,
      triggers: expected === 'nothing' ? [] : expected,
    })),
  );
}
