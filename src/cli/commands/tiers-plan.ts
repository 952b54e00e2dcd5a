/** `rollcall tiers causes | plan | carry-out | review | reviews`: what a team finds, agrees on and decides about a student of the board. */
import { Option, type Command } from 'commander';
import type { ClientBase } from 'pg';
import { KnownDistrict, lastCalculation, readDistrict } from '../../calculation/index.ts';
import {
  ANSWERS,
  assessRootCauses,
  attendanceAround,
  findPlan,
  implementTierPlan,
  makeTierPlan,
  PLAN_FAMILY_PARTS,
  PLAN_PARTS,
  readReviews,
  REVIEW_DECISIONS,
  reviewTier,
  type Answer,
  type AttendanceAround,
  type PlanFamilyPart,
  type PlanLineOfTier,
  type PlanPart,
  type ReviewDecision,
  type TierStudent,
  type Who,
} from '../../cases/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { onEntry } from './tiers-acting.ts';

export function registerTierPlan(tiers: Command): void {
  registerCauses(tiers);
  registerPlan(tiers);
  registerCarryOut(tiers);
  registerReview(tiers);
  registerReviews(tiers);
}

interface CausesOptions {
  readonly cause: readonly string[];
  readonly intervention: readonly string[];
  readonly practice: string;
  readonly note: string;
}

function registerCauses(tiers: Command): void {
  tiers
    .command('causes')
    .description('Write down why the student is away, and what the team chose to try.')
    .argument('<entry>', 'as T12')
    .option(
      '--cause <code=answer...>',
      `a root cause of the catalog, and how far it applies: ${ANSWERS.join(', ')}`,
      [],
    )
    .option('--intervention <code...>', 'of the catalog interventions', [])
    .option('--practice <text>', 'a practice of our own that may be the cause', '')
    .option('--note <text>', 'a note', '')
    .action((name: string, { cause, intervention, practice, note }: CausesOptions) =>
      onEntry(name, async (client, who, { tierId }) => {
        const causes = (await readCatalog(client, who.districtId, 'root-causes', who.on)).map(({ code }) => code);
        const answers = Object.fromEntries(cause.map((text) => answerOf(text, causes)));
        const chosen = (await interventionsOf(client, who, intervention)).map(({ code }) => code);
        const found = { kind: 'matching', answers, practice, chosen, documentId: null, note } as const;
        await assessRootCauses(client, who, { tierId, ...found });
        remark(
          `T${tierId}: ${Object.keys(answers).length} causes, ${chosen.length} interventions chosen. Next: the plan.`,
        );
      }),
    );
}

function answerOf(text: string, causes: readonly string[]): readonly [string, Answer] {
  const [code = '', given = ''] = text.split('=');
  const answer = ANSWERS.find((one) => one === given);
  if (!causes.includes(code))
    throw new ProblemError([{ path: '--cause', found: `"${code}"`, allowed: causes.join(', ') }]);
  if (answer === undefined)
    throw new ProblemError([
      { path: '--cause', found: `"${given}"`, allowed: `${code}= and one of ${ANSWERS.join(', ')}` },
    ]);
  return [code, answer];
}

async function interventionsOf(client: ClientBase, who: Who, codes: readonly string[]) {
  const catalog = await readCatalog(client, who.districtId, 'interventions', who.on);
  return codes.map((code) => {
    const entry = catalog.find((one) => one.code === code);
    if (entry === undefined)
      throw new ProblemError([
        { path: '--intervention', found: `"${code}"`, allowed: catalog.map((one) => one.code).join(', ') },
      ]);
    return { code, title: entry.name.en, dosage: entry.extra.dosage?.en ?? '' };
  });
}

interface PlanOptions {
  readonly start?: string;
  readonly review: string;
  readonly line: readonly string[];
  readonly intervention: readonly string[];
  readonly family: PlanFamilyPart;
  readonly comments: string;
}

function registerPlan(tiers: Command): void {
  tiers
    .command('plan')
    .description('Make the plan, or change its lines: who does what, and when it is looked at again.')
    .argument('<entry>', 'as T12')
    .requiredOption('--review <date>', 'the first look, two to four weeks after the start')
    .option('--start <date>', 'from when on; default: today')
    .option('--line <part=words...>', `a line; part: ${PLAN_PARTS.join(', ')}`, [])
    .option('--intervention <code...>', 'of the catalog interventions', [])
    .addOption(new Option('--family <part>', 'the family').choices([...PLAN_FAMILY_PARTS]).default('took-part'))
    .option('--comments <text>', 'what the family says', '')
    .action((name: string, { start, review, line, intervention, family, comments }: PlanOptions) =>
      onEntry(name, async (client, who, { tierId }) => {
        const planId = await makeTierPlan(client, who, {
          tierId,
          startOn: start === undefined ? who.on : formatDay(dayOption('--start', start)),
          reviewOn: formatDay(dayOption('--review', review)),
          familyPart: family,
          familyComments: comments,
          lines: line.map(lineOf),
          interventions: await interventionsOf(client, who, intervention),
        });
        remark(`T${tierId}: plan P${planId} runs, to be looked at on ${review}.`);
      }),
    );
}

