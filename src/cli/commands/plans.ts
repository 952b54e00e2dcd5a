/** `rollcall plans`: intervention plans, what is tried, the evaluation, the court. */
import { Option, type Command } from 'commander';
import {
  addIntervention,
  countReady,
  createPlanByHand,
  finishPlan,
  implementPlan,
  PLAN_OUTCOMES,
  PLAN_TIMES,
  readPlanFile,
  readPlans,
  readStudentPlace,
  tellFamily,
  yearStartOf,
  type PlanOutcome,
  type PlanTime,
} from '../../cases/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { whoOfSession } from '../who.ts';
import { inPlans, knownOf, planOption } from './plans-acting.ts';
import { registerChange } from './plans-change.ts';
import { registerCourt } from './plans-court.ts';
import { registerKnown } from './plans-known.ts';

interface ListOptions {
  readonly school?: string;
  readonly time: PlanTime;
  readonly format: Format;
}

export function register(program: Command): void {
  const plans = program.command('plans').description('Intervention plans: one for a student and grade term.');
  const list = plans
    .command('list')
    .description('Who has a plan, since when, what is tried.')
    .option('--school <id>', 'one school only')
    .addOption(new Option('--time <when>', 'which').choices([...PLAN_TIMES]).default('active'));
  formatOption(list).action((options: ListOptions) => withSession((session) => printList(session, options)));
  const show = plans
    .command('show')
    .description('One plan, and what is missing before court.')
    .argument('<plan>', 'as P12');
  formatOption(show).action((plan: string, { format }: { readonly format: Format }) =>
    withSession((session) => printPlan(session, planOption(plan), format)),
  );
  plans
    .command('make')
    .description('Make one by hand, for the grade term of today.')
    .argument('<student>', 'number of the student information system')
    .requiredOption('--reason <text>', 'why')
    .action((student: string, { reason }: { readonly reason: string }) =>
      inPlans(async (client, who) => {
        const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
        const { planId } = await createPlanByHand(client, who, { student, school, reason });
        remark(`P${planId} is made.`);
      }),
    );
  registerWork(plans);
  registerChange(plans);
  registerEnd(plans);
  registerKnown(plans);
  registerCourt(plans);
}

function registerWork(plans: Command): void {
  plans
    .command('add')
    .description('Add what is tried, from the district’s catalog.')
    .argument('<plan>', 'as P12')
    .requiredOption('--code <code>', 'of rollcall catalog list interventions')
    .option('--from <date>', 'from which day; today when left out')
    .option('--person <name>', 'who does it', '')
    .action((plan: string, given: { readonly code: string; readonly from?: string; readonly person: string }) =>
      inPlans(async (client, who) => {
        const catalog = await readCatalog(client, who.districtId, 'interventions', who.on);
        const entry = catalog.find(({ code }) => code === given.code);
        if (entry === undefined)
          throw new ProblemError([
            { path: '--code', found: `"${given.code}"`, allowed: catalog.map(({ code }) => code).join(', ') },
          ]);
        const startOn = given.from === undefined ? who.on : formatDay(dayOption('--from', given.from));
        const what = { code: entry.code, title: entry.name.en, dosage: entry.extra.dosage.en };
        const rest = { startOn, endOn: null, personId: '', person: given.person, note: '' };
        await addIntervention(client, who, { planId: planOption(plan), ...what, ...rest });
        remark(`${entry.name.en} is added.`);
      }),
    );
  plans
    .command('implement')
    .description('Mark it implemented.')
    .argument('<plan>', 'as P12')
    .requiredOption('--on <date>', 'since which day')
    .action((plan: string, { on }: { readonly on: string }) =>
      inPlans(async (client, who) => {
        await implementPlan(client, who, { planId: planOption(plan), on: formatDay(dayOption('--on', on)) });
        remark(`${plan} is marked implemented.`);
      }),
    );
}

