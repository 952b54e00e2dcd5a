/** `rollcall campaigns`: what is proposed below the goal, what runs, what was judged. */
import type { Command } from 'commander';
import {
  judgeCampaign,
  putOffCampaign,
  readCampaigns,
  startCampaign,
  stopCampaign,
  type CampaignGround,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import {
  percentOf,
  proposeCampaigns,
  readCampaignGround,
  readGoals,
  readJudgement,
  readSchoolRates,
} from '../../insight/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { registerChange } from './campaigns-change.ts';

interface StartOptions {
  readonly school: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

export function register(program: Command): void {
  const campaigns = program.command('campaigns').description('Campaigns of belonging at schools below their goal.');
  const list = campaigns
    .command('list', { isDefault: true })
    .description('What is proposed, what runs and what was judged.')
    .option('--school <id>', 'one school only');
  formatOption(list).action((options: { readonly school?: string; readonly format: Format }) =>
    withSession((session) => printCampaigns(session, options)),
  );
  campaigns
    .command('start')
    .description('Start a campaign of two to three weeks at a school whose last full month lies below its goal.')
    .requiredOption('--school <id>', 'where')
    .requiredOption('--title <text>', 'what it is called')
    .requiredOption('--from <date>', 'its first day')
    .requiredOption('--to <date>', 'its last day')
    .action((options: StartOptions) =>
      act(options.school, async (client, who, ground) => {
        const days = {
          title: options.title,
          startOn: formatDay(dayOption('--from', options.from)),
          endOn: formatDay(dayOption('--to', options.to)),
          ownerId: '',
        };
        return `Campaign ${await startCampaign(client, who, { ground, days })} is started.`;
      }),
    );
  campaigns
    .command('not-now')
    .description('Say why no campaign is started for this month.')
    .requiredOption('--school <id>', 'where')
    .requiredOption('--reason <text>', 'why; kept')
    .action((options: { readonly school: string; readonly reason: string }) =>
      act(options.school, async (client, who, ground) => {
        await putOffCampaign(client, who, { ground, reason: requireReason(options.reason) });
        return `No campaign for ${ground.month.slice(0, 7)}.`;
      }),
    );
  registerChange(campaigns);
  campaigns
    .command('stop')
    .description('Stop a campaign that runs; what was done of it stays.')
    .argument('<campaign>', 'its number')
    .requiredOption('--reason <text>', 'why; kept')
    .action((campaign: string, options: { readonly reason: string }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const input = { campaignId: countOption('campaign', campaign), reason: requireReason(options.reason) };
        await withTransaction(session.db, (client) => stopCampaign(client, who, input));
        remark(`Campaign ${input.campaignId} is stopped.`);
      }),
    );
  campaigns
    .command('judge')
    .description('Write down what became of the same figure, beside the schools without a campaign.')
    .argument('<campaign>', 'its number')
    .requiredOption('--belonging <text>', 'what the team noticed')
    .action((campaign: string, { belonging }: { readonly belonging: string }) =>
      withSession(async (session) => judge(session, countOption('campaign', campaign), belonging)),
    );
}

type Client = Parameters<typeof startCampaign>[0];

function act(
  school: string,
  work: (client: Client, who: Who, ground: CampaignGround) => Promise<string>,
): Promise<void> {
  return withSession(async (session) => {
    await requireKnownNames(session, { school });
    const who = await whoOfSession(session);
    const { districtId, db } = session;
    const said = await withTransaction(db, async (client) => {
      const ground = await readCampaignGround(client, { districtId, school, on: who.on });
      return work(client, who, ground);
    });
    remark(said);
  });
}

async function judge(session: Session, campaignId: number, belonging: string): Promise<void> {
  const who = await whoOfSession(session);
  const { districtId, db } = session;
  const { month, campaign, figures } = await readJudgement(db.pool, { districtId, campaignId, on: who.on });
  if (campaign === undefined) throw new Refusal('There is no such campaign.');
  if (figures === undefined)
    throw new Refusal(`The month it is judged on (${month.slice(0, 7)}) is not over and counted yet.`);
  await withTransaction(db, (client) => judgeCampaign(client, who, { campaignId, month, ...figures, belonging }));
  remark(`Campaign ${campaignId} is judged: ${percentOf(campaign.from)}% before, ${percentOf(figures.rate)}% after.`);
}

async function printCampaigns(
  session: Session,
  { school, format }: { readonly school?: string; readonly format: Format },
): Promise<void> {
  const { db, districtId } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  const schools = school === undefined ? undefined : [school];
  const { on } = await whoOfSession(session);
  const campaigns = await readCampaigns(db.pool, { districtId, schools });
  const rates = await readSchoolRates(db.pool, { districtId, schools });
  const goalOf = await readGoals(db.pool, districtId);
  const proposed = proposeCampaigns({ schools: rates, campaigns, goalOf, on });
  const rows = [
    ...proposed.map(({ school: at, month, rate, goalTenths }) => ({
      campaign: null,
      school: at,
      state: 'proposed',
      title: '',
      from: null,
      to: null,
      month: month.slice(0, 7),
      before: percentOf(rate),
      after: null,
      goal: goalTenths / 10,
    })),
    ...campaigns.map((one) => ({
      campaign: one.campaignId,
      school: one.school,
      state: one.state,
      title: one.title,
      from: one.startOn,
      to: one.endOn,
      month: one.fromMonth.slice(0, 7),
      before: percentOf(one.from),
      after: one.to === null ? null : percentOf(one.to),
      goal: one.goalTenths / 10,
    })),
  ];
  if (format === 'json') return rows.forEach(printJsonLine);
  if (rows.length === 0) return remark('No campaign, and none is proposed.');
  printTable(
    ['campaign', 'school', 'state', 'title', 'from', 'to', 'month', 'before %', 'after %', 'goal %'],
    rows.map((row) => Object.values(row)),
  );
}
