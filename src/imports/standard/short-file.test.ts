import { describe, expect, it } from 'vitest';
import { findDrops, shortFileMessage, type SchoolCount } from './short-file.ts';

function school(counts: {
  readonly rows?: number;
  readonly covered?: number;
  readonly before?: number;
  readonly from?: number;
  readonly earliest?: number;
}): SchoolCount {
  const { rows, covered, before, from = 100, earliest = 100 } = counts;
  return {
    name: 'Oak Middle (OAK)',
    coverage: rows === undefined ? undefined : { from, to: 200, rows },
    stored: covered === undefined ? undefined : { covered, onDaysOfFile: covered, earliest },
    before,
  };
}

describe('findDrops', () => {
  it('accepts a drop of exactly 20% and finds one of more', () => {
    expect(findDrops([school({ rows: 80, covered: 100 })], false)).toEqual([]);
    expect(findDrops([school({ rows: 79, covered: 100 })], false)).toEqual([
      { name: 'Oak Middle (OAK)', old: 100, new: 79 },
    ]);
  });

  it('compares with the last file when the file starts at or before the earliest stored record', () => {
    expect(findDrops([school({ rows: 79, covered: 79, before: 100, from: 100 })], false)).toHaveLength(1);
    expect(findDrops([school({ rows: 80, covered: 80, before: 100, from: 100 })], false)).toEqual([]);
  });

  it('does not compare a file of some later days with the last file', () => {
    expect(findDrops([school({ rows: 10, covered: 10, before: 100, from: 101 })], false)).toEqual([]);
  });

  it('a first file of a school is never short', () => {
    expect(findDrops([school({ rows: 1 }), school({})], false)).toEqual([]);
  });

  it('finds a school that had records on the days of the file and has none now', () => {
    expect(findDrops([school({ covered: 50, before: 60 })], false)).toEqual([
      { name: 'Oak Middle (OAK)', old: 50, new: 0 },
    ]);
  });

  it('a school without records on the days of the file is not missed', () => {
    expect(findDrops([school({ covered: 0, before: 60 })], false)).toEqual([]);
  });

  it('a file without any row is compared with the last one', () => {
    expect(findDrops([school({ before: 60 })], true)).toEqual([{ name: 'Oak Middle (OAK)', old: 60, new: 0 }]);
    expect(findDrops([school({ before: 0 })], true)).toEqual([]);
  });
});

describe('shortFileMessage', () => {
  it('gives the figures of every school, and says how to go on', () => {
    const drops = [
      { name: 'Oak (OAK)', old: 100, new: 73 },
      { name: 'Elm (ELM)', old: 3, new: 1 },
    ];
    expect(shortFileMessage(drops, { line: 7, row: 'x' }).split('\n')).toEqual([
      'This file has 27% fewer records for Oak (OAK) than the last one (73 instead of 100).',
      'This file has 66.6% fewer records for Elm (ELM) than the last one (1 instead of 3).',
      'attendance.csv:7: the last line is cut off: it has too few fields and no line break.',
      'Nothing was changed. If that is right, say why and go on: --accept-drop --reason "..."',
    ]);
  });

  it('a drop of hardly more than a fifth does not read as one of a fifth', () => {
    expect(shortFileMessage([{ name: 'Oak', old: 10_000, new: 7_999 }], undefined)).toContain('more than 20% fewer');
  });
});
