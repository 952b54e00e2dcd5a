/** `rollcall tasks`: what somebody has to do, by when; done, handed over, waited for, cancelled. */
import { Option, type Command } from 'commander';
import {
  changeTask,
  countTasks,
  readTasks,
  TASK_QUEUES,
  type TaskChange,
  type TaskLine,
  type TaskQuestion,
  type TaskQueue,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { taskInWords } from '../effects-in-words.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { todayOf, withSession, type Session } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface ListOptions {
  readonly school?: string;
  readonly student?: string;
  readonly person?: string;
  readonly queue: TaskQueue;
  readonly format: Format;
}

export function register(program: Command): void {
  const tasks = program.command('tasks').description('What somebody has to do, by when, and what came of it.');
  registerList(tasks);
  registerChange(tasks, {
    name: 'done',
    description: 'Mark a task done, with what came of it.',
    option: ['--outcome <text>', 'what came of it; kept'],
    changeOf: ({ outcome }) => ({ action: 'finish', outcome: required('--outcome', outcome) }),
  });
  registerChange(tasks, {
    name: 'assign',
    description: 'Hand a task to a person, or without one back to the people of its role.',
    option: ['--to <email>', 'who has it from now on'],
    changeOf: async ({ to }, session) => ({
      action: 'assign',
      person: to === undefined ? '' : await personOf(session, to),
      reason: '',
    }),
  });
  registerChange(tasks, {
    name: 'wait',
    description: 'Say whom a task waits for; without anybody it waits no more.',
    option: ['--for <text>', 'whom or what'],
    changeOf: ({ for: whom }) => ({ action: 'wait', waitingOn: whom ?? '' }),
  });
  registerChange(tasks, {
    name: 'cancel',
    description: 'Cancel a task; it stays on record.',
    option: ['--reason <text>', 'why; kept'],
    changeOf: ({ reason }) => ({ action: 'cancel', reason: requireReason(reason) }),
  });
  registerChange(tasks, {
    name: 'reopen',
    description: 'Open a task again that was done or cancelled.',
    option: ['--reason <text>', 'why; kept'],
    changeOf: ({ reason }) => ({ action: 'reopen', reason: requireReason(reason) }),
  });
}

function registerList(tasks: Command): void {
  const list = tasks
    .command('list', { isDefault: true })
    .description('Tasks by their last day: the earliest first.')
    .option('--school <id>', 'one school only')
    .option('--student <id>', 'about one student only')
    .option('--person <email>', 'what this person has')
    .addOption(new Option('--queue <queue>', 'by when').choices([...TASK_QUEUES]).default('open'));
  formatOption(list).action((options: ListOptions) => withSession((session) => show(session, options)));
}

async function show(session: Session, options: ListOptions): Promise<void> {
  const { db, districtId } = session;
  const { school, student, queue } = options;
  await requireKnownNames(session, {
    ...(school === undefined ? {} : { school }),
    ...(student === undefined ? {} : { student: [student] }),
  });
  const question: TaskQuestion = {
    districtId,
    on: await todayOf(session),
    ...(school === undefined ? {} : { schools: [school] }),
    ...(student === undefined ? {} : { student }),
    ...(options.person === undefined
      ? {}
      : { whose: { personId: await personOf(session, options.person), grants: [] } }),
  };
  const lines = await readTasks(db.pool, question, { queue, after: null, limit: MOST });
  if (options.format === 'json') {
    for (const line of lines) printJsonLine({ ...line, task: `T${line.task}`, words: taskInWords(line.what) });
    return;
  }
  const counts = await countTasks(db.pool, question);
  remark(
    `Overdue ${formatCount(counts.overdue)} · Today ${formatCount(counts.today)} · This week ${formatCount(counts.week)} · Later ${formatCount(counts.later)} · Waiting on someone ${formatCount(counts.waiting)}`,
  );
  if (lines.length === 0) return remark('No task here.');
  printTable(['task', 'due', 'late', 'student', 'school', 'what', 'who', 'waits for', 'outcome'], lines.map(rowOf));
}

/** Lines of one list. */
const MOST = 10_000;

function rowOf(line: TaskLine): readonly (string | number)[] {
  const late = line.overdueSchoolDays === 0 ? '' : `${line.overdueSchoolDays} school days`;
  return [
    `T${line.task}`,
    line.dueOn ?? '',
    late,
    line.name,
    line.schoolName,
    taskInWords(line.what),
    line.assignee === '' ? line.role : line.assignee,
    line.waitingOn,
    outcomeOf(line),
  ];
}

/** What came of it; of a task that asks for a contact what did it, or the latest attempt. */
function outcomeOf({ state, outcome, contact }: TaskLine): string {
  const tried = contact === null ? '' : `${contact.kind}, ${contact.outcome}, ${contact.on}, ${contact.by}`;
  if (state === 'open') return tried === '' ? '' : `last try: ${tried}`;
  return `${state}: ${taskInWords(outcome)}${tried === '' ? '' : ` (${tried})`}`;
}

interface ChangeOptions {
  readonly outcome?: string;
  readonly to?: string;
  readonly for?: string;
  readonly reason?: string;
  readonly format: Format;
}

interface Changing {
  readonly name: string;
  readonly description: string;
  readonly option: readonly [flags: string, description: string];
  readonly changeOf: (options: ChangeOptions, session: Session) => TaskChange | Promise<TaskChange>;
}

function registerChange(tasks: Command, { name, description, option, changeOf }: Changing): void {
  const command = tasks
    .command(name)
    .description(description)
    .argument('<task>', 'as T12')
    .option(...option);
  formatOption(command).action((named: string, options: ChangeOptions) =>
    withSession(async (session) => {
      const task = parseTask(named);
      const change = await changeOf(options, session);
      const who = await whoOfSession(session);
      const done = await withTransaction(session.db, (client) => changeTask(client, who, { task, change }));
      if (options.format === 'json') printJsonLine({ task: `T${task}`, state: done.state });
      else remark(`T${task} is ${done.state}.`);
    }),
  );
}

/** Reads `T12`. Fails: ProblemError. */
function parseTask(text: string): number {
  const digits = /^T([1-9]\d{0,14})$/i.exec(text.trim())?.[1];
  if (digits === undefined) throw new ProblemError([{ found: `"${text}"`, allowed: 'a task as T12' }]);
  return Number(digits);
}

function required(option: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '')
    throw new ProblemError([{ path: option, found: 'nothing', allowed: 'a few words' }]);
  return text.trim();
}

async function personOf({ db, districtId }: Session, email: string): Promise<string> {
  const found = await db.pool.query<{ person_id: string }>(
    'select person_id from people where district_id = $1 and email = lower($2)',
    [districtId, email.trim()],
  );
  const person = found.rows[0]?.person_id;
  if (person === undefined) throw new Refusal('Nobody with this e-mail has access: rollcall people list.');
  return person;
}
