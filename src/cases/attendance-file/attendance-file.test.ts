import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../core/open-case.ts';
import { readSteps } from '../core/steps.ts';
import type { ActingRole } from '../core/who.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import { assignOwner, closeCase, openCaseByHand, reopenCase, requireOpen } from './change-case.ts';
import { closeEarlierYears } from './end-year.ts';
import { listCases, type CaseFilter } from './list-cases.ts';
import { readCase } from './read-case.ts';

let school: TestSchool;
let caseId: number;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());

const reason = 'The family asked for help';
const close = (role: ActingRole) =>
  school.as(role, (client, who) => closeCase(client, who, { caseId, outcome: 'recovered', reason }));

describe('an attendance file', () => {
  test('is opened by hand with a reason, once a school year', async () => {
    caseId = await school.as('clerk', (client, who) => openCaseByHand(client, who, { student: 'maya', reason }));
    expect(await readCase(school.db.pool, 1, caseId)).toMatchObject({
      because: 'by hand',
      school: 'oak',
      year: 2026,
      state: 'open',
    });
    const again = school.as('team', (client, who) => openCaseByHand(client, who, { student: 'maya', reason }));
    await expect(again).rejects.toThrow(/has an open attendance file/);
    const blank = school.as('clerk', (client, who) => openCaseByHand(client, who, { student: 'lee', reason: ' ' }));
    await expect(blank).rejects.toThrow(/why, in words/);
  });

  test('is given to somebody of its school, handed over, and left', async () => {
    const give = (personId: string) =>
      school.as('administrator', (client, who) => assignOwner(client, who, { caseId, personId, reason: '' }));
    expect((await give('p-team')).ownerId).toBe('p-team');
    expect((await give('p-clerk')).ownerId).toBe('p-clerk');
    await expect(give('p-system')).rejects.toThrow(/somebody of its school/);
    expect((await give('')).ownerId).toBe('');
    const steps = await readSteps(school.db.pool, { districtId: 1, about: { thing: 'case', id: caseId } });
    expect(steps.map(({ step }) => step)).toEqual(['owner-left', 'handed-over', 'owner-named', 'opened']);
    expect(steps[1]?.detail).toEqual({ before: 'The team', person: 'The clerk' });
  });

  test('is closed by an administrator, not by a clerk; then it is for reading, and opened again with a reason', async () => {
    await expect(close('clerk')).rejects.toThrow(/To close it is for the school administrator/);
    expect(await close('administrator')).toMatchObject({
      state: 'closed',
      outcome: 'recovered',
      closedOn: '2026-11-16',
    });
    await expect(close('administrator')).rejects.toThrow(/is closed/);
    expect(() => requireOpen({ state: 'closed' })).toThrow(/for reading/);
    expect(() => requireOpen({ state: 'open' })).not.toThrow();
    const hand = school.as('clerk', (client, who) => openCaseByHand(client, who, { student: 'maya', reason }));
    await expect(hand).rejects.toThrow(/closed attendance file of this school year/);
    const reopened = await school.as('team', (client, who) => reopenCase(client, who, { caseId, reason }));
    expect(reopened).toMatchObject({ state: 'open', closedOn: null, outcome: '' });
  });

  test('that another person changed meanwhile is not changed', async () => {
    const stale = school.as('team', (client, who) =>
      closeCase(client, who, { caseId, revision: 1, outcome: 'recovered', reason }),
    );
    await expect(stale).rejects.toThrow(/changed this file meanwhile/);
  });

  test('opened by a criterion stays the same file when the criterion is met again', async () => {
    const open = () =>
      school.as('rollcall', (client, who) => openCase(client, who, { student: 'kwame', school: 'elm', because: 'D4' }));
    const first = await open();
    expect(first.isNew).toBe(true);
    expect(await open()).toEqual({ caseId: first.caseId, isNew: false });
  });
});

test('3.24 a new year starts a new file: the old one closes at the year’s end with a link, and is not opened again', async () => {
  const nextYear = new Date('2027-08-30T18:00:00Z');
  const fresh = await school.as(
    'rollcall',
    (client, who) => openCase(client, who, { student: 'maya', school: 'oak', because: 'D4' }),
    nextYear,
  );
  expect(fresh.isNew).toBe(true);
  expect(await school.as('rollcall', closeEarlierYears, nextYear)).toBe(2);
  expect(await school.as('rollcall', closeEarlierYears, nextYear)).toBe(0);
  expect(await readCase(school.db.pool, 1, caseId)).toMatchObject({ state: 'closed', outcome: 'year-ended' });
  const [closed] = await readSteps(school.db.pool, { districtId: 1, caseId });
  expect(closed).toMatchObject({ step: 'closed', detail: { outcome: 'year-ended', next: fresh.caseId } });
  const reopened = school.as('team', (client, who) => reopenCase(client, who, { caseId, reason }), nextYear);
  await expect(reopened).rejects.toThrow(/earlier school year/);
  expect(await readCase(school.db.pool, 1, fresh.caseId)).toMatchObject({ state: 'open', year: 2027 });
});

describe('the list of files', () => {
  const list = (filter: CaseFilter, limit = 50) =>
    listCases(school.db.pool, {
      districtId: 1,
      filter,
      on: '2027-08-30',
      sort: 'student',
      isDescending: false,
      skip: 0,
      limit,
    });

  test('has each file with its student, and is filtered by state, school, year and owner', async () => {
    const { lines, total } = await list({});
    expect(total).toBe(3);
    expect(lines.map(({ lastName, year, state }) => [lastName, year, state])).toEqual([
      ['Osei', 2026, 'closed'],
      ['Torres', 2026, 'closed'],
      ['Torres', 2027, 'open'],
    ]);
    expect((await list({ state: 'open' })).total).toBe(1);
    expect((await list({ schools: ['elm'] })).lines.map(({ lastName }) => lastName)).toEqual(['Osei']);
    expect((await list({ owner: 'p-clerk' })).total).toBe(0);
    expect((await list({ owner: '', year: 2027 })).total).toBe(1);
  });

  test('says the last contact and the task that is due first', async () => {
    await school.rows(`insert into contacts (district_id, student_id, kind, with_whom, with_name, on_date, at, outcome, made_by_id, made_by, made_at)
      values (1, 'maya', 'phone', 'guardian', 'Ana Torres', '2027-08-20', '2027-08-20T18:00Z', 'message', 'p-clerk', 'The clerk', now())`);
    await school.rows(`insert into tasks (district_id, student_id, school_id, what, role, due_on, made_by, made_at) values
      (1, 'maya', 'oak', 'Meet', 'administrator', '2027-09-10', 'test', now()), (1, 'maya', 'oak', 'Call', 'clerk', '2027-08-27', 'test', now())`);
    const { lines } = await list({ state: 'open' });
    expect(lines[0]).toMatchObject({
      lastContactOn: '2027-08-20',
      lastOutcome: 'message',
      nextStep: 'Call',
      dueOn: '2027-08-27',
      openTasks: 2,
    });
    expect((await list({ isOverdue: true })).total).toBe(1);
    expect((await list({ state: 'open', quietSince: '2027-08-20' })).total).toBe(0);
    expect((await list({ state: 'open', quietSince: '2027-08-21' })).total).toBe(1);
  });
});
