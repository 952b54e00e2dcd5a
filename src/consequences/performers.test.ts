import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleText } from '../calculation/test-bundle.ts';
import { NOW, TestDistrict, dropTestDistricts } from '../calculation/test-district.ts';
import type { Who } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { CONSEQUENCES } from './index.ts';
import type { Occasion } from './performer.ts';
import { PERFORMERS, performerOf } from './performers.ts';

/** Friday. */
const AS_OF = '2025-10-31';

afterAll(dropTestDistricts);

test('a kind says that it is carried out exactly where it is', () => {
  const carriedOut = CONSEQUENCES.filter(({ performed, kind }) => performed && kind !== 'letter').map(
    ({ kind }) => kind,
  );
  expect(PERFORMERS.map(({ kind }) => kind).toSorted()).toEqual(carriedOut.toSorted());
});

test('what is taken back with its notice can be taken back', () => {
  for (const { kind, whenWithdrawn, cancel } of PERFORMERS)
    if (whenWithdrawn === 'cancel') expect({ kind, can: cancel !== undefined }).toEqual({ kind, can: true });
});

describe('a case given to the person whom the school names', () => {
  let district: TestDistrict;
  beforeEach(async () => {
    district = await TestDistrict.create();
    await district.import(bundleText({ attendance: [] }));
  });

  const who = (): Who => ({
    districtId: district.id,
    personId: '',
    name: 'Rollcall',
    role: 'rollcall',
    now: NOW,
    on: AS_OF,
  });
  const occasion = (student: string): Occasion => ({
    noticeId: 1,
    pack: 'test-pack',
    criterion: 'P8',
    title: 'Eighth day',
    student,
    school: 'oak',
    triggerOn: AS_OF,
    cycleOn: '2025-07-01',
    asOf: AS_OF,
    yearStart: '2025-07-01',
    occurrence: 1,
    intervals: new Map(),
  });

  async function give(students: readonly string[]) {
    const performer = performerOf('assignment');
    if (performer === undefined) throw new Error('no performer');
    const settings = { assignment: 'supervisor-of-attendance', what: 'active-plan' };
    const occasions = students.map(occasion);
    return withTransaction(district.db, async (client) => {
      const facts = await performer.readFacts(client, district.id, occasions, settings, []);
      const plans = occasions.map((one) => performer.plan(settings, one, facts));
      const made = await performer.perform(
        client,
        who(),
        occasions.map((one, at) => ({ occasion: one, data: plans[at]?.data })),
      );
      return { plans, made, performer };
    });
  }

  async function nameSupervisor(): Promise<string> {
    const personId = `p${district.id}`;
    await district.query(
      `insert into people (district_id, person_id, name, email, added_by, added_at) values ($1, $2, 'D. Marsh', $3, 't', $4)`,
      [district.id, personId, `marsh${district.id}@lakeside.example`, NOW],
    );
    await district.query(
      `insert into named_people (district_id, school_id, duty, person_id, named_by, named_at, reason) values ($1, 'oak', 'supervisor', $2, 't', $3, 't')`,
      [district.id, personId, NOW],
    );
    return personId;
  }

  test('is theirs, once, with its file; taken back, it is theirs no longer', async () => {
    const person = await nameSupervisor();
    const { plans, made, performer } = await give(['mia', 'leo']);
    expect(plans[0]?.says).toEqual({
      key: 'assignmentPlan',
      values: { role: 'supervisor-of-attendance', person: 'D. Marsh' },
    });
    expect((await give(['mia'])).made).toEqual([made[0]]);
    const assignments = () => district.rows<Record<string, unknown>>('case_assignments', 'student_id desc');
    expect(await assignments()).toMatchObject([
      { student_id: 'mia', person_id: person, duty: 'supervisor', because: 'P8', ended_on: null },
      { student_id: 'leo', person_id: person },
    ]);
    expect(await district.rows('cases', 'case_id')).toHaveLength(2);
    await withTransaction(district.db, async (client) => {
      await performer.cancel?.(
        client,
        who(),
        made.flatMap((one) => one ?? []),
        'withdrawn',
      );
    });
    expect(await assignments()).toMatchObject([{ ended_on: AS_OF, ended_reason: 'withdrawn' }, { ended_on: AS_OF }]);
  });

  test('where it names nobody is a task for the administrator, so that it is not forgotten', async () => {
    const { plans, made } = await give(['mia']);
    expect(plans[0]?.says.key).toBe('assignmentUnnamed');
    expect(made).toMatchObject([{ thing: 'task' }]);
    expect(await district.rows('tasks', 'task_id')).toMatchObject([
      { student_id: 'mia', what: 'key:name-supervisor-of-attendance', role: 'administrator', state: 'open' },
    ]);
  });
});
