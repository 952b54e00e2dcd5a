/** `rollcall plans student | guardian | waive`: what a court needs to know, and what is not needed. */
import type { Command } from 'commander';
import type { ClientBase } from 'pg';
import {
  readPlanFile,
  requiresOf,
  saveGuardianDetails,
  saveStudentDetails,
  unwaive,
  waive,
  type PlanFile,
  type Who,
} from '../../cases/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { remark } from '../output.ts';
import { dayOption } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { wordsOption } from '../words-option.ts';
import { inPlans, knownOf, planOption, requirePlan } from './plans-acting.ts';

export function registerKnown(plans: Command): void {
  registerStudent(plans);
  registerGuardian(plans);
  plans
    .command('waive')
    .description('Go to court without a requirement, with the reason.')
    .argument('<plan>', 'as P12')
    .requiredOption('--requirement <key>', 'which')
    .option('--reason <text>', 'why it is not needed; kept')
    .option('--undo', 'it is asked for again')
    .action((plan: string, { requirement, reason, undo }: WaiveOptions) =>
      inPlans(async (client, who) => {
        const found = await requirePlan(client, who, plan);
        const { student, caseId, planId } = found;
        const given = { student, caseId, about: { thing: 'plan', id: planId }, requirement } as const;
        if (undo === true) {
          await unwaive(client, who, given);
          return remark('It is asked for again.');
        }
        const why = wordsOption('--reason', requireReason(reason), { most: 500 });
        await waive(client, who, { ...given, requires: await requiresOf(client, who.districtId, found), reason: why });
        remark('It goes on without.');
      }),
    );
}

interface WaiveOptions {
  readonly requirement: string;
  readonly reason?: string;
  readonly undo?: boolean;
}

interface StudentOptions {
  readonly gender?: string;
  readonly eyeColor?: string;
  readonly hairColor?: string;
  readonly height?: string;
  readonly weight?: string;
}

function registerStudent(plans: Command): void {
  plans
    .command('student')
    .description(
      'What a court asks about the student; plans show --format json says what is on file. What is left out stays.',
    )
    .argument('<plan>', 'as P12')
    .option('--gender <text>', 'gender')
    .option('--eye-color <text>', 'color of the eyes')
    .option('--hair-color <text>', 'color of the hair')
    .option('--height <text>', 'height')
    .option('--weight <text>', 'weight')
    .action((plan: string, options: StudentOptions) =>
      inPlans(async (client, who) => {
        if (Object.keys(options).length === 0)
          throw new ProblemError([
            { path: 'plan', found: 'nothing', allowed: '--gender, --eye-color, --hair-color, --height or --weight' },
          ]);
        const { plan: row, facts } = await requireFile(client, who, plan);
        const isSaved = await saveStudentDetails(client, who, { plan: row, ...facts.details, ...inWords(options) });
        if (!isSaved) throw new Refusal('Somebody changed this meanwhile. Look at it again.');
        remark(`What a court asks about the student of ${plan} is kept.`);
      }),
    );
}

function inWords(options: StudentOptions): StudentOptions {
  return Object.fromEntries(
    Object.entries(options as Readonly<Record<string, string>>).map(([name, text]) => [
      name,
      wordsOption(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, text, { least: 0, most: 40 }),
    ]),
  );
}

interface GuardianOptions {
  readonly guardian?: string;
  readonly birth?: string;
  readonly gender?: string;
}

function registerGuardian(plans: Command): void {
  plans
    .command('guardian')
    .description('What a court asks about a guardian and the student information system does not say.')
    .argument('<plan>', 'as P12')
    .option('--guardian <name>', 'whom; may be left out where one is on file')
    .option('--birth <date>', 'the date of birth')
    .option('--gender <text>', 'gender')
    .action((plan: string, { guardian: name, birth, gender }: GuardianOptions) =>
      inPlans(async (client, who) => {
        if (birth === undefined && gender === undefined)
          throw new ProblemError([{ path: 'plan', found: 'nothing', allowed: '--birth or --gender' }]);
        const { plan: row, facts } = await requireFile(client, who, plan);
        const found = guardianOf(facts.guardians, name);
        await saveGuardianDetails(client, who, {
          plan: row,
          guardian: found.guardian,
          birthOn: birth === undefined ? null : formatDay(dayOption('--birth', birth)),
          gender: wordsOption('--gender', gender ?? '', { least: 0, most: 40 }),
        });
        remark(`What a court asks about ${found.name} is kept.`);
      }),
    );
}

type Guardian = PlanFile['facts']['guardians'][number];

/** Fails: ProblemError for nobody of that name, or where several are on file and none is named. */
function guardianOf(guardians: readonly Guardian[], name: string | undefined): Guardian {
  const named = guardians.filter((one) => name === undefined || one.name.toLowerCase() === name.toLowerCase());
  const [found, other] = named;
  if (found !== undefined && other === undefined) return found;
  throw new ProblemError([
    { path: '--guardian', found: `"${name ?? ''}"`, allowed: guardians.map((one) => one.name).join(', ') },
  ]);
}

async function requireFile(client: ClientBase, who: Who, plan: string): Promise<PlanFile> {
  const { districtId, on } = who;
  const known = await knownOf(client, who);
  const file = await readPlanFile(client, { districtId, planId: planOption(plan), on, known });
  if (file === undefined) throw new Refusal(`There is no plan ${plan}.`);
  return file;
}
