/** Tasks: what somebody has to do, by person and by when. */
import { z } from 'zod';
import { CONTACT_KINDS, CONTACT_OUTCOMES } from '../contacts/contract.ts';
import { dateField, pageOf, pageQuery, route, schoolField } from '../route.ts';

export const QUEUES = ['open', 'overdue', 'today', 'week', 'later', 'waiting', 'ended'] as const;
const TASK_ACTIONS = ['take', 'assign', 'wait', 'finish', 'cancel', 'reopen'] as const;

/** `T12`. */
const taskField = z.string().regex(/^T[1-9]\d{0,14}$/, 'a task as T12');

export const TaskLine = z
  .object({
    task: z.string(),
    /** Null: about a school. */
    student: z.string().nullable(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    /** In words, or `key:` and the name of a sentence in the words `tasks`, under `what`. */
    what: z.string(),
    role: z.string(),
    /** Null: nobody took it. */
    assignee: z.object({ person: z.string(), name: z.string(), isMe: z.boolean() }).nullable(),
    dueOn: dateField.nullable(),
    overdueSchoolDays: z.int(),
    waitingOn: z.string(),
    state: z.enum(['open', 'done', 'cancelled']),
    outcome: z.string(),
    endedOn: dateField.nullable(),
    about: z.object({ thing: z.string(), id: z.int() }).nullable(),
    case: z.int().nullable(),
    /** `N12`. */
    notice: z.string().nullable(),
    madeBy: z.string(),
    /** Of a task that asks for a contact: what did it, or while it is open the latest attempt. */
    contact: z
      .object({ on: dateField, kind: z.enum(CONTACT_KINDS), outcome: z.enum(CONTACT_OUTCOMES), by: z.string() })
      .nullable(),
    /** What this person may do with it now. */
    may: z.array(z.enum(TASK_ACTIONS)),
  })
  .meta({ id: 'TaskLine' });
export type TaskLine = z.output<typeof TaskLine>;

export const TaskCounts = z.object({
  open: z.int(),
  overdue: z.int(),
  today: z.int(),
  week: z.int(),
  later: z.int(),
  waiting: z.int(),
});
export type TaskCounts = z.output<typeof TaskCounts>;

const whoseField = z.enum(['mine', 'all']).default('mine');
const wordsField = z.string().trim().max(300);
const params = z.object({ task: taskField });

export const tasksContract = {
  readTasks: route({
    method: 'GET',
    path: '/api/tasks',
    tag: 'tasks',
    summary: 'A queue of tasks, mine or everybody’s, the earliest last day first.',
    action: 'do-tasks',
    query: z.object({
      school: schoolField,
      whose: whoseField,
      queue: z.enum(QUEUES).default('open'),
      /** As `s12`. */
      student: z.string().max(20).default(''),
      ...pageQuery,
    }),
    ok: pageOf(TaskLine).extend({ counts: TaskCounts }),
  }),
  countTasks: route({
    method: 'GET',
    path: '/api/tasks/counts',
    tag: 'tasks',
    summary: 'How many of my tasks are overdue, due today, this week, or wait on somebody.',
    action: 'do-tasks',
    query: z.object({ school: schoolField, whose: whoseField }),
    ok: TaskCounts,
  }),
  changeTask: route({
    method: 'POST',
    path: '/api/tasks/:task',
    tag: 'tasks',
    summary: 'Takes a task, hands it over, says whom it waits for, or ends it with what came of it.',
    action: 'do-tasks',
    params,
    body: z.discriminatedUnion('action', [
      z.object({ action: z.literal('take') }),
      /** `person` '' gives it back to the people of its role. */
      z.object({ action: z.literal('assign'), person: z.string().max(100), reason: wordsField.default('') }),
      /** '' nobody any more. */
      z.object({ action: z.literal('wait'), waitingOn: wordsField }),
      z.object({ action: z.literal('finish'), outcome: wordsField.min(1) }),
      z.object({ action: z.literal('cancel'), reason: wordsField.min(3) }),
      z.object({ action: z.literal('reopen'), reason: wordsField.min(3) }),
    ]),
    ok: TaskLine,
  }),
  listTaskPeople: route({
    method: 'GET',
    path: '/api/tasks/people',
    tag: 'tasks',
    summary: 'People a task at a school can be handed to.',
    action: 'do-tasks',
    query: z.object({ school: schoolField }),
    ok: z.object({ items: z.array(z.object({ person: z.string(), name: z.string(), roles: z.array(z.string()) })) }),
  }),
  readTasksOfPerson: route({
    method: 'GET',
    path: '/api/people/:person/tasks',
    tag: 'tasks',
    summary: 'What a person still has to do, without whom it is about: to hand over when access ends.',
    action: 'manage-people',
    params: z.object({ person: z.string().min(1).max(100) }),
    ok: z.object({
      items: z.array(
        z.object({
          task: z.string(),
          what: z.string(),
          school: z.string(),
          role: z.string(),
          dueOn: dateField.nullable(),
        }),
      ),
      /** Who else could have them. */
      people: z.array(z.object({ person: z.string(), name: z.string() })),
    }),
  }),
  handOverTasks: route({
    method: 'POST',
    path: '/api/people/:person/tasks/hand-over',
    tag: 'tasks',
    summary: 'Hands all open tasks of a person to another, or back to the people of their roles.',
    action: 'manage-people',
    params: z.object({ person: z.string().min(1).max(100) }),
    body: z.object({ to: z.string().max(100).default(''), reason: wordsField.min(3) }),
    ok: z.object({ tasks: z.int() }),
  }),
};
