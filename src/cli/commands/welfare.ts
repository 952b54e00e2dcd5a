/** `rollcall welfare`: social services or law enforcement considered: what is asked for, and what was decided. */
import { Option, type Command } from 'commander';
import {
  readTask,
  readWelfareSteps,
  readWelfareTasks,
  recordWelfare,
  WELFARE_AGENCIES,
  type WelfareAgency,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, todayOf, withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface RecordOptions {
  readonly student?: string;
  readonly task?: string;
  readonly reason: string;
  readonly on?: string;
  readonly agency?: WelfareAgency;
  readonly organization?: string;
  readonly contact?: string;
  readonly given?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const welfare = program
    .command('welfare')
    .description('The welfare step: contact with social services or law enforcement made, or not needed.');
  registerList(welfare);
  const record = welfare
    .command('record')
    .description('Record a contact, with its line in the log of disclosures; without --agency: that none is needed.')
    .option('--student <id>', 'whose welfare; left out: whom the task is about')
    .requiredOption('--reason <text>', 'why it was made, or why it is not needed')
    .option('--task <task>', 'the task that asked for it, as T12; done with it')
    .option('--on <date>', 'the day; default: today')
    .addOption(new Option('--agency <kind>', 'a contact was made').choices([...WELFARE_AGENCIES]))
    .option('--organization <name>', 'the agency')
    .option('--contact <name>', 'who was spoken with')
    .option('--given <text>', 'what they were told');
  formatOption(record).action((options: RecordOptions) =>
    withSession(async (session) => {
      const { agency } = options;
      const who = await whoOfSession(session);
      const taskId = options.task === undefined ? null : countOption('--task', options.task.replace(/^T/i, ''));
      const student = options.student ?? (await studentOfTask(session, taskId));
      const audit = { actor: null, districtId: who.districtId, from: 'command line', at: who.now };
      const contact =
        agency === undefined
          ? null
          : {
              agency,
              organisation: options.organization ?? '',
              contactName: options.contact ?? '',
              given: options.given ?? '',
            };
      const step = await withTransaction(session.db, (client) =>
        recordWelfare(client, who, {
          student,
          taskId,
          contact,
          reason: requireReason(options.reason),
          ...(options.on === undefined ? {} : { on: formatDay(dayOption('--on', options.on)) }),
          audit,
        }),
      );
      if (options.format === 'json') printJsonLine(step);
      else
        remark(
          step.decision === 'made' ? `Contact recorded; disclosure ${step.disclosureId}.` : 'Recorded: not needed.',
        );
    }),
  );
}

async function studentOfTask({ db, districtId, now }: Session, taskId: number | null): Promise<string> {
  const on = now().toISOString().slice(0, 10);
  const task = taskId === null ? undefined : await readTask(db.pool, { districtId, task: taskId, on });
  if (taskId !== null && typeof task?.student !== 'string')
    throw new Refusal(`There is no task T${taskId} about a student: rollcall welfare list.`, { code: 'work.gone' });
  if (typeof task?.student === 'string') return task.student;
  throw new ProblemError([
    { path: '--student', found: 'nothing', allowed: 'the student, or --task with what asks for it' },
  ]);
}

function registerList(welfare: Command): void {
  const list = welfare
    .command('list', { isDefault: true })
    .description('What is asked for and not decided yet; with a student also what was decided.')
    .option('--school <id>', 'one school only')
    .option('--student <id>', 'one student');
  formatOption(list).action(
    ({ school, student, format }: { readonly school?: string; readonly student?: string; readonly format: Format }) =>
      withSession(async (session) => {
        const { db, districtId } = session;
        await requireKnownNames(session, school === undefined ? {} : { school });
        const tasks = await readWelfareTasks(db.pool, {
          districtId,
          on: await todayOf(session),
          ...(school === undefined ? {} : { schools: [school] }),
          ...(student === undefined ? {} : { student }),
        });
        const steps = student === undefined ? [] : await readWelfareSteps(db.pool, { districtId, student });
        if (format === 'json') return [...tasks, ...steps].forEach((one) => printJsonLine(one));
        if (tasks.length + steps.length === 0) return remark('Nothing is asked for.');
        if (tasks.length > 0)
          printTable(
            ['task', 'student', 'school', 'what', 'due', 'late'],
            tasks.map((one) => [
              `T${one.taskId}`,
              one.name,
              one.school,
              one.what,
              one.dueOn ?? '',
              one.isOverdue ? 'overdue' : '',
            ]),
          );
        if (steps.length > 0)
          printTable(
            ['step', 'decided', 'day', 'to whom', 'why', 'by'],
            steps.map((one) => [one.welfareId, one.decision, one.on, one.organisation, one.reason, one.by]),
          );
      }),
  );
}
