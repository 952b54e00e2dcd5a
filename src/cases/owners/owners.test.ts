import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namePerson } from '../../access/index.ts';
import type { Duty } from '../../access/index.ts';
import { closeCase } from '../attendance-file/change-case.ts';
import { createTasks } from '../core/create-tasks.ts';
import { openCase } from '../core/open-case.ts';
import { readSteps } from '../core/steps.ts';
import type { ActingRole } from '../core/who.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import { enterTier } from '../tiers/board.ts';
import { giveOwner } from './give-owner.ts';
import { readOwned, type OwnedQueue } from './read-owned.ts';
import { readOwner } from './read-owner.ts';

let school: TestSchool;
let caseId: number;
beforeAll(async () => {
  school = await openTestSchool();
  const { caseId: id } = await school.as('rollcall', (client, who) =>
    openCase(client, who, { student: 'maya', school: 'oak', because: 'D4' }),
  );
  caseId = id;
});
afterAll(() => school.db.drop());

const ON = '2026-11-16';
const ownerOf = () => readOwner(school.db.pool, { districtId: 1, thing: 'case', id: caseId, on: ON });
const give = (role: ActingRole, personId: string, reason = '') =>
  school.as(role, (client, who) => giveOwner(client, who, { thing: 'case', id: caseId, personId, reason }));
const name = (duty: Duty, personId: string, revision = 0) =>
  namePerson(school.db, {
    districtId: 1,
    school: 'oak',
    duty,
    personId,
    deputy: null,
    by: 'test',
    now: new Date(`${ON}T18:00:00Z`),
    reason: 'test',
    revision,
  });
const mine = async (personId: string, role: 'team' | 'clerk' | 'administrator', queue: OwnedQueue = 'all') => {
  const { lines } = await readOwned(
    school.db.pool,
    { districtId: 1, on: ON, whose: { personId, grants: [{ role, school: 'oak' }] } },
    { queue, skip: 0, limit: 50 },
  );
  return lines.map(({ thing, student, dueOn, overdueSchoolDays }) => ({ thing, student, dueOn, overdueSchoolDays }));
};

describe('who answers for a file', () => {
  test('from the moment it is opened it is the team’s of its school, and in the list of each of the team', async () => {
    expect(await ownerOf()).toMatchObject({ personId: '', givenTo: '', role: 'intervention-team', isRunning: true });
    expect(await mine('p-team', 'team')).toEqual([
      { thing: 'case', student: 'maya', dueOn: null, overdueSchoolDays: 0 },
    ]);
    expect(await mine('p-clerk', 'clerk')).toEqual([]);
  });

  test('it is the person’s whom the school names to lead the team, as soon as somebody is named', async () => {
    await name('lead', 'p-administrator');
    expect(await ownerOf()).toMatchObject({ personId: 'p-administrator', name: 'The administrator', givenTo: '' });
    expect(await mine('p-administrator', 'administrator')).toHaveLength(1);
    expect(await mine('p-team', 'team')).toEqual([]);
  });

  test('somebody takes it or is given it, and it goes back to the rule', async () => {
    expect(await give('team', 'p-team')).toMatchObject({ personId: 'p-team', givenTo: 'p-team' });
    expect(await mine('p-team', 'team')).toHaveLength(1);
    expect(await mine('p-administrator', 'administrator')).toEqual([]);
    expect(await give('clerk', '', 'back to whoever leads')).toMatchObject({
      personId: 'p-administrator',
      givenTo: '',
    });
    const steps = await readSteps(school.db.pool, { districtId: 1, about: { thing: 'case', id: caseId } });
    expect(steps.slice(0, 2).map(({ step, reason, detail }) => [step, reason, detail])).toEqual([
      ['handed-over', 'back to whoever leads', expect.objectContaining({ person: 'The administrator', byRule: true })],
      ['handed-over', '', expect.objectContaining({ person: 'The team', before: 'The administrator', byRule: false })],
    ]);
  });

  test('whose access ended has nothing any more: the rule holds again', async () => {
    await give('administrator', 'p-team');
    await school.rows(`update people set ended_on = '2026-11-15' where person_id = 'p-team'`);
    expect(await ownerOf()).toMatchObject({ personId: 'p-administrator', givenTo: 'p-team' });
    await school.rows(`update people set ended_on = null where person_id = 'p-team'`);
  });

  test('a teacher gives nothing to anybody, and nothing is given to somebody of elsewhere', async () => {
    await expect(give('teacher', 'p-team')).rejects.toThrow(/To give it to somebody is for/);
    await expect(give('administrator', 'p-system')).rejects.toThrow(/somebody of its school/);
  });
});

describe('the list of what somebody answers for', () => {
  test('has the task that is due first, how many school days it is late, and what waits for somebody apart', async () => {
    await give('administrator', 'p-team');
    const [task] = await school.as('rollcall', (client, who) =>
      createTasks(client, who, [
        { student: 'maya', school: 'oak', what: 'Call home', role: 'clerk', dueOn: '2026-11-12' },
      ]),
    );
    expect(await mine('p-team', 'team')).toEqual([
      { thing: 'case', student: 'maya', dueOn: '2026-11-12', overdueSchoolDays: expect.any(Number) },
    ]);
    expect(await mine('p-team', 'team', 'overdue')).toHaveLength(1);
    await school.rows(`update tasks set waiting_on = 'the doctor' where task_id = ${task}`);
    expect(await mine('p-team', 'team', 'overdue')).toEqual([]);
    expect(await mine('p-team', 'team', 'waiting')).toHaveLength(1);
  });

  test('has a student of Tier II, and one of Tier III with whom the school names as its prevention specialist', async () => {
    await school.as('rollcall', (client, who) =>
      enterTier(client, who, { student: 'maya', school: 'oak', tier: 2, because: 'CH' }),
    );
    const { tierId } = await school.as('rollcall', (client, who) =>
      enterTier(client, who, { student: 'maya', school: 'oak', tier: 3, because: 'by hand' }),
    );
    expect((await mine('p-administrator', 'administrator')).map(({ thing }) => thing)).toEqual(['tier']);
    const third = () => readOwner(school.db.pool, { districtId: 1, thing: 'tier', id: tierId, on: ON });
    expect(await third()).toMatchObject({ personId: '', role: 'prevention-specialist' });
    await name('specialist', 'p-officer');
    expect(await third()).toMatchObject({ personId: 'p-officer' });
  });

  test('what is over is in no list, and keeps the owner it had', async () => {
    await school.as('administrator', (client, who) =>
      closeCase(client, who, { caseId, outcome: 'recovered', reason: 'Came every day' }),
    );
    expect(await mine('p-team', 'team')).toEqual([]);
    await expect(give('administrator', 'p-clerk')).rejects.toThrow();
    expect(await ownerOf()).toMatchObject({ givenTo: 'p-team', isRunning: false });
  });
});
