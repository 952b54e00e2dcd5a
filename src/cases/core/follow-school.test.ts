import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import { createTasks } from './create-tasks.ts';
import { followSchools } from './follow-school.ts';
import { openCase } from './open-case.ts';
import { readSteps } from './steps.ts';

let school: TestSchool;
let caseId = 0;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());
beforeEach(async () => {
  await school.db.pool.query(`truncate cases, tasks, casework_steps, tier_students, plans cascade;
    delete from enrollments where student_id = 'maya';
    insert into enrollments (district_id, student_id, school_id, entry_on) values (1, 'maya', 'oak', '2026-08-24')`);
  ({ caseId } = await school.as('administrator', (client, who) =>
    openCase(client, who, { student: 'maya', school: 'oak', because: 'D4' }),
  ));
  await school.db.pool.query(`update cases set owner_id = 'p-team'`);
  await school.as('administrator', (client, who) =>
    createTasks(client, who, [
      { student: 'maya', school: 'oak', what: 'Call', role: 'clerk', assignee: 'p-clerk', dueOn: null, caseId },
    ]),
  );
});

/** The last day at Oak, and the first at Elm. */
async function move(entry = '2026-11-16', exit = '2026-11-13'): Promise<void> {
  await school.db.pool.query(`update enrollments set exit_on = $1 where student_id = 'maya' and school_id = 'oak'`, [
    exit,
  ]);
  await school.db.pool.query(
    `insert into enrollments (district_id, student_id, school_id, entry_on) values (1, 'maya', 'elm', $1)`,
    [entry],
  );
}
const follow = () => school.as('rollcall', followSchools);
const file = async () => (await school.rows<Record<string, unknown>>('select * from cases'))[0];
const tasks = () =>
  school.rows<{ what: string; school_id: string; assignee_id: string; role: string }>(
    'select what, school_id, assignee_id, role from tasks order by task_id',
  );

test('the file, its tasks and whatever is open go to the new school; the history says from where, and who answers for it is asked there', async () => {
  await move();
  expect(await follow()).toBe(1);
  expect(await file()).toMatchObject({ school_id: 'elm', owner_id: '', state: 'open' });
  expect(await tasks()).toEqual([
    { what: 'Call', school_id: 'elm', assignee_id: '', role: 'clerk' },
    { what: 'key:take-over-file', school_id: 'elm', assignee_id: '', role: 'administrator' },
  ]);
  const steps = await readSteps(school.db.pool, { districtId: 1, student: 'maya' });
  expect(steps.filter(({ step }) => step === 'moved-school').map(({ thing, detail }) => [thing, detail])).toEqual(
    expect.arrayContaining([
      ['case', { from: 'Oak Middle', to: 'Elm Elementary' }],
      ['task', { from: 'Oak Middle', to: 'Elm Elementary' }],
    ]),
  );
});

test('it happens once, however often it is calculated', async () => {
  await move();
  await follow();
  expect(await follow()).toBe(0);
  expect(await tasks()).toHaveLength(2);
});

test('not before the first day at the new school, and on that day', async () => {
  await move('2026-11-17', '2026-11-16');
  expect(await follow()).toBe(0);
  await school.db.pool.query(
    `update enrollments set entry_on = '2026-11-16' where school_id = 'elm' and student_id = 'maya'`,
  );
  expect(await follow()).toBe(1);
});

test('whoever works at both schools goes on, and nobody is asked', async () => {
  await school.db.pool
    .query(`insert into grants (district_id, person_id, role, school_id, from_on, given_by, given_at, reason)
    values (1, 'p-team', 'team', 'elm', '2026-08-01', 'test', now(), 'test')`);
  await move();
  await follow();
  expect(await file()).toMatchObject({ school_id: 'elm', owner_id: 'p-team' });
  expect((await tasks()).map(({ what }) => what)).toEqual(['Call']);
  await school.db.pool.query(`delete from grants where school_id = 'elm'`);
});

test('a closed file stays where it was, and so does that of a student who left the district', async () => {
  await school.db.pool.query(`update enrollments set exit_on = '2026-11-13' where student_id = 'maya'`);
  expect(await follow()).toBe(0);
  expect(await file()).toMatchObject({ school_id: 'oak', owner_id: 'p-team' });
  await school.db.pool.query(
    `update cases set state = 'closed', closed_on = '2026-11-13'; delete from enrollments where student_id = 'maya'`,
  );
  await school.db.pool.query(
    `insert into enrollments (district_id, student_id, school_id, entry_on) values (1, 'maya', 'elm', '2026-11-16')`,
  );
  await follow();
  expect(await file()).toMatchObject({ school_id: 'oak' });
});
