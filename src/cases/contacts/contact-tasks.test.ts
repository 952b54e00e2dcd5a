import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTasks } from '../core/create-tasks.ts';
import { changeTask } from '../tasks/change-task.ts';
import { readTask } from '../tasks/read-tasks.ts';
import { openTestSchool, SCHOOL_ON, type TestSchool } from '../testing-school.ts';
import type { ContactFacts } from './contact.ts';
import { closeTasksDoneBefore } from './contact-tasks.ts';
import { correctContact, logContact } from './log-contact.ts';

let school: TestSchool;
let task: number;
beforeEach(async () => {
  school = await openTestSchool();
  task = await ask();
});
afterEach(() => school.db.drop());

const WHAT = 'Contact the parent or guardian';
const call: ContactFacts = { kind: 'phone', with: { party: 'guardian', name: 'Efua Osei' }, outcome: 'reached' };
const log = (facts: Partial<ContactFacts> = {}) =>
  school.as('clerk', (client, who) => logContact(client, who, { student: 'kwame', ...call, ...facts }));
const correct = (contactId: number, facts: ContactFacts | null) =>
  school.as('clerk', (client, who) => correctContact(client, who, { contactId, facts, reason: 'another family' }));
const ask = (about: 'contact' | 'welfare' = 'contact') =>
  school.as('clerk', async (client, who) => {
    const [task] = await createTasks(client, who, [
      {
        student: 'kwame',
        school: 'elm',
        what: WHAT,
        role: 'clerk',
        dueOn: '2026-11-19',
        about: { thing: about, id: 1 },
      },
    ]);
    return task as number;
  });
const read = async (task: number) => readTask(school.db.pool, { districtId: 1, task, on: SCHOOL_ON });
const stepsOf = (task: number) =>
  school.rows<{ step: string; reason: string; by: string; detail: object }>(
    `select step, reason, done_by as by, detail from casework_steps where thing = 'task' and thing_id = ${task} order by step_id`,
  );

describe('a task that asks for a contact', () => {
  test('is done with the contact that reached the family, by whom and when, with a step', async () => {
    const { contactId } = await log();
    expect(await read(task)).toMatchObject({
      state: 'done',
      outcome: 'key:contactMade',
      endedOn: SCHOOL_ON,
      contact: { on: SCHOOL_ON, kind: 'phone', outcome: 'reached', by: 'The clerk' },
    });
    expect((await stepsOf(task)).at(-1)).toEqual({
      step: 'done',
      reason: 'key:contactMade',
      by: 'The clerk',
      detail: { contact: contactId },
    });
  });

  test('stays open after an attempt that reached nobody, and shows it', async () => {
    await log({ outcome: 'no-answer' });
    await log({ outcome: 'message', kind: 'email' });
    expect(await read(task)).toMatchObject({ state: 'open', contact: { kind: 'email', outcome: 'message' } });
    await log({ with: { party: 'other', name: 'A neighbor' } });
    expect(await read(task)).toMatchObject({ state: 'open' });
    expect(await stepsOf(task)).toHaveLength(1);
  });

  test('is not done by a contact of a day before it', async () => {
    await log({ at: new Date('2026-11-13T18:00:00Z') });
    expect(await read(task)).toMatchObject({ state: 'open', contact: null });
  });

  test('a task about something else stays open', async () => {
    const other = await ask('welfare');
    await log();
    expect(await read(other)).toMatchObject({ state: 'open', contact: null });
  });

  test('is done when it is made, where the family was reached since', async () => {
    await log();
    const late = await ask();
    await school.as('clerk', (client, who) => closeTasksDoneBefore(client, who, [late]));
    expect(await read(late)).toMatchObject({ state: 'done' });
  });
});

describe('correcting the contact', () => {
  test('opens the task again, with the reason', async () => {
    const { contactId } = await log();
    await correct(contactId, null);
    expect(await read(task)).toMatchObject({ state: 'open', outcome: '', endedOn: null });
    expect((await stepsOf(task)).at(-1)).toMatchObject({ step: 'opened-again', reason: 'another family' });
  });

  test('leaves it done where the entry still says that the family was reached, or another does', async () => {
    const first = await log();
    const right = await correct(first.contactId, { ...call, kind: 'in-person' });
    expect(await read(task)).toMatchObject({ state: 'done', contact: { kind: 'in-person' } });
    expect(await stepsOf(task)).toHaveLength(2);
    const second = await log({ kind: 'home-visit' });
    await correct(right.contactId, null);
    expect(second.isMade).toBe(true);
    expect(await read(task)).toMatchObject({ state: 'done' });
  });

  test('an attempt that turns out to have reached the family does the task', async () => {
    const { contactId } = await log({ outcome: 'no-answer' });
    await correct(contactId, call);
    expect(await read(task)).toMatchObject({ state: 'done' });
  });
});

test('opened again by a person it waits for the next contact', async () => {
  const { contactId } = await log();
  const change = { action: 'reopen', reason: 'It was the aunt' } as const;
  await school.as('clerk', (client, who) => changeTask(client, who, { task, change }));
  expect(await read(task)).toMatchObject({ state: 'open' });
  await correct(contactId, null);
  expect(await read(task)).toMatchObject({ state: 'open' });
  await log();
  expect(await read(task)).toMatchObject({ state: 'done' });
});
