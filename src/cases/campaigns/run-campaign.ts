/** Starting, changing, stopping and judging a campaign. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { readCampaigns, type Campaign, type OtherSchools, type RateFigures } from './campaign.ts';
import { CAMPAIGN, type CampaignAction, type CampaignState } from './states.ts';

/** The month below the goal that asked for it, with the figures of that day. */
export interface CampaignGround {
  readonly school: string;
  /** First day of the month, ISO. */
  readonly month: string;
  readonly rate: RateFigures;
  /** Tenths of a percent. */
  readonly goalTenths: number;
}

export interface CampaignDays {
  readonly title: string;
  /** Both included, ISO. */
  readonly startOn: string;
  readonly endOn: string;
  /** Person id. */
  readonly ownerId: string;
}

/** Unit: calendar days, both ends counted: two to three weeks, with the weekends around them. */
const CAMPAIGN_DAYS = { least: 10, most: 23 } as const;

/**
 * Starts a campaign for a month below the goal; one that was put off for this month is started after all.
 * Fails: ProblemError for days that are no two to three weeks; Refusal where one is running at the school in these days.
 */
export async function startCampaign(
  client: pg.ClientBase,
  who: Who,
  { ground, days }: { readonly ground: CampaignGround; readonly days: CampaignDays },
): Promise<number> {
  checkDays(days);
  await lockSchool(client, who, ground.school);
  const all = await readCampaigns(client, { districtId: who.districtId, schools: [ground.school] });
  refuseOverlap(all, days);
  const put = all.find((one) => one.state === 'not-now' && one.fromMonth === ground.month);
  return put === undefined ? insert(client, who, ground, days) : revive(client, who, put, { ground, days });
}

/** Says why no campaign is started for a month, so that it is not proposed again. Fails: Refusal where one was started. */
export async function putOffCampaign(
  client: pg.ClientBase,
  who: Who,
  { ground, reason }: { readonly ground: CampaignGround; readonly reason: string },
): Promise<number> {
  await lockSchool(client, who, ground.school);
  const all = await readCampaigns(client, { districtId: who.districtId, schools: [ground.school] });
  if (all.some((one) => one.fromMonth === ground.month))
    throw new Refusal('This was decided for that month already. Look at the list again.', {
      code: 'campaigns.decided',
    });
  const written = await client.query<{ id: number }>(
    `insert into campaigns (district_id, school_id, title, state, goal_tenths, from_month, from_enrolled, from_absent_thousandths, reason, made_by, made_at)
     values ($1, $2, '', 'not-now', $3, $4, $5, $6, $7, $8, $9) returning campaign_id as id`,
    [...groundValues(who, ground), reason, who.name, who.now],
  );
  const id = idOf(written.rows);
  await step(client, who, { id, school: ground.school, step: 'put-off', reason });
  return id;
}

/** Changes title, days and owner while it runs. Fails: as {@link startCampaign}; Refusal when somebody changed it meanwhile. */
export async function changeCampaign(
  client: pg.ClientBase,
  who: Who,
  {
    campaignId,
    revision,
    days,
  }: { readonly campaignId: number; readonly revision: number; readonly days: CampaignDays },
): Promise<boolean> {
  checkDays(days);
  const campaign = await requireCampaign(client, who, { campaignId, action: 'change' });
  await lockSchool(client, who, campaign.school);
  const all = await readCampaigns(client, { districtId: who.districtId, schools: [campaign.school] });
  refuseOverlap(
    all.filter((one) => one.campaignId !== campaignId),
    days,
  );
  const changed = await client.query(
    `update campaigns set title = $3, start_on = $4, end_on = $5, owner_id = coalesce(nullif($6, ''), owner_id), revision = revision + 1
      where district_id = $1 and campaign_id = $2 and revision = $7`,
    [who.districtId, campaignId, days.title, days.startOn, days.endOn, days.ownerId, revision],
  );
  if (changed.rowCount === 0) return false;
  await step(client, who, { id: campaignId, school: campaign.school, step: 'changed', detail: { ...days } });
  return true;
}

/** Stops it with a reason; what was done of it stays. */
export async function stopCampaign(
  client: pg.ClientBase,
  who: Who,
  { campaignId, reason }: { readonly campaignId: number; readonly reason: string },
): Promise<void> {
  const campaign = await requireCampaign(client, who, { campaignId, action: 'stop' });
  await setState(client, who, campaignId, 'stopped', { reason });
  await step(client, who, { id: campaignId, school: campaign.school, step: 'stopped', reason });
}

export interface Judgement {
  readonly campaignId: number;
  /** First day of the month it is judged on, ISO; see `judgedMonthOf`. */
  readonly month: string;
  readonly rate: RateFigures;
  readonly others: OtherSchools;
  /** What the team noticed of belonging. */
  readonly belonging: string;
}

/** Writes down what became of the figure, beside the schools without one, and the team's note. */
export async function judgeCampaign(client: pg.ClientBase, who: Who, judgement: Judgement): Promise<void> {
  const { campaignId, month, rate, others, belonging } = judgement;
  const campaign = await requireCampaign(client, who, { campaignId, action: 'judge' });
  await client.query(
    `update campaigns set state = 'judged', judged_month = $3, to_enrolled = $4, to_absent_thousandths = $5, others = $6, belonging = $7, revision = revision + 1
      where district_id = $1 and campaign_id = $2`,
    [who.districtId, campaignId, month, rate.enrolledDays, rate.absentThousandths, JSON.stringify(others), belonging],
  );
  await step(client, who, { id: campaignId, school: campaign.school, step: 'judged', detail: { month } });
}

