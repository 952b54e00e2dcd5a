import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTasks, type NewTask, type Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
let administrator: Client<ApiContract>;
let students: readonly string[];
let today: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  clerk = await server.as('clerk');
  administrator = await server.as('administrator');
  today = SAMPLE_NOW.toISOString().slice(0, 10);
  const found = await server.db.pool.query<{ id: string }>(
    `select student_id as id from enrollments where district_id = 1 and school_id = 'oak' and exit_on is null order by 1 limit 4`,
  );
  students = found.rows.map(({ id }) => id);
}, 120_000);
afterAll(() => server.close());

const who = (): Who => ({
  districtId: 1,
  personId: '',
  name: 'Rollcall',
  role: 'rollcall',
  now: SAMPLE_NOW,
  on: SAMPLE_AS_OF,
});

function make(more: Partial<NewTask> = {}): Promise<readonly number[]> {
  const task = { student: students[0] ?? '', school: 'oak', what: 'Call home', role: 'clerk', dueOn: today, ...more };
  return withTransaction(server.db, (client) => createTasks(client, who(), [task]));
}

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await asked.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof ApiError ? error.problem.code : 'done';
};

async function tasksOf(client: Client<ApiContract>, query = {}): Promise<readonly string[]> {
  return (await client.readTasks({ query: { school: 'oak', ...query } })).items.map(({ task }) => task);
}

describe('my tasks', () => {
  test('are what nobody took of my roles at my schools, and what I have', async () => {
    const [mine] = await make();
    const [others] = await make({ role: 'administrator' });
    const [elsewhere] = await make({ school: 'elm' });
    const names = await tasksOf(clerk);
    expect(names).toContain(`T${mine}`);
    expect(names).not.toContain(`T${others}`);
    expect(names).not.toContain(`T${elsewhere}`);
    expect(await tasksOf(clerk, { whose: 'all' })).toContain(`T${others}`);
    expect(await tasksOf(administrator)).toContain(`T${others}`);
  });

  test('stand by their last day, the overdue ones with the school days that passed', async () => {
    const before = await clerk.countTasks({ query: { school: 'oak' } });
    const late = await server.db.pool.query<{ on: string; days: number }>(
      `select on_date as "on", (select count(*)::int from calendar_days l where l.district_id = 1 and l.school_id = 'oak'
           and l.on_date > d.on_date and l.on_date <= $1) as days
         from calendar_days d where district_id = 1 and school_id = 'oak' and on_date < $1 order by on_date desc offset 2 limit 1`,
      [today],
    );
    const { on = '', days = 0 } = late.rows[0] ?? {};
    const [overdue] = await make({ dueOn: on });
    await make({ dueOn: null });
    const after = await clerk.countTasks({ query: { school: 'oak' } });
    expect(after.overdue).toBe(before.overdue + 1);
    expect(after.later).toBe(before.later + 1);
    const page = await clerk.readTasks({ query: { school: 'oak', queue: 'overdue' } });
    expect(page.items.find(({ task }) => task === `T${overdue}`)).toMatchObject({ dueOn: on, overdueSchoolDays: days });
    expect(page.total).toBe(after.overdue);
    const all = await clerk.readTasks({ query: { school: 'oak' } });
    const dues = all.items.map(({ dueOn }) => dueOn ?? '9999');
    expect(dues).toEqual(dues.toSorted());
  });

  test('come in pages that leave out nothing and repeat nothing', async () => {
    for (let at = 0; at < 7; at += 1) await make({ dueOn: at % 2 === 0 ? today : null });
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await clerk.readTasks({
        query: { school: 'oak', limit: 3, ...(cursor === undefined ? {} : { cursor }) },
      });
      seen.push(...page.items.map(({ task }) => task));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await clerk.countTasks({ query: { school: 'oak' } })).open);
  });
});

