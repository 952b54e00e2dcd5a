import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditWho } from '../../access/index.ts';
import { openTestSchool, SCHOOL_NOW, type TestSchool } from '../testing-school.ts';
import { createTasks, readWelfareSteps, readWelfareTasks, recordWelfare, type RecordWelfare } from '../index.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());

const AUDIT: AuditWho = {
  actor: { personId: 'p-administrator', name: 'The administrator' },
  districtId: 1,
  from: 'test',
  at: SCHOOL_NOW,
};
const CONTACT = {
  agency: 'social-services',
  organisation: 'County Child Welfare',
  contactName: 'R. Diaz',
  given: 'Name, address and the days absent',
} as const;

const task = async (noticeId: number, dueOn: string): Promise<number> => {
  const [id] = await school.as('rollcall', (client, who) =>
    createTasks(client, who, [
      {
        student: 'maya',
        school: 'oak',
        what: 'Welfare',
        role: 'administrator',
        dueOn,
        noticeId,
        about: { thing: 'welfare', id: noticeId },
      },
    ]),
  );
  return id ?? 0;
};
const record = (input: Partial<RecordWelfare> = {}, role: 'administrator' | 'clerk' = 'administrator') =>
  school.as(role, (client, who) =>
    recordWelfare(client, who, {
      student: 'maya',
      contact: null,
      reason: 'The aunt has moved in',
      audit: AUDIT,
      ...input,
    }),
  );
const open = (on: string) => readWelfareTasks(school.db.pool, { districtId: 1, on });
const disclosures = () =>
  school.rows<{ party: string; given: string; interest: string }>('select party, given, interest from disclosures');

test('0.35 a contact closes its task and stands in the log of disclosures: to whom, what, why', async () => {
  const taskId = await task(7, '2026-11-20');
  const step = await record({ taskId, contact: CONTACT, reason: 'No answer at home for two weeks' });
  expect(step).toMatchObject({ decision: 'made', agency: 'social-services', taskId, noticeId: 7, on: '2026-11-16' });
  expect(step.disclosureId).not.toBeNull();
  expect(await disclosures()).toEqual([
    {
      party: 'County Child Welfare, R. Diaz',
      given: 'Name, address and the days absent',
      interest: 'No answer at home for two weeks',
    },
  ]);
  expect(await open('2026-11-16')).toEqual([]);
  await expect(record({ taskId })).rejects.toThrow(/closed already/);
});

test('where none is needed the reason is kept, and nothing is disclosed', async () => {
  const taskId = await task(8, '2026-11-20');
  const before = (await disclosures()).length;
  expect(await record({ taskId })).toMatchObject({
    decision: 'not-needed',
    disclosureId: null,
    reason: 'The aunt has moved in',
  });
  expect(await disclosures()).toHaveLength(before);
});

test('a step that is not taken is overdue from the day after its last day', async () => {
  await task(9, '2026-11-20');
  expect((await open('2026-11-20')).map(({ isOverdue }) => isOverdue)).toEqual([false]);
  expect((await open('2026-11-21')).map(({ isOverdue }) => isOverdue)).toEqual([true]);
});

test('an administrator decides, with a reason, and not about a day to come', async () => {
  await expect(record({}, 'clerk')).rejects.toThrow(/for the school administrator/);
  await expect(record({ reason: ' ' })).rejects.toThrow(/why, in words/);
  await expect(record({ on: '2026-11-17' })).rejects.toThrow(/2026-11-16/);
  await expect(record({ contact: { ...CONTACT, given: '' } })).rejects.toThrow(/log of disclosures/);
});

test('where the contact cannot be written the disclosure is not written either', async () => {
  const before = (await disclosures()).length;
  await expect(record({ taskId: 999, contact: CONTACT })).rejects.toThrow(/no task 999/);
  await expect(
    school.as('administrator', async (client, who) => {
      await recordWelfare(client, who, { student: 'maya', contact: CONTACT, reason: 'x', audit: AUDIT });
      throw new Error('afterwards');
    }),
  ).rejects.toThrow('afterwards');
  expect(await disclosures()).toHaveLength(before);
});

test('a step that was wrong is corrected by another, once, and both stay', async () => {
  const wrong = await record({ reason: 'wrong' });
  const right = await record({ reason: 'right', corrects: wrong.welfareId });
  expect(right.corrects).toBe(wrong.welfareId);
  await expect(record({ reason: 'again', corrects: wrong.welfareId })).rejects.toThrow(/corrected/);
  const steps = await readWelfareSteps(school.db.pool, { districtId: 1, student: 'maya' });
  expect(steps.find(({ welfareId }) => welfareId === wrong.welfareId)?.correctedBy).toBe(right.welfareId);
});
