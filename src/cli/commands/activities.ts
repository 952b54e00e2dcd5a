/** `rollcall activities`: what is done for belonging: in a campaign, at a school, with one student. */
import { Option, type Command } from 'commander';
import {
  ACTIVITY_KINDS,
  addActivity,
  moveActivity,
  readActivities,
  readCampaigns,
  readStudentPlace,
  type Activity,
  type ActivityKind,
  type ActivityStep,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { wordsOption } from '../words-option.ts';

interface OfWhat {
  readonly school?: string;
  readonly campaign?: string;
  readonly student?: string;
}

interface AddOptions extends OfWhat {
  readonly kind: ActivityKind;
  readonly what: string;
  readonly on?: string;
  readonly done?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const activities = program
    .command('activities')
    .description('What is done for belonging: restorative conversations, engaging families, relationship mapping.');
  const list = activities
    .command('list', { isDefault: true })
    .description('The latest first.')
    .option('--school <id>', 'one school only')
    .option('--campaign <n>', 'of one campaign only')
    .option('--student <id>', 'with one student only');
  formatOption(list).action((options: OfWhat & { readonly format: Format }) =>
    withSession((session) => print(session, options)),
  );
  const add = activities
    .command('add')
    .description('Plan an activity, or log one that is done: of a campaign, for a school, or with one student.')
    .addOption(new Option('--school <id>', 'for this school').conflicts(['campaign', 'student']))
    .option('--campaign <n>', 'as part of this campaign')
    .option('--student <id>', 'with this student')
    .addOption(new Option('--kind <kind>', 'which kind').choices([...ACTIVITY_KINDS]).makeOptionMandatory())
    .requiredOption('--what <text>', 'what is done')
    .option('--on <date>', 'the day; today when left out')
    .option('--done <text>', 'it is done already: what came of it');
  formatOption(add).action((options: AddOptions) => withSession((session) => write(session, options)));
  registerStep(activities, { name: 'do', description: 'Mark a planned one as done.', action: 'do' });
  registerStep(activities, { name: 'call-off', description: 'Call a planned one off.', action: 'call-off' });
  registerStep(activities, {
    name: 'plan-again',
    description: 'Open one again that was done or called off.',
    action: 'plan-again',
  });
}

async function write(session: Session, options: AddOptions): Promise<void> {
  const { kind, done, format } = options;
  if (options.school !== undefined) await requireKnownNames(session, { school: options.school });
  const who = await whoOfSession(session);
  const facts = {
    kind,
    what: wordsOption('--what', options.what, { most: 300 }),
    on: options.on === undefined ? who.on : formatDay(dayOption('--on', options.on)),
    ...(done === undefined ? {} : { done: { note: wordsOption('--done', done, { least: 0, most: 1000 }) } }),
  };
  const activity = await withTransaction(session.db, async (client) => {
    const place = await placeOf(client, who, options);
    return addActivity(client, who, { ...facts, ...place, ownerId: who.personId });
  });
  const state = done === undefined ? 'planned' : 'done';
  if (format === 'json') printJsonLine({ activity, state });
  else remark(`Activity ${activity} is ${state}.`);
}

/** At the school of the campaign, else of the student. Fails: Refusal for what is not there; ProblemError for nothing named. */
async function placeOf(
  client: Parameters<typeof addActivity>[0],
  { districtId, on }: Who,
  { school, campaign, student = null }: { school?: string; campaign?: string; student?: string | null },
): Promise<{ readonly school: string; readonly campaignId: number | null; readonly student: string | null }> {
  const home = student === null ? undefined : await readStudentPlace(client, { districtId, student, on });
  if (campaign !== undefined) {
    const campaignId = countOption('--campaign', campaign);
    const [found] = await readCampaigns(client, { districtId, campaignId });
    if (found === undefined) throw new Refusal('There is no such campaign.', { code: 'work.gone' });
    return { school: found.school, campaignId, student };
  }
  const place = school ?? home;
  if (place !== undefined) return { school: place, campaignId: null, student };
  throw new ProblemError([{ path: 'add', found: 'nothing', allowed: '--school, --campaign or --student' }]);
}

function registerStep(
  activities: Command,
  step: { readonly name: string; readonly description: string; readonly action: ActivityStep['action'] },
): void {
  const command = activities
    .command(step.name)
    .description(step.description)
    .argument('<activity>', 'its number')
    .option('--note <text>', 'what came of it, or why not', '');
  formatOption(command).action((text: string, { note, format }: { readonly note: string; readonly format: Format }) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const activityId = countOption('activity', text);
      const input = { activityId, action: step.action, note: wordsOption('--note', note, { least: 0, most: 1000 }) };
      const state = await withTransaction(session.db, (client) => moveActivity(client, who, input));
      if (format === 'json') printJsonLine({ activity: activityId, state });
      else remark(`Activity ${activityId} is ${state}.`);
    }),
  );
}

async function print(session: Session, options: OfWhat & { readonly format: Format }): Promise<void> {
  const { school, campaign, student, format } = options;
  const { db, districtId } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  const found = await readActivities(db.pool, {
    districtId,
    limit: 10_000,
    ...(school === undefined ? {} : { schools: [school] }),
    ...(campaign === undefined ? {} : { campaigns: [countOption('--campaign', campaign)] }),
    ...(student === undefined ? {} : { student }),
  });
  if (format === 'json') return found.forEach((one) => printJsonLine(jsonOf(one)));
  if (found.length === 0) return remark('No activity here.');
  printTable(
    ['activity', 'day', 'school', 'campaign', 'student', 'kind', 'what', 'state', 'note'],
    found.map((one) => [
      String(one.activityId),
      one.on,
      one.school,
      one.campaignId === null ? '' : String(one.campaignId),
      one.student ?? '',
      one.kind,
      one.what,
      one.state,
      one.note,
    ]),
  );
}

function jsonOf({ activityId, campaignId, ownerId: _, ...one }: Activity): unknown {
  return { activity: activityId, campaign: campaignId, ...one };
}
