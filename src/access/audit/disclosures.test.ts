import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AS_OF, dropTestDistricts, lakeside, NOW, type TestDistrict } from '../../notices/testing/lakeside.ts';
import type { Database } from '../../db/index.ts';
import type { Reach } from '../actor.ts';
import { scopedDatabase } from '../scoped-database.ts';
import { countDisclosures, readDisclosures, recordDisclosures, type NewDisclosure } from './disclosures.ts';
import { parentLetter } from './parent-letter.ts';
import { countEntries, readChoices, readEntries } from './read-entries.ts';
import { recordAudit } from './record-audit.ts';
import { sealSegments } from './seal.ts';
import { verifyAudit } from './verify.ts';

let district: TestDistrict;
let numbers: ReadonlyMap<string, number>;
beforeEach(async () => {
  district = await lakeside();
  const found = await district.query<{ student_id: string; student_no: number }>(
    'select student_id, student_no from students where district_id = $1',
    [district.id],
  );
  numbers = new Map(found.map((row) => [row.student_id, row.student_no]));
});
afterAll(() => dropTestDistricts());

const DISTRICT: Reach = { kind: 'district' };
const OAK: Reach = { kind: 'schools', schools: new Set(['oak']) };
const as = (reach: Reach): Database => scopedDatabase(district.db, { districtId: district.id }, reach);
const who = () => ({
  actor: { personId: 'p1', name: 'D. Marsh' },
  districtId: district.id,
  from: '10.1.4.8',
  at: NOW,
});
const no = (student: string): number => numbers.get(student) ?? 0;
const given = (student: string, more: Partial<NewDisclosure> = {}): NewDisclosure => ({
  students: [no(student)],
  kind: 'given',
  on: AS_OF,
  party: 'County Court',
  interest: 'Hearing of December 3',
  given: 'Attendance file, 48 pages',
  ...more,
});

describe('a disclosure', () => {
  test('says the party, its interest, what was given, of whom, when and by whom, and leaves an audit entry', async () => {
    const [id] = await recordDisclosures(as(OAK), who(), given('maya'));
    expect(await readDisclosures(as(OAK).pool, district.id, {})).toEqual([
      {
        id,
        at: NOW,
        personId: 'p1',
        person: 'D. Marsh',
        from: '10.1.4.8',
        student: no('maya'),
        studentId: 'maya',
        name: 'Torres, Maya',
        kind: 'given',
        on: AS_OF,
        party: 'County Court',
        interest: 'Hearing of December 3',
        given: 'Attendance file, 48 pages',
        corrects: null,
        correctedBy: null,
      },
    ]);
    const [entry] = await readEntries(district.db.pool, district.id, {}, { limit: 1 });
    expect(entry).toMatchObject({ action: 'record-disclosure', students: [no('maya')], detail: { disclosures: [id] } });
  });

  test('of several students is a line of each, all or none', async () => {
    const students = [no('maya'), no('leo'), no('maya')];
    expect(await recordDisclosures(as(OAK), who(), given('maya', { students }))).toHaveLength(2);
    const mixed = given('maya', { students: [no('maya'), no('hodan')] });
    await expect(recordDisclosures(as(OAK), who(), mixed)).rejects.toThrow(/not at one of your schools/);
    expect(await countDisclosures(as(DISTRICT).pool, district.id, {})).toBe(2);
    expect(await countEntries(district.db.pool, district.id, { action: 'record-disclosure' })).toBe(1);
  });

  test('is seen by whom the student is seen by', async () => {
    await recordDisclosures(as(DISTRICT), who(), given('hodan'));
    expect(await readDisclosures(as(OAK).pool, district.id, {})).toEqual([]);
    expect(await countDisclosures(as(OAK).pool, district.id, {})).toBe(0);
    expect(await countDisclosures(as(DISTRICT).pool, district.id, {})).toBe(1);
  });

  test('is never changed: a correction takes its place and both stay', async () => {
    const [first] = (await recordDisclosures(as(OAK), who(), given('maya'))) as [number];
    const right = given('maya', { given: 'Attendance file, 49 pages', corrects: first });
    const [second] = (await recordDisclosures(as(OAK), who(), right)) as [number];
    const lines = await readDisclosures(as(OAK).pool, district.id, { student: no('maya') });
    expect(lines.map(({ id, corrects, correctedBy }) => [id, corrects, correctedBy])).toEqual([
      [second, first, null],
      [first, null, second],
    ]);
    await expect(recordDisclosures(as(OAK), who(), right)).rejects.toThrow(/corrected already/);
    await expect(recordDisclosures(as(OAK), who(), given('leo', { corrects: second }))).rejects.toThrow(/not one of/);
  });

  test('is found by student, person, kind and day, both ends included', async () => {
    await recordDisclosures(as(DISTRICT), who(), given('maya', { on: '2025-10-01' }));
    await recordDisclosures(as(DISTRICT), who(), given('leo', { on: '2025-10-15', kind: 'asked' }));
    const found = async (filter: Parameters<typeof readDisclosures>[2]): Promise<readonly string[]> =>
      (await readDisclosures(as(DISTRICT).pool, district.id, filter)).map(({ studentId }) => studentId);
    expect(await found({ student: no('maya') })).toEqual(['maya']);
    expect(await found({ kind: 'asked' })).toEqual(['leo']);
    expect(await found({ personId: 'p1' })).toEqual(['leo', 'maya']);
    expect(await found({ personId: 'p2' })).toEqual([]);
    expect(await found({ from: '2025-10-01', to: '2025-10-15' })).toEqual(['leo', 'maya']);
    expect(await found({ from: '2025-10-02', to: '2025-10-14' })).toEqual([]);
  });

  test('is sealed, and a change is named', async () => {
    const [id] = await recordDisclosures(as(OAK), who(), given('maya'));
    await sealSegments(district.db, NOW);
    const state = async () => (await verifyAudit(district.db, { districtId: district.id }))[1];
    expect(await state()).toMatchObject({ log: 'disclosures', sealed: 1, waiting: 0, fault: null });
    await district.query(`update disclosures set party = 'Somebody else' where disclosure_id = $1`, [id]);
    expect(await state()).toMatchObject({ fault: { log: 'disclosures', id, what: 'changed' } });
  });
});

