/** `rollcall plans change | evaluate | step | copy`: a plan, what is tried under it and what its family was told, as somebody mends it. */
import { Argument, Option, type Command } from 'commander';
import {
  changePlan,
  evaluatePlan,
  markCopy,
  OUR_VIEWS,
  PLAN_FAMILY_PARTS,
  stepIntervention,
  type OurView,
  type PlanFamilyPart,
  type PlanRow,
} from '../../cases/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { remark } from '../output.ts';
import { dayOption } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { wordsOption } from '../words-option.ts';
import { inPlans, planOption, requirePlan } from './plans-acting.ts';

export function registerChange(plans: Command): void {
  registerGeneral(plans);
  registerEvaluate(plans);
  registerStep(plans);
  plans
    .command('copy')
    .description('Say that a copy for the family was printed, or handed over; plans show lists them.')
    .argument('<plan>', 'as P12')
    .argument('<copy>', 'its number')
    .addArgument(new Argument('<what>', 'what became of it').choices(COPY_STATES))
    .action((plan: string, copy: string, state: (typeof COPY_STATES)[number]) =>
      inPlans(async (client, who) => {
        const copyId = countOption('copy', copy);
        await markCopy(client, who, { planId: planOption(plan), copyId, state });
        remark(`Copy ${copyId} of ${plan} is ${state}.`);
      }),
    );
}

const COPY_STATES = ['printed', 'handed-over'] as const;

interface GeneralOptions {
  readonly tier?: string | false;
  readonly ends?: string;
  readonly courtBlock?: string | false;
}

function registerGeneral(plans: Command): void {
  plans
    .command('change')
    .description('Change its tier, its last day, or why it is kept from court. Who answers for it: owners give plan.')
    .argument('<plan>', 'as P12')
    .addOption(new Option('--tier <n>', 'the tier').choices(['1', '2', '3']))
    .option('--no-tier', 'of no tier')
    .option('--ends <date>', 'the last day')
    .option('--court-block <text>', 'why it is kept from court')
    .option('--no-court-block', 'it is no longer kept from court')
    .action((plan: string, { tier, ends, courtBlock }: GeneralOptions) =>
      inPlans(async (client, who) => {
        const change = requireSome('--tier, --ends or --court-block', {
          ...(tier === undefined ? {} : { tier: tier === false ? null : Number(tier) }),
          ...(ends === undefined ? {} : { endsOn: formatDay(dayOption('--ends', ends)) }),
          ...(courtBlock === undefined
            ? {}
            : {
                courtBlock:
                  courtBlock === false ? '' : wordsOption('--court-block', courtBlock, { least: 0, most: 500 }),
              }),
        });
        const { planId, revision } = await requirePlan(client, who, plan);
        requireFresh(await changePlan(client, who, { planId, revision, ...change }));
        remark(`${plan} is changed.`);
      }),
    );
}

interface EvaluateOptions {
  readonly view?: OurView;
  readonly because?: string;
  readonly family?: PlanFamilyPart;
  readonly comments?: string;
}

function registerEvaluate(plans: Command): void {
  plans
    .command('evaluate')
    .description('Say whether it helped, and what the family says. What is left out stays as it is.')
    .argument('<plan>', 'as P12')
    .addOption(new Option('--view <view>', 'in our view').choices([...OUR_VIEWS]))
    .option('--because <text>', 'why; the family reads it. A new view without it has none')
    .addOption(new Option('--family <part>', 'the family').choices([...PLAN_FAMILY_PARTS]))
    .option('--comments <text>', 'what the family says')
    .action((plan: string, options: EvaluateOptions) =>
      inPlans(async (client, who) => {
        requireSome('--view, --because, --family or --comments', options);
        const found = await requirePlan(client, who, plan);
        const { planId, revision } = found;
        requireFresh(await evaluatePlan(client, who, { planId, revision, ...evaluationOf(found, options) }));
        remark(`${plan} is evaluated.`);
      }),
    );
}

function evaluationOf(plan: PlanRow, { view, because, family, comments }: EvaluateOptions) {
  const ourView = view ?? plan.ourView;
  const words = (option: string, text: string | undefined): string | undefined =>
    text === undefined ? undefined : wordsOption(option, text, { least: 0, most: 4000 });
  return {
    ourView,
    ourReasons: words('--because', because) ?? (ourView === plan.ourView ? plan.ourReasons : ''),
    familyPart: family ?? plan.familyPart,
    familyComments: words('--comments', comments) ?? plan.familyComments,
  };
}

const STEPS = ['start', 'complete', 'stop', 'change'] as const;

interface StepOptions {
  readonly to?: string | false;
  readonly dosage?: string;
  readonly person?: string;
  readonly note?: string;
  readonly reason: string;
}

function registerStep(plans: Command): void {
  plans
    .command('step')
    .description('Begin, end or change what is tried; plans show lists it.')
    .argument('<plan>', 'as P12')
    .argument('<intervention>', 'its number')
    .addArgument(new Argument('<action>', 'what').choices(STEPS))
    .option('--to <date>', 'to which day it is planned')
    .option('--no-to', 'without a last day')
    .option('--dosage <text>', 'how often, how long')
    .option('--person <name>', 'who does it')
    .option('--note <text>', 'a note')
    .option('--reason <text>', 'why; kept', '')
    .action((plan: string, intervention: string, action: (typeof STEPS)[number], options: StepOptions) =>
      inPlans(async (client, who) => {
        const change = changeOf(options);
        if (action === 'change') requireSome('--to, --dosage, --person or --note', change);
        const interventionId = countOption('intervention', intervention);
        const reason = wordsOption('--reason', options.reason, { least: 0, most: 500 });
        await stepIntervention(client, who, { planId: planOption(plan), interventionId, action, reason, change });
        remark(`Intervention ${interventionId} of ${plan}: ${action}.`);
      }),
    );
}

function changeOf({ to, dosage, person, note }: StepOptions) {
  return {
    ...(to === undefined ? {} : { endOn: to === false ? null : formatDay(dayOption('--to', to)) }),
    ...(dosage === undefined ? {} : { dosage: wordsOption('--dosage', dosage, { least: 0, most: 200 }) }),
    ...(person === undefined ? {} : { person: wordsOption('--person', person, { least: 0, most: 200 }) }),
    ...(note === undefined ? {} : { note: wordsOption('--note', note, { least: 0, most: 1000 }) }),
  };
}

/** Fails: ProblemError where nothing was given. */
function requireSome<T extends object>(allowed: string, given: T): T {
  if (Object.keys(given).length > 0) return given;
  throw new ProblemError([{ path: 'plan', found: 'nothing to change', allowed }]);
}

function requireFresh(changed: PlanRow | null): void {
  if (changed === null) throw new Refusal('Somebody changed this plan meanwhile. Look at it again.');
}
