/** Tasks. */
import { z } from 'zod';
import {
  actionsOf,
  changeTask,
  countTasks,
  handOverTasks,
  readTask,
  readTasks,
  readTasksOfPerson,
  TASK,
  type ActingRole,
  type TaskChange,
  type TaskLine as LineOnFile,
  type TaskQuestion,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { noticeName } from '../../notices/index.ts';
import { keptForReach } from '../cases/kept-casework.ts';
import { inCasework } from '../cases/place.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { TaskCounts, TaskLine, tasksContract } from './contract.ts';
import { readPeopleAt, readPeopleWithAccess } from './people-at.ts';

const Place = z.object({ on: z.iso.date().nullable(), task: z.int() });

export const tasksHandlers: Handlers<typeof tasksContract> = {
  readTasks: async (context) => {
    const { db, query, audit, actor } = context;
    const question = await questionOf(context);
    const after = readCursor(Place, query.cursor) ?? null;
    const { queue, limit } = query;
    const asked = { queue, after, limit: limit + 1 };
    const found = await keptForReach(context, ['tasks', question, asked], () => readTasks(db.pool, question, asked));
    const counts = await keptForReach(context, ['task counts', question], () => countTasks(db.pool, question));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const who = await whoOf(context, 'do-tasks');
    await audit({ action: 'view-list', detail: { list: 'tasks', whose: query.whose, queue, school: query.school } });
    return {
      items: page.map((line) => lineOf(line, { personId: actor.personId, role: who.role })),
      next:
        found.length > limit && last !== undefined
          ? cursorOf({ on: queue === 'ended' ? last.endedOn : last.dueOn, task: last.task })
          : null,
      total: queue === 'ended' ? page.length : counts[queue],
      counts: countsOf(counts),
    };
  },
  countTasks: async (context) => countsOf(await countTasks(context.db.pool, await questionOf(context))),
  changeTask: async (context) => {
    const { params, body, actor, db, districtId, audit } = context;
    const task = Number(params.task.slice(1));
    const who = await whoOf(context, 'do-tasks');
    await requireTask(context, task);
    if (body.action === 'assign' && body.person !== '') await requireReachable(context, { task, person: body.person });
    const { student } = await inCasework(context, 'do-tasks', (client, acting) =>
      changeTask(client, acting, { task, change: changeOf(body) }),
    );
    await audit({
      action: `${body.action}-task`,
      students: student === null ? [] : [student],
      detail: { task: params.task },
    });
    const line = await readTask(db.pool, { districtId, task, on: who.on });
    if (line === undefined) throw problem('not-found');
    return lineOf(line, { personId: actor.personId, role: who.role });
  },
  listTaskPeople: async ({ parts, districtId, query, reach }) => {
    const schools = schoolsOf(reach, query.school);
    const on = await todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
    return { items: await readPeopleAt(parts.db.pool, { districtId, schools, on }) };
  },
  readTasksOfPerson: async ({ parts, districtId, params }) => {
    await requirePerson(parts, districtId, params.person);
    const tasks = await readTasksOfPerson(parts.db.pool, { districtId, person: params.person });
    const on = await todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
    const people = await readPeopleWithAccess(parts.db.pool, { districtId, on });
    return {
      items: tasks.map(({ task, ...rest }) => ({ ...rest, task: `T${task}` })),
      people: people.filter(({ person }) => person !== params.person),
    };
  },
  handOverTasks: async (context) => {
    const { parts, params, body, audit } = context;
    const who = await whoOf(context, 'manage-people');
    await requirePerson(parts, who.districtId, params.person);
    const tasks = await withTransaction(parts.db, (client) =>
      handOverTasks(client, who, { from: params.person, to: body.to, reason: body.reason }),
    );
    await audit({ action: 'hand-over-tasks', detail: { from: params.person, to: body.to, tasks } });
    return { tasks };
  },
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'reach'> & {
  readonly actor: NonNullable<Context['actor']>;
};

async function questionOf(
  context: Asking & {
    readonly query: { readonly school: string; readonly whose: 'mine' | 'all'; readonly student?: string };
  },
): Promise<TaskQuestion> {
  const { districtId, parts, actor, reach, query } = context;
  const schools = reach.kind === 'schools' || query.school !== '' ? schoolsOf(reach, query.school) : undefined;
  const { student = '' } = query;
  return {
    districtId,
    on: await todayInDistrict(parts.db.pool, { districtId, now: parts.now() }),
    ...(query.whose === 'mine' ? { whose: { personId: actor.personId, grants: actor.grants } } : {}),
    ...(schools === undefined ? {} : { schools }),
    ...(student === '' ? {} : { student: await studentOfKey(context, student) }),
  };
}

async function requireTask({ db, districtId }: Asking, task: number): Promise<void> {
  const found = await db.pool.query('select from tasks where district_id = $1 and task_id = $2', [districtId, task]);
  if (found.rowCount === 0) throw problem('not-found');
}

async function requirePerson({ db }: Context['parts'], districtId: number, person: string): Promise<void> {
  const found = await db.pool.query('select from people where district_id = $1 and person_id = $2', [
    districtId,
    person,
  ]);
  if (found.rowCount === 0) throw problem('not-found');
}

/** A task goes to somebody who works at its school, and so may see whom it is about. */
async function requireReachable(
  { db, districtId, parts }: Asking,
  { task, person }: { readonly task: number; readonly person: string },
): Promise<void> {
  const found = await db.pool.query<{ school: string }>(
    'select school_id as school from tasks where district_id = $1 and task_id = $2',
    [districtId, task],
  );
  const on = await todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
  const people = await readPeopleAt(parts.db.pool, { districtId, schools: [found.rows[0]?.school ?? ''], on });
  if (!people.some((one) => one.person === person)) throw problem('not-found');
}

function changeOf(body: Parameters<(typeof tasksHandlers)['changeTask']>[0]['body']): TaskChange {
  return body;
}

function lineOf(line: LineOnFile, me: { readonly personId: string; readonly role: ActingRole }): TaskLine {
  const { studentNo, assigneeId, aboutThing, aboutId } = line;
  const may = actionsOf(TASK, { status: line.state, role: me.role });
  return {
    task: `T${line.task}`,
    student: studentNo === null ? null : studentKeyOf(studentNo),
    name: line.name,
    grade: line.grade,
    school: line.school,
    schoolName: line.schoolName,
    what: line.what,
    role: line.role,
    assignee: assigneeId === '' ? null : { person: assigneeId, name: line.assignee, isMe: assigneeId === me.personId },
    dueOn: line.dueOn,
    overdueSchoolDays: line.overdueSchoolDays,
    waitingOn: line.waitingOn,
    state: line.state,
    outcome: line.outcome,
    endedOn: line.endedOn,
    about: aboutThing === '' || aboutId === null ? null : { thing: aboutThing, id: aboutId },
    case: line.caseId,
    notice: line.noticeId === null ? null : noticeName(line.noticeId),
    madeBy: line.madeBy,
    contact: line.contact,
    may: may.filter((action) => action !== 'take' || assigneeId !== me.personId),
  };
}

function countsOf({ open, overdue, today, week, later, waiting }: TaskCounts): TaskCounts {
  return { open, overdue, today, week, later, waiting };
}
