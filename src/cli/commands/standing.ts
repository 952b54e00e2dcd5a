/** `rollcall standing`: activity eligibility and at-risk reasons. */
import type { Command } from 'commander';
import {
  addReasonByHand,
  endReason,
  endStatus,
  listAtRisk,
  readAtRisk,
  readEligibility,
  readStudentPlace,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, todayOf, withSession, type Session } from '../session.ts';
import { countOption, listOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

export function register(program: Command): void {
  const standing = program
    .command('standing')
    .description('Activity eligibility over all sources, and at-risk reasons with their factors.');
  registerShow(standing);
  registerList(standing);
  registerAdd(standing);
  registerEnd(standing, 'end-eligibility', 'End a status of eligibility that attendance gave, from today on.');
  registerEnd(standing, 'end-at-risk', 'End an at-risk reason before its last day, from today on.');
}

function registerShow(standing: Command): void {
  const show = standing
    .command('show')
    .description('One student: every source, which is the most severe, when each ends; and why at risk.')
    .argument('<student>', 'the student’s number')
    .option('--on <date>', 'the day; today unless given');
  formatOption(show).action((student: string, options: { on?: string; format: Format }) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const on = options.on === undefined ? await todayOf(session) : formatDay(dayOption('--on', options.on));
      await requireStudent(session, student);
      const eligibility = (await readEligibility(db.pool, { districtId, students: [student], on })).get(student);
      const atRisk = await readAtRisk(db.pool, { districtId, student, on });
      if (eligibility === undefined) throw new Refusal(`There is no student ${student}.`);
      if (options.format === 'json') return printJsonLine({ student, on, ...eligibility, atRisk });
      const { activities, overall, records } = eligibility;
      remark(
        `Activities: ${activities.join(', ') || 'none'}. Overall: ${overall.status}${overall.until === null ? '' : ` through ${overall.until}`}.`,
      );
      printTable(
        ['record', 'status', 'source', 'from', 'through', 'by', 'today'],
        records.map((one) => [
          one.record,
          one.status,
          one.source,
          one.from,
          one.until,
          one.because,
          one.isMostSevere ? 'holds, the most severe' : one.holds ? 'holds' : 'over',
        ]),
      );
      printTable(
        ['record', 'at-risk reason', 'factors', 'from', 'through', 'by', 'today'],
        atRisk.map((one) => [
          one.record,
          one.reason,
          one.factors.join(', '),
          one.from,
          one.until,
          one.because,
          one.holds ? 'holds' : 'over',
        ]),
      );
    }),
  );
}

function registerList(standing: Command): void {
  const list = standing
    .command('at-risk')
    .description('Students at risk today.')
    .option('--school <id>', 'one school only')
    .option('--reason <code>', 'one reason only')
    .option('--factor <code>', 'one factor only');
  formatOption(list).action((options: { school?: string; reason?: string; factor?: string; format: Format }) =>
    withSession(async (session) => {
      const { school, reason, factor, format } = options;
      await requireKnownNames(session, school === undefined ? {} : { school });
      const { items } = await listAtRisk(session.db.pool, {
        districtId: session.districtId,
        on: await todayOf(session),
        schools: school === undefined ? undefined : [school],
        reason,
        factor,
        limit: 100_000,
        offset: 0,
      });
      if (format === 'json') return items.forEach(({ studentNo: _no, ...one }) => printJsonLine(one));
      if (items.length === 0) return remark('Nobody.');
      printTable(
        ['record', 'student', 'school', 'reason', 'factors', 'from', 'through', 'by'],
        items.map((one) => [
          one.record,
          one.student,
          one.school,
          one.reason,
          one.factors.join(', '),
          one.from,
          one.until,
          one.because,
        ]),
      );
    }),
  );
}

function registerAdd(standing: Command): void {
  const add = standing
    .command('add-at-risk')
    .description('Add an at-risk reason, or factors alone, by hand.')
    .argument('<student>', 'the student’s number')
    .option('--reason <code>', 'a code of the catalog at-risk-reasons', '')
    .option('--factors <codes>', 'codes of at-risk-factors, joined by commas', listOption, [])
    .requiredOption('--until <date>', 'its last day')
    .option('--note <text>', 'a note', '');
  formatOption(add).action(
    (
      student: string,
      options: { reason: string; factors: readonly string[]; until: string; note: string; format: Format },
    ) =>
      withSession(async (session) => {
        const { db, districtId } = session;
        const who = await whoOfSession(session);
        await requireStudent(session, student);
        const until = formatDay(dayOption('--until', options.until));
        const { reason, factors, note } = options;
        const record = await withTransaction(db, async (client) => {
          const school = await readStudentPlace(client, { districtId, student, on: who.on });
          return addReasonByHand(client, who, { student, school, reason, factors, note, until });
        });
        if (options.format === 'json') printJsonLine({ record, student, until });
        else remark(`Record ${record}, through ${until}.`);
      }),
  );
}

function registerEnd(standing: Command, verb: 'end-eligibility' | 'end-at-risk', description: string): void {
  const command = standing
    .command(verb)
    .description(description)
    .argument('<record>', 'its number, as rollcall standing show has it')
    .requiredOption('--reason <text>', 'why');
  formatOption(command).action(
    (given: string, { reason, format }: { readonly reason: string; readonly format: Format }) =>
      withSession(async (session) => {
        const record = countOption('record', given);
        const who = await whoOfSession(session);
        const end = verb === 'end-eligibility' ? endStatus : endReason;
        await withTransaction(session.db, (client) => end(client, who, { record, reason }));
        if (format === 'json') printJsonLine({ record, endedOn: who.on });
        else remark(`Record ${record} has ended.`);
      }),
  );
}

/** Fails: Refusal for a number that nobody has. */
async function requireStudent({ db, districtId }: Session, student: string): Promise<void> {
  const found = await db.pool.query('select from students where district_id = $1 and student_id = $2', [
    districtId,
    student,
  ]);
  if (found.rowCount === 0) throw new Refusal(`There is no student ${student}.`);
}
