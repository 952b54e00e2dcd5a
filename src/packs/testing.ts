/** A small pack that every test of this room starts from, and changes in one place. */
import { renderProblem } from '../problem.ts';
import { parsePack } from './parse-pack.ts';
import type { Pack, PackReading } from './pack.ts';

export const PACK_YAML = `id: small
title: A small pack
version: "1"
sources: [{ title: Made up, reviewed: 2026-11-21 }]
events: [home-visit]
views:
  half: { parts: [{ counts: [{ status: [absent] }], rows: [{ atLeast: 4, value: 1 }, { atLeast: 2, value: 0.5 }] }] }
groups:
  - { id: steps, mode: ladder }
  - { id: either, mode: first-match }
`;

export const CRITERION_YAML = `code: A
title: First
description: Three days
source: Made up
group: steps
order: 1
when:
  type: total
  counts: [{ status: [absent], excuse: [unexcused] }]
  atLeast: 3
then:
  - { letter: notice }
`;

export const LETTER = '# A notice\n\nDear {{guardian.names}},\n\nplease call us.\n\n{{dates}}\n';

export const FILES: Readonly<Record<string, string>> = {
  'pack.yaml': PACK_YAML,
  'criteria/a.yaml': CRITERION_YAML,
  'letters/notice/en.md': LETTER,
};

/** The small pack with files replaced or added; undefined leaves one out. */
export function readSmall(changes: Readonly<Record<string, string | undefined>> = {}): PackReading {
  const files = Object.entries({ ...FILES, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return parsePack(new Map(files));
}

/** The small pack with its one criterion changed. */
export function withCriterion(from: string, to: string): PackReading {
  if (!CRITERION_YAML.includes(from)) throw new Error(`the criterion has no ${from}`);
  return readSmall({ 'criteria/a.yaml': CRITERION_YAML.replace(from, () => to) });
}

/** The problems as they are printed. */
export function told(reading: PackReading): readonly string[] {
  return reading.ok ? [] : reading.problems.map(renderProblem);
}

/** The warnings as they are printed. */
export function warned(reading: PackReading): readonly string[] {
  return reading.warnings.map(renderProblem);
}

/** The pack; a test fails with its problems when there are any. */
export function readable(reading: PackReading): Pack {
  if (!reading.ok) throw new Error(told(reading).join('\n'));
  return reading.pack;
}
