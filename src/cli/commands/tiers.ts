/** `rollcall tiers`: the lists of Tier II, and who is on the board of Tier II and III. */
import type { Command } from 'commander';
import { enterTier, leaveBoard, readStudentPlace, readTierStudents, type TierStudent } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { percentOf, readFiguresState, readTierList, readTierLists } from '../../insight/index.ts';
import { ProblemError } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { registerTierPlan } from './tiers-plan.ts';
import { registerShare } from './tiers-share.ts';

interface ListOptions {
  readonly school?: string;
  readonly percent?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const tiers = program.command('tiers').description('Students who need a plan of their own.');
  const list = tiers
    .command('list', { isDefault: true })
    .description('Students on a list of Tier II now, the most absent first.')
    .option('--school <id>', 'one school only')
    .option(
      '--percent <number>',
      'the list of this percentage of days missed; default: the widest of the packs in use',
    );
  formatOption(list).action((options: ListOptions) => withSession((session) => printList(session, options)));
  const board = tiers
    .command('board')
    .description('Students on the board, those with the earliest review first.')
    .option('--school <id>', 'one school only');
  formatOption(board).action((options: Omit<ListOptions, 'percent'>) =>
    withSession((session) => printBoard(session, options)),
  );
  const enter = tiers
    .command('enter')
    .description('Put a student on the board of Tier II.')
    .argument('<student>', 'id');
  formatOption(enter).action((student: string, { format }: { readonly format: Format }) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const entry = await withTransaction(session.db, async (client) => {
        const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
        return enterTier(client, who, { student, school, tier: 2, because: 'by hand' });
      });
      if (format === 'json') printJsonLine(jsonOf(entry));
      else remark(`T${entry.tierId}: ${entry.student} is on the board, ${entry.stage}.`);
    }),
  );
  registerTierPlan(tiers);
  registerShare(tiers);
  tiers
    .command('leave')
    .description('Take a student off the board before a plan was made.')
    .argument('<entry>', 'as T12')
    .requiredOption('--reason <text>', 'why; kept')
    .action((entry: string, options: { readonly reason: string }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const tierId = countOption('entry', entry.replace(/^T/, ''));
        const reason = requireReason(options.reason);
        await withTransaction(session.db, (client) => leaveBoard(client, who, { tierId, reason }));
        remark(`T${tierId} is off the board.`);
      }),
    );
}

async function printList(session: Session, { school, percent, format }: ListOptions): Promise<void> {
  const { db, districtId } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  const schools = school === undefined ? undefined : [school];
  const found = await withTransaction(db, async (client) => {
    const who = await whoOfSession(session);
    const { asOfOn } = await readFiguresState(client, districtId);
    const all = await client.query<{ id: string }>('select school_id as id from schools where district_id = $1', [
      districtId,
    ]);
    const lists = await readTierLists(client, {
      districtId,
      schools: schools ?? all.rows.map(({ id }) => id),
      on: asOfOn ?? who.on,
    });
    const list = percent === undefined ? lists[0] : lists.find((one) => String(one.percent / 1000) === percent);
    if (list === undefined)
      throw new ProblemError([
        {
          path: '--percent',
          found: `"${percent}"`,
          allowed: lists.map((one) => String(one.percent / 1000)).join(', '),
        },
      ]);
    return { list, ...(await readTierList(client, { districtId, schools, list, limit: 10_000, isNew: false })) };
  });
  const { list, students } = found;
  if (format === 'json') {
    for (const { studentNo: _, enrolledDays, absentThousandths, ...student } of students)
      printJsonLine({ ...student, enrolled: enrolledDays, absent: absentThousandths / 1000 });
    return;
  }
  const rule = list.isOver ? `more than ${list.percent / 1000}%` : `${list.percent / 1000}% or more`;
  remark(`${students.length} absent ${rule} of the days enrolled, after at least ${list.minDays} days.`);
  printTable(
    ['student', 'name', 'grade', 'school', 'attendance', 'absent', 'enrolled'],
    students.map(({ student, firstName, lastName, grade, school: at, enrolledDays, absentThousandths }) => [
      student,
      `${lastName}, ${firstName}`,
      grade,
      at,
      `${percentOf({ enrolledDays, absentThousandths }) ?? 0}%`,
      absentThousandths / 1000,
      enrolledDays,
    ]),
  );
}

async function printBoard(session: Session, { school, format }: Omit<ListOptions, 'percent'>): Promise<void> {
  await requireKnownNames(session, school === undefined ? {} : { school });
  const entries = await readTierStudents(session.db.pool, {
    districtId: session.districtId,
    ...(school === undefined ? {} : { schools: [school] }),
  });
  if (format === 'json') return entries.forEach((entry) => printJsonLine(jsonOf(entry)));
  if (entries.length === 0) return remark('Nobody is on the board.');
  printTable(
    ['entry', 'student', 'school', 'tier', 'stage', 'review', 'decision'],
    entries.map(({ tierId, student, school: at, tier, stage, reviewOn, decision }) => [
      `T${tierId}`,
      student,
      at,
      tier,
      stage,
      reviewOn,
      decision,
    ]),
  );
}

function jsonOf({ tierId, student, school, tier, stage, because, planId, reviewOn, decision }: TierStudent) {
  return {
    entry: `T${tierId}`,
    student,
    school,
    tier,
    stage,
    because,
    plan: planId === null ? null : `P${planId}`,
    review: reviewOn,
    decision,
  };
}