/**
 * The month a campaign is judged on: the first of which most days lie behind its end. First day of it, ISO.
 * Input: the last day of the campaign, ISO.
 */
export function judgedMonthOf(endOn: string): string {
  const [year = 0, month = 0, day = 0] = endOn.split('-').map(Number);
  const isThisMonth = day <= 15;
  return new Date(Date.UTC(year, month - (isThisMonth ? 1 : 0), 1)).toISOString().slice(0, 10);
}

function checkDays({ startOn, endOn }: CampaignDays): void {
  const days = (Date.parse(endOn) - Date.parse(startOn)) / 86_400_000 + 1;
  if (days >= CAMPAIGN_DAYS.least && days <= CAMPAIGN_DAYS.most) return;
  throw new ProblemError([
    {
      path: 'endOn',
      found: `${startOn} to ${endOn}, ${days} days`,
      allowed: `two to three weeks: ${CAMPAIGN_DAYS.least} to ${CAMPAIGN_DAYS.most} days with both ends`,
    },
  ]);
}

/** One at a time at a school. Fails: Refusal. */
function refuseOverlap(others: readonly Campaign[], { startOn, endOn }: CampaignDays): void {
  const running = others.find(
    (one) => one.state === 'running' && (one.startOn ?? '') <= endOn && startOn <= (one.endOn ?? ''),
  );
  if (running === undefined) return;
  throw new Refusal(`"${running.title}" runs at this school from ${running.startOn} to ${running.endOn}.`, {
    code: 'campaigns.runs',
    values: { title: running.title, from: running.startOn ?? '', to: running.endOn ?? '' },
  });
}

/** Two people who start one at the same moment queue. */
async function lockSchool(client: pg.ClientBase, { districtId }: Who, school: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('campaign ' || $2, $1))`, [districtId, school]);
}

function groundValues({ districtId }: Who, { school, goalTenths, month, rate }: CampaignGround): readonly unknown[] {
  return [districtId, school, goalTenths, month, rate.enrolledDays, rate.absentThousandths];
}

async function insert(client: pg.ClientBase, who: Who, ground: CampaignGround, days: CampaignDays): Promise<number> {
  const written = await client.query<{ id: number }>(
    `insert into campaigns (district_id, school_id, title, state, goal_tenths, from_month, from_enrolled, from_absent_thousandths,
       start_on, end_on, owner_id, made_by, made_at)
     select $1, $2, $7, 'running', $3, $4, $5, $6, $8, $9, $10, $11, $12 returning campaign_id as id`,
    [...groundValues(who, ground), days.title, days.startOn, days.endOn, days.ownerId, who.name, who.now],
  );
  const id = idOf(written.rows);
  await step(client, who, { id, school: ground.school, step: 'started', detail: { ...days, month: ground.month } });
  return id;
}

async function revive(
  client: pg.ClientBase,
  who: Who,
  campaign: Campaign,
  { ground, days }: { readonly ground: CampaignGround; readonly days: CampaignDays },
): Promise<number> {
  const { campaignId } = campaign;
  requireStep(CAMPAIGN, { status: campaign.state, action: 'start', who });
  await client.query(
    `update campaigns set state = 'running', title = $3, start_on = $4, end_on = $5, owner_id = $6, revision = revision + 1
      where district_id = $1 and campaign_id = $2`,
    [who.districtId, campaignId, days.title, days.startOn, days.endOn, days.ownerId],
  );
  await step(client, who, { id: campaignId, school: ground.school, step: 'started', detail: { ...days } });
  return campaignId;
}

async function requireCampaign(
  client: pg.ClientBase,
  who: Who,
  { campaignId, action }: { readonly campaignId: number; readonly action: CampaignAction },
): Promise<Campaign> {
  await client.query('select 1 from campaigns where district_id = $1 and campaign_id = $2 for update', [
    who.districtId,
    campaignId,
  ]);
  const [campaign] = await readCampaigns(client, { districtId: who.districtId, campaignId });
  if (campaign === undefined) throw new Refusal('There is no such campaign.', { code: 'work.gone' });
  requireStep(CAMPAIGN, { status: campaign.state, action, who });
  return campaign;
}

async function setState(
  client: pg.ClientBase,
  who: Who,
  campaignId: number,
  state: CampaignState,
  { reason }: { readonly reason: string },
): Promise<void> {
  await client.query(
    'update campaigns set state = $3, reason = $4, revision = revision + 1 where district_id = $1 and campaign_id = $2',
    [who.districtId, campaignId, state, reason],
  );
}

interface CampaignStep {
  readonly id: number;
  readonly school: string;
  readonly step: string;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

function step(client: pg.ClientBase, who: Who, { id, ...rest }: CampaignStep): Promise<void> {
  return appendSteps(client, who, [{ student: null, thing: 'campaign', thingId: id, ...rest }]);
}

function idOf(rows: readonly { readonly id: number }[]): number {
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a campaign without a number');
  return id;
}