describe('a task', () => {
  const change = (
    client: Client<ApiContract>,
    task: number | undefined,
    body: Parameters<typeof client.changeTask>[0]['body'],
  ) => client.changeTask({ params: { task: `T${task}` }, body });

  test('is taken, waits for somebody, and is done with what came of it; each leaves a step', async () => {
    const [task] = await make();
    expect(await change(clerk, task, { action: 'take' })).toMatchObject({ assignee: { isMe: true } });
    expect(await change(clerk, task, { action: 'wait', waitingOn: 'the nurse' })).toMatchObject({
      waitingOn: 'the nurse',
    });
    expect(await tasksOf(clerk, { queue: 'waiting' })).toContain(`T${task}`);
    expect(await tasksOf(clerk, { queue: 'today' })).not.toContain(`T${task}`);
    const done = await change(clerk, task, { action: 'finish', outcome: 'reached the mother' });
    expect(done).toMatchObject({ state: 'done', outcome: 'reached the mother', waitingOn: '', endedOn: today });
    expect(await tasksOf(clerk)).not.toContain(`T${task}`);
    expect(await tasksOf(clerk, { queue: 'ended' })).toContain(`T${task}`);
    const steps = await server.db.pool.query<{ step: string }>(
      `select step from casework_steps where district_id = 1 and thing = 'task' and thing_id = $1 order by step_id`,
      [task],
    );
    expect(steps.rows.map(({ step }) => step)).toEqual(['made', 'taken', 'waiting', 'done']);
    expect(await codeOf(change(clerk, task, { action: 'finish', outcome: 'again' }))).toBe('refused');
  });

  test('is handed to somebody who works at its school, and to nobody else', async () => {
    const [task] = await make();
    const { items } = await clerk.listTaskPeople({ query: { school: 'oak' } });
    const principal = items.find(({ roles }) => roles.includes('administrator'));
    expect(await change(clerk, task, { action: 'assign', person: principal?.person ?? '', reason: '' })).toMatchObject({
      assignee: { name: principal?.name, isMe: false },
    });
    expect(await tasksOf(clerk)).not.toContain(`T${task}`);
    expect(await tasksOf(administrator)).toContain(`T${task}`);
    expect(await codeOf(change(clerk, task, { action: 'assign', person: 'nobody', reason: '' }))).toBe('not-found');
  });

  test('at another school is not there for me, whatever I ask', async () => {
    const outside = await server.db.pool.query<{ id: string; school: string }>(
      `select e.student_id as id, min(e.school_id) as school from enrollments e where e.district_id = 1
        group by 1 having min(e.school_id) = max(e.school_id) and min(e.school_id) not in
          (select g.school_id from grants g join people p using (district_id, person_id) where g.role = 'clerk' and g.district_id = 1)
        order by 1 limit 1`,
    );
    const [row] = outside.rows;
    const [task] = await make({ student: row?.id ?? '', school: row?.school ?? '' });
    expect(await codeOf(change(clerk, task, { action: 'take' }))).toBe('not-found');
    const { items } = await clerk.readTasks({ query: { whose: 'all', limit: 200 } });
    expect(items.map((one) => one.task)).not.toContain(`T${task}`);
  });

  test('of somebody whose access ends is listed without whom it is about, and handed over', async () => {
    const { items } = await clerk.listTaskPeople({ query: { school: 'oak' } });
    const team = items.find(({ roles }) => roles.includes('team'));
    const [task] = await make({ assignee: team?.person ?? '' });
    const system = await server.as('system');
    const left = await system.readTasksOfPerson({ params: { person: team?.person ?? '' } });
    expect(left.items).toContainEqual({
      task: `T${task}`,
      what: 'Call home',
      school: 'oak',
      role: 'clerk',
      dueOn: today,
    });
    expect(left.people.map(({ person }) => person)).not.toContain(team?.person);
    const handed = await system.handOverTasks({
      params: { person: team?.person ?? '' },
      body: { to: '', reason: 'leaves the district' },
    });
    expect(handed.tasks).toBeGreaterThan(0);
    expect(await tasksOf(clerk)).toContain(`T${task}`);
  });
});
