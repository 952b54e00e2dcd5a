import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { districtFacts, namesOf, readBundle, studentsOf, type Bundle } from '../bundle/index.ts';
import { createJudge, formatDay, parseDay, type Day } from '../engine/index.ts';
import { readPack } from '../packs/index.ts';
import { CAST, CAST_STAFF, generateDistrict, sampleConferenceSlots, samplePackUses, writeDistrict } from './index.ts';

const PACKS = join(import.meta.dirname, '../../packs');
const GUIDE = join(import.meta.dirname, '../../docs/guides/sample-district.md');

function day(text: string): Day {
  return parseDay(text) as Day;
}

async function bundleThrough(through: string): Promise<Bundle> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-cast-'));
  try {
    await writeDistrict(dir, generateDistrict({ students: 100, through: day(through) }));
    return await readBundle(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** What the pack says of the cast at the schools that use it: `Maya: L1 2026-11-09 issue`. */
async function judged(
  packId: string,
  { through, asOf }: { readonly through: string; readonly asOf: string },
): Promise<string[]> {
  const reading = await readPack(join(PACKS, packId));
  if (!reading.ok) throw new Error(reading.problems.map((problem) => problem.found).join());
  const bundle = await bundleThrough(through);
  const uses = samplePackUses()
    .filter(({ pack }) => pack === packId)
    .flatMap(({ pack: _, schools, ...from }) => schools.map((school) => ({ school, ...from })));
  const judge = createJudge({
    policies: [{ policy: reading.pack.policy, uses }],
    district: districtFacts(bundle),
    names: namesOf(bundle),
    asOf: day(asOf),
  });
  const names = new Map(CAST.map((member) => [member.id, member.firstName.split('-')[0] as string]));
  return [...studentsOf(bundle)]
    .filter((student) => names.has(student.id))
    .flatMap((student) =>
      (judge.evaluateStudent(student).policies[0]?.outcomes ?? []).map(({ criterion, day: on, decision, reason }) =>
        [`${names.get(student.id)}:`, criterion, formatDay(on), decision, reason]
          .filter((part) => part !== null)
          .join(' '),
      ),
    );
}

const FRIDAY = { through: '2026-11-12', asOf: '2026-11-13' };

describe('the cast on Friday 13 November 2026, with data through Thursday 12 November', () => {
  test('has the truancy notices of its stories: due, sent before, held, and none one minute or one day short', async () => {
    expect(await judged('california-sarb', FRIDAY)).toEqual([
      'Maya: L1 2026-11-09 issue',
      'Leo: L1 2026-11-09 issue',
      'Ada: L1 2026-10-08 issued',
      'Ada: L2 2026-11-05 issue',
      'Kwame: L1 2026-11-10 issue',
      'Hodan: L1 2026-09-09 issued',
      'Hodan: L2 2026-09-29 issued',
      'Hodan: L3 2026-11-02 issue',
      'Lee: L1 2026-11-09 issue',
      'Paloma: L1 2026-09-08 issued',
      'Paloma: L2 2026-09-28 issued',
      'Paloma: L3 2026-10-27 issued',
      'Samir: L1 2026-11-06 issue',
      'Noor: L1 2026-11-06 issue',
      'Ilona: L1 2026-11-06 issue',
      'Maximiliana: L1 2026-11-05 issue',
      'Asa: L1 2026-11-05 held excluded',
      'Finn: L1 2026-11-05 issue',
    ]);
  });

  test('has Kwame’s notice still settling the day before', async () => {
    const found = await judged('california-sarb', { through: '2026-11-12', asOf: '2026-11-12' });
    expect(found).toContain('Kwame: L1 2026-11-10 held settling');
  });

  test('has a second letter that waits for approval after the first was received', async () => {
    expect(await judged('tiered-support', FRIDAY)).toEqual([
      'Jo: L1 2026-10-13 issued',
      'Jo: L2 2026-11-05 held approval',
    ]);
  });

  test('has a referral at eleven days, after both letters and a broken contract', async () => {
    expect(await judged('four-seven-ten', FRIDAY)).toEqual([
      'Wei: D10 2026-10-20 issued',
      'Wei: D11 2026-11-05 issue',
      'Wei: D4 2026-09-24 issue',
      'Wei: D7 2026-10-06 issued',
    ]);
  });

  test('has a plan at the fourth unexcused day of the quarter, and the supervisor at the eighth', async () => {
    expect(await judged('intervention-plan', FRIDAY)).toEqual([
      'Rui: P4 2026-11-10 issue',
      'Rui: P4N 2026-11-10 issue',
    ]);
    const december = await judged('intervention-plan', { through: '2026-12-15', asOf: '2026-12-16' });
    expect(december).toContain('Rui: P8 2026-12-15 issue');
  });

  test('has five unexcused days and five cuts of a student of eighteen', async () => {
    const found = await judged('secondary-criteria', FRIDAY);
    expect(found).toContain('Tobi: D5 2026-11-06 issue');
    expect(found).toContain('Tobi: P5 2026-11-10 issue');
  });
});

describe('the cast on Wednesday 18 November 2026', () => {
  test('has a note for Maya’s first day, so that nothing is met any more, and Petra’s third day without excuse', async () => {
    const found = await judged('california-sarb', { through: '2026-11-18', asOf: '2026-11-18' });
    expect(found.filter((line) => line.startsWith('Maya'))).toEqual([]);
    expect(found).toContain('Petra: L1 2026-11-10 issue');
  });
});

describe('Maya Torres', () => {
  test('attended 51 of 56 days, and her tardy of 30 minutes is on file', async () => {
    const { attendance } = await bundleThrough('2026-11-12');
    const rows = [...attendance.student].flatMap((student, row) =>
      attendance.names.students[student] === '100001' ? [row] : [],
    );
    const codes = rows.map(
      (row) =>
        `${formatDay(attendance.day[row] as Day)} ${attendance.names.codes[attendance.code[row] as number]} ${attendance.minutes[row]}`,
    );
    expect(codes).toEqual([
      '2026-09-24 I -1',
      '2026-09-25 I -1',
      '2026-10-15 T 30',
      '2026-10-27 U -1',
      '2026-11-02 I -1',
      '2026-11-04 T 34',
      '2026-11-09 U -1',
    ]);
  });
});

describe('in another school year', () => {
  test('every day of a story is a day in session, as many days after the first', async () => {
    const district = generateDistrict({ students: 100, schoolYear: 2027 });
    const sessions = new Set(district.calendar.map((row) => row.date));
    const cast = new Set(CAST.map((member) => member.id));
    const rows = [...district.attendance].filter((row) => cast.has(row.studentId));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((row) => !sessions.has(row.date))).toEqual([]);
  });
});

describe('conference slots', () => {
  test('are offered on days in session at every school that sends a second truancy letter', () => {
    const slots = sampleConferenceSlots();
    expect(new Set(slots.map((slot) => slot.school))).toEqual(new Set(['alder', 'birch', 'cedar', 'oak']));
    expect(slots.filter((slot) => slot.school === 'oak')).toHaveLength(24);
    expect(slots.find((slot) => slot.school === 'oak')).toEqual({
      school: 'oak',
      day: day('2026-12-01'),
      time: '15:30',
      place: 'Room 4',
      with: 'Patricia Lang',
    });
  });
});

describe('the guide', () => {
  test('tells the story of every member of the cast as it is written in the code', async () => {
    const guide = await readFile(GUIDE, 'utf8');
    for (const { id, firstName, lastName, grade, school, story } of CAST) {
      expect(guide).toContain(`| ${firstName} ${lastName} | ${id} | ${school} ${grade} | ${story} |`);
    }
    for (const { id, name, kind, school } of CAST_STAFF) {
      expect(guide).toContain(`| ${name} | ${id} | ${kind} | ${school === '' ? 'district' : school} |`);
    }
  });
});