function lineOf(text: string): PlanLineOfTier {
  const at = text.indexOf('=');
  const part = PLAN_PARTS.find((one) => one === text.slice(0, at));
  if (part === undefined)
    throw new ProblemError([
      { path: '--line', found: `"${text}"`, allowed: `one of ${PLAN_PARTS.join(', ')}, = and words` },
    ]);
  return { part: part satisfies PlanPart, words: text.slice(at + 1).trim(), who: '', dueOn: null };
}

function registerCarryOut(tiers: Command): void {
  tiers
    .command('carry-out')
    .description('Say from which day on the plan is carried out.')
    .argument('<entry>', 'as T12')
    .option('--on <date>', 'default: today')
    .action((name: string, { on }: { readonly on?: string }) =>
      onEntry(name, async (client, who, { tierId }) => {
        const day = on === undefined ? who.on : formatDay(dayOption('--on', on));
        await implementTierPlan(client, who, { tierId, on: day });
        remark(`T${tierId}: the plan is carried out from ${day} on.`);
      }),
    );
}

interface ReviewOptions {
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly next?: string;
  readonly view?: 'helped' | 'partly' | 'not';
  readonly notes: string;
}

function registerReview(tiers: Command): void {
  tiers
    .command('review')
    .description(
      'Look at a plan that runs, with the attendance before it and since: go on, change it, close it, or refer to Tier III.',
    )
    .argument('<entry>', 'as T12')
    .addOption(new Option('--decision <what>', 'what comes next').choices([...REVIEW_DECISIONS]).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why; kept')
    .option('--next <date>', 'the next look; needed to continue or change')
    .addOption(
      new Option('--view <view>', 'did it help; needed to close or refer').choices(['helped', 'partly', 'not']),
    )
    .option('--notes <text>', 'what was seen', '')
    .action((name: string, { decision, reason, next, view, notes }: ReviewOptions) =>
      onEntry(name, async (client, who, entry) => {
        const goesOn = decision === 'continue' || decision === 'change';
        if (goesOn && next === undefined)
          throw new ProblemError([
            { path: '--next', found: 'nothing', allowed: `the day of the next look, after ${who.on}` },
          ]);
        if (!goesOn && view === undefined)
          throw new ProblemError([{ path: '--view', found: 'nothing', allowed: 'helped, partly or not' }]);
        const { referredTo } = await reviewTier(client, who, {
          tierId: entry.tierId,
          attendance: await attendanceOf(client, who, entry),
          notes,
          decision,
          reason: requireReason(reason),
          nextOn: next === undefined ? null : formatDay(dayOption('--next', next)),
          view: view ?? null,
        });
        const there = referredTo === null ? '' : ` On the board of Tier III as T${referredTo.tierId}.`;
        remark(
          `T${entry.tierId}: reviewed, ${decision}.${next === undefined ? '' : ` The next look is on ${next}.`}${there}`,
        );
      }),
    );
}

/** Before the plan began and since, up to the last calculation. */
async function attendanceOf(
  client: ClientBase,
  who: Who,
  { planId, student }: TierStudent,
): Promise<AttendanceAround | null> {
  const { districtId } = who;
  const plan = planId === null ? undefined : await findPlan(client, { districtId, planId });
  if (plan === undefined) return null;
  const last = await lastCalculation(client, districtId);
  const asOf = last === null ? undefined : parseDay(last.asOfOn);
  if (asOf === undefined) return null;
  const known = new KnownDistrict(await readDistrict(client, districtId));
  return attendanceAround(client, { districtId, student, on: plan.beginsOn, asOf, known });
}

function registerReviews(tiers: Command): void {
  const reviews = tiers
    .command('reviews')
    .description('The reviews of a student’s plan, the latest first.')
    .argument('<entry>', 'as T12');
  formatOption(reviews).action((name: string, { format }: { readonly format: Format }) =>
    onEntry(name, async (client, { districtId }, { tierId }) => {
      const found = await readReviews(client, { districtId, tierId });
      if (format === 'json') return found.forEach((one) => printJsonLine(one));
      if (found.length === 0) return remark('Not looked at yet.');
      printTable(
        ['on', 'decision', 'why', 'next look', 'by', 'notes'],
        found.map(({ on, decision, reason, nextOn, by, notes }) => [on, decision, reason, nextOn ?? '', by, notes]),
      );
    }),
  );
}
