import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { randomCase, type RandomCase } from '../../test/oracle/random-case.ts';
import { writeCase } from '../../test/oracle/write-case.ts';
import { districtFacts, namesOf, readBundle, studentsOf } from '../bundle/index.ts';
import { decodeEvidence } from '../db/evidence-pack.ts';
import { readDistrictFacts } from '../db/district-facts.ts';
import { createJudge, formatDay } from '../engine/index.ts';
import { parsePack } from '../packs/index.ts';
import { dayOf, dropTestDistricts, TestDistrict } from './test-district.ts';

afterAll(dropTestDistricts);

/** More by ROLLCALL_FUZZ=500. */
const SEEDS = Array.from({ length: Number(process.env['ROLLCALL_FUZZ'] ?? 8) }, (_, at) => 7_000 + at);

describe('what is stored after import and calculation', () => {
  test.each(SEEDS)('is what evaluating the same bundle says, and stays so (seed %i)', async (seed) => {
    const given = randomCase(seed);
    const district = await TestDistrict.create();
    await district.import(given.bundle);
    await district.usePack(given.packFiles);
    const expected = await evaluated(given);
    const first = await district.calculate(given.asOf);
    expect(await stored(district)).toEqual(expected);
    const again = await district.calculate(given.asOf, { full: true });
    expect(await stored(district)).toEqual(expected);
    expect(again.figures).toMatchObject({
      new: 0,
      moved: 0,
      redecided: 0,
      lapsed: 0,
      activeAgain: 0,
      carriedOver: 0,
      amended: 0,
      noLongerMet: 0,
    });
    expect(again.figures.setAside).toBe(first.figures.setAside);
  });
});

/** Judges the bundle in memory, as `rollcall evaluate` does. */
async function evaluated(given: RandomCase): Promise<unknown[]> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-evaluated-'));
  try {
    await writeCase(given, dir);
    const bundle = await readBundle(join(dir, 'bundle'));
    const reading = parsePack(given.packFiles);
    if (!reading.ok) throw new Error('the random pack cannot be used');
    const { policy } = reading.pack;
    const judge = createJudge({
      policies: [{ policy }],
      district: districtFacts(bundle),
      names: namesOf(bundle),
      asOf: dayOf(given.asOf),
    });
    const lines = [...studentsOf(bundle)].flatMap((student) =>
      (judge.evaluateStudent(student).policies[0]?.outcomes ?? []).map((outcome) => ({
        student: student.id,
        ...outcome,
      })),
    );
    return sorted(lines.map((line) => ({ ...line, school: line.school ?? '' })));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function stored(district: TestDistrict): Promise<unknown[]> {
  const client = await district.db.pool.connect();
  const { names } = await readDistrictFacts(client, district.id);
  client.release();
  const rows = (await district.rows('triggers', 'student_id')).filter(({ state }) => state === 'active');
  return sorted(
    rows.map((row) => ({
      student: String(row['student_id']),
      criterion: String(row['criterion']),
      cycle: dayOf(String(row['cycle_on'])),
      occurrence: Number(row['occurrence']),
      school: String(row['school_id']),
      day: dayOf(String(row['trigger_on'])),
      value: Number(row['value']),
      decision: row['decision'],
      reason: row['reason'],
      evidence: decodeEvidence(row['evidence'] as Buffer, names),
    })),
  );
}

interface Line {
  readonly student: string;
  readonly criterion: string;
  readonly cycle: number;
  readonly occurrence: number;
  readonly school: string;
}

function sorted<Row extends Line>(rows: readonly Row[]): Row[] {
  const key = ({ student, criterion, cycle, occurrence, school }: Line): string =>
    [student, criterion, formatDay(cycle), school, String(occurrence).padStart(5, '0')].join(' ');
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