function registerEnd(plans: Command): void {
  plans
    .command('finish')
    .description('Close it with an outcome.')
    .argument('<plan>', 'as P12')
    .addOption(new Option('--outcome <outcome>', 'what came of it').choices([...PLAN_OUTCOMES]).makeOptionMandatory())
    .option('--reason <text>', 'in a few words', '')
    .action((plan: string, { outcome, reason }: { readonly outcome: PlanOutcome; readonly reason: string }) =>
      inPlans(async (client, who) => {
        await finishPlan(client, who, { planId: planOption(plan), outcome, reason });
        remark(`${plan} is closed.`);
      }),
    );
  plans
    .command('tell')
    .description('Tell the family how it went, in its language.')
    .argument('<plan>', 'as P12')
    .action((plan: string) =>
      inPlans(async (client, who) => {
        const told = await tellFamily(client, who, { planId: planOption(plan), known: await knownOf(client, who) });
        const emails = told.copies.filter(({ way }) => way === 'email').length;
        remark(`${emails} by e-mail, ${told.copies.length - emails} on paper, ${told.missing} without an address.`);
      }),
    );
}

async function printList(session: Session, { school, time, format }: ListOptions): Promise<void> {
  await requireKnownNames(session, school === undefined ? {} : { school });
  const who = await whoOfSession(session);
  const { lines } = await readPlans(session.db.pool, {
    districtId: who.districtId,
    schools: school === undefined ? undefined : [school],
    time,
    yearStart: yearStartOf(who.on),
    on: who.on,
    limit: 10_000,
  });
  if (format === 'json') {
    for (const { planId, studentNo: _, ...line } of lines) printJsonLine({ plan: `P${planId}`, ...line });
    return;
  }
  if (lines.length === 0) return remark('There is no such plan.');
  printTable(
    ['plan', 'student', 'name', 'school', 'term', 'since', 'until', 'tried', 'journal', 'state'],
    lines.map((one) => [
      `P${one.planId}`,
      one.student,
      one.name,
      one.school,
      one.termName,
      one.beginsOn,
      one.closedOn ?? one.endsOn,
      one.interventions,
      one.journals,
      [one.state, one.filing ?? ''].filter((text) => text !== '').join(', '),
    ]),
  );
}

async function printPlan(session: Session, planId: number, format: Format): Promise<void> {
  const who = await whoOfSession(session);
  const file = await withTransaction(session.db, async (client) =>
    readPlanFile(client, { districtId: who.districtId, planId, on: who.on, known: await knownOf(client, who) }),
  );
  if (file === undefined) throw new Refusal(`There is no plan P${planId}.`);
  const { plan, readiness, interventions, journals, around, filings, copies, facts } = file;
  const { details, guardians } = facts;
  if (format === 'json')
    return printJsonLine({
      ...plan,
      readiness,
      interventions,
      journals,
      around,
      filings,
      copies,
      details,
      guardians: guardians.map(({ guardian: _, ...one }) => one),
    });
  remark(
    `P${planId}: ${file.student.last}, ${file.student.first}, ${plan.state}, ${plan.beginsOn} to ${plan.closedOn ?? plan.endsOn}`,
  );
  if (interventions.length === 0) remark('Nothing was tried yet.');
  else
    printTable(
      ['number', 'tried', 'from', 'to', 'state'],
      interventions.map(({ interventionId, title, startOn, endOn, state }) => [
        String(interventionId),
        title,
        startOn,
        endOn ?? '',
        state,
      ]),
    );
  remark(`Ready for court: ${countReady(readiness)} of ${readiness.length}`);
  printTable(
    ['requirement', 'state', 'have', 'need'],
    readiness.map(({ key, state, have, need }) => [key, state, have, need]),
  );
  if (copies.length > 0)
    printTable(
      ['copy', 'language', 'way', 'state'],
      copies.map(({ copyId, language, way, state }) => [String(copyId), language, way, state]),
    );
}
