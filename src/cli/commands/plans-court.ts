/** `rollcall plans recommend` and what follows: the supervisor's filing, the hearing, what the court decided. */
import { Option, type Command } from 'commander';
import {
  COURT_DECISIONS,
  personOfDuty,
  readPlanReadiness,
  recommendToCourt,
  stepFiling,
  tellSupervisor,
  type CourtDecision,
} from '../../cases/index.ts';
import { buildFile, COURT_PACKET_PARTS, fileName, sealFile } from '../../case-files/index.ts';
import { formatDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { remark } from '../output.ts';
import { dayOption } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { timeOption } from './meetings-move.ts';
import { inPlans, knownOf, planOption, requirePlan } from './plans-acting.ts';

export function registerCourt(plans: Command): void {
  plans
    .command('recommend')
    .description('Recommend it to court; refused while a requirement is missing.')
    .argument('<plan>', 'as P12')
    .requiredOption('--reason <text>', 'why')
    .action((plan: string, { reason }: { readonly reason: string }) =>
      inPlans(async (client, who, session) => {
        const { districtId, on } = who;
        const found = await requirePlan(client, who, plan);
        const { planId } = found;
        const supervisor = await personOfDuty(client, districtId, { school: found.school, duty: 'supervisor', on });
        if (supervisor === null)
          throw new Refusal(
            `The school names no supervisor of attendance: rollcall people name E-MAIL --school ${found.school} --duty supervisor.`,
          );
        const known = await knownOf(client, who);
        const readiness = await readPlanReadiness(client, { districtId, on, known }, found);
        const { caseId, student, school } = found;
        const filing = await recommendToCourt(client, who, { planId, reason, supervisor, readiness });
        const built = await buildFile(client, who, {
          caseId,
          purpose: 'court-packet',
          parts: COURT_PACKET_PARTS,
          planId,
          recommendation: { by: who.name, reason },
          home: session.home,
          known,
        });
        const fileId = await sealFile(client, who, { built, purpose: 'court-packet', planId, referralId: null });
        const baseUrl = (process.env['ROLLCALL_BASE_URL'] ?? '').replace(/\/+$/, '');
        const isTold = await tellSupervisor(client, who, { supervisor, filing, planId, student, school, baseUrl });
        remark(
          `${plan} is recommended with the court packet ${fileName(fileId)}; ${supervisor.name} has a task${isTold ? ' and an e-mail' : ', and no e-mail address'}.`,
        );
      }),
    );
  plans
    .command('withdraw')
    .description('Take a recommendation back.')
    .argument('<plan>', 'as P12')
    .requiredOption('--reason <text>', 'why')
    .action((plan: string, { reason }: { readonly reason: string }) =>
      inPlans(async (client, who) => {
        await stepFiling(client, who, { planId: planOption(plan), action: 'withdraw', reason });
        remark('The recommendation is withdrawn.');
      }),
    );
  registerSupervisor(plans);
}

function registerSupervisor(plans: Command): void {
  plans
    .command('give-back')
    .description('The supervisor gives a recommendation back to the school.')
    .argument('<plan>', 'as P12')
    .requiredOption('--reason <text>', 'what is missing; kept')
    .action((plan: string, { reason }: { readonly reason: string }) =>
      inPlans(async (client, who) => {
        const why = requireReason(reason);
        await stepFiling(client, who, { planId: planOption(plan), action: 'return', reason: why });
        remark('The recommendation is given back to the school.');
      }),
    );
  plans
    .command('file')
    .description('The supervisor filed it with the court.')
    .argument('<plan>', 'as P12')
    .requiredOption('--court <name>', 'with which court')
    .option('--docket <number>', 'under which number', '')
    .option('--on <date>', 'on which day; today when left out')
    .action((plan: string, given: { readonly court: string; readonly docket: string; readonly on?: string }) =>
      inPlans(async (client, who) => {
        const { court, docket } = given;
        const on = dayOf(given.on, who.on);
        await stepFiling(client, who, { planId: planOption(plan), action: 'file', court, docket, on });
        remark(`${plan} is filed with ${court}.`);
      }),
    );
  registerHearing(plans);
  registerDecided(plans);
}

interface HearingOptions {
  readonly on: string;
  readonly at?: string;
  readonly place: string;
  readonly notes: string;
}

function registerHearing(plans: Command): void {
  plans
    .command('hearing')
    .description('Enter the hearing, or another one.')
    .argument('<plan>', 'as P12')
    .requiredOption('--on <date>', 'the day')
    .option('--at <time>', 'as 15:30; left out when it is not known')
    .option('--place <text>', 'where', '')
    .option('--notes <text>', 'what to bring, what was said', '')
    .action((plan: string, { on: day, at: time, place, notes }: HearingOptions) =>
      inPlans(async (client, who) => {
        const on = formatDay(dayOption('--on', day));
        const at = time === undefined ? '' : timeOption('--at', time);
        await stepFiling(client, who, { planId: planOption(plan), action: 'set-hearing', on, at, place, notes });
        remark(`The hearing of ${plan} is on ${on}${at === '' ? '' : ` at ${at}`}.`);
      }),
    );
}

function registerDecided(plans: Command): void {
  plans
    .command('decided')
    .description('Enter what the court decided.')
    .argument('<plan>', 'as P12')
    .addOption(new Option('--decision <decision>', 'what').choices([...COURT_DECISIONS]).makeOptionMandatory())
    .option('--notes <text>', 'in a few words', '')
    .option('--on <date>', 'on which day; today when left out')
    .action((plan: string, given: { readonly decision: CourtDecision; readonly notes: string; readonly on?: string }) =>
      inPlans(async (client, who) => {
        const { decision, notes } = given;
        const on = dayOf(given.on, who.on);
        await stepFiling(client, who, { planId: planOption(plan), action: 'decide', decision, notes, on });
        remark(`${plan}: the court decided, ${decision}.`);
      }),
    );
}

function dayOf(given: string | undefined, today: string): string {
  return given === undefined ? today : formatDay(dayOption('--on', given));
}