describe('the letter to a parent', () => {
  const letter = async (student: string, language: 'en' | 'es' = 'en'): Promise<string> =>
    parentLetter({
      language,
      district: 'Lakeside Unified',
      student: 'Maya Torres',
      on: '2025-11-21',
      timeZone: 'America/Los_Angeles',
      disclosures: await readDisclosures(as(DISTRICT).pool, district.id, { student: no(student) }),
    });

  test('names every request and disclosure with its party and interest, the oldest first', async () => {
    await recordDisclosures(as(DISTRICT), who(), given('maya'));
    const asked = given('maya', {
      kind: 'asked',
      on: '2025-11-03',
      party: 'R. Poole, attorney',
      interest: 'none given',
    });
    await recordDisclosures(as(DISTRICT), who(), asked);
    await recordDisclosures(as(DISTRICT), who(), given('leo', { party: 'Somebody else' }));
    const text = await letter('maya');
    expect(text).toContain('1. October 31, 2025');
    expect(text).toMatch(
      /Given to County Court\n {3}What: Attendance file, 48 pages\n {3}Interest: Hearing of December 3/,
    );
    expect(text).toContain('Asked for, not given: R. Poole, attorney');
    expect(text).not.toContain('Somebody else');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  test('is in Spanish for a family that reads it; what people wrote stays as they wrote it', async () => {
    await recordDisclosures(as(DISTRICT), who(), given('maya'));
    const text = await letter('maya', 'es');
    expect(text).toContain('Registro de solicitudes y divulgaciones de expedientes educativos');
    expect(text).toContain('1. 31 de octubre de 2025');
    expect(text).toMatch(/Entregado a County Court\n {3}Qué: Attendance file, 48 pages\n/);
    expect(text).not.toMatch(/Given to|Interest:|Written down/);
  });

  test('says so when there is none', async () => {
    expect(await letter('leo')).toContain('No party outside the district is on record');
  });
});

describe('searching the log', () => {
  beforeEach(async () => {
    const write = (personId: string, name: string, at: string, action: string, students: readonly string[]) =>
      recordAudit(
        district.db.pool,
        { actor: { personId, name }, districtId: district.id, from: 'x', at: new Date(at) },
        { action, students, outcome: action === 'readStudent' ? 'refused' : 'done' },
      );
    await write('p2', 'A. Bell', '2025-11-16T07:59:59Z', 'view-student', ['maya']);
    await write('p2', 'A. Bell', '2025-11-16T08:00:00Z', 'issue', ['maya', 'leo']);
    await write('p3', 'C. Diaz', '2025-11-17T07:59:59Z', 'readStudent', []);
  });
  const found = async (filter: Parameters<typeof readEntries>[2]): Promise<readonly string[]> =>
    (await readEntries(district.db.pool, district.id, filter, { limit: 9 })).map(({ action }) => action);

  test('by student, person, action and outcome, the newest first', async () => {
    expect(await found({})).toEqual(['readStudent', 'issue', 'view-student']);
    expect(await found({ student: no('maya') })).toEqual(['issue', 'view-student']);
    expect(await found({ student: no('leo'), action: 'issue' })).toEqual(['issue']);
    expect(await found({ personId: 'p3' })).toEqual(['readStudent']);
    expect(await found({ outcome: 'refused' })).toEqual(['readStudent']);
    expect(await countEntries(district.db.pool, district.id, { personId: 'p2' })).toBe(2);
  });

  test('by days of the district’s zone, both included', async () => {
    expect(await found({ from: '2025-11-16', to: '2025-11-16' })).toEqual(['readStudent', 'issue']);
    expect(await found({ to: '2025-11-15' })).toEqual(['view-student']);
  });

  test('page by page, and what is sealed says so', async () => {
    await sealSegments(district.db, NOW);
    const [newest] = await readEntries(district.db.pool, district.id, {}, { limit: 1 });
    expect(newest?.isSealed).toBe(true);
    const rest = await readEntries(district.db.pool, district.id, {}, { before: newest?.id ?? 0, limit: 5 });
    expect(rest.map(({ action }) => action)).toEqual(['issue', 'view-student']);
  });

  test('offers who and what is in it', async () => {
    expect(await readChoices(district.db.pool, district.id)).toEqual({
      people: [
        { personId: 'p2', name: 'A. Bell' },
        { personId: 'p3', name: 'C. Diaz' },
      ],
      actions: ['issue', 'readStudent', 'view-student'],
    });
  });
});
