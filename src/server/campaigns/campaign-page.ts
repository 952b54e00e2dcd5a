/** The page of campaigns: proposals, what runs and what was judged, with figures as percentages. */
import {
  readOwnerNames,
  type OwnerName,
  actionsOf,
  CAMPAIGN,
  judgedMonthOf,
  readActivities,
  readCampaigns,
  type Activity,
  type Campaign as CampaignOnFile,
  type CampaignGround,
  type Who,
} from '../../cases/index.ts';
import {
  judgedFigures,
  monthsOf,
  monthTogether,
  percentOf,
  proposeCampaigns,
  runningFigures,
  readCloseCount,
  type Rate,
  type SchoolRates,
} from '../../insight/index.ts';
import { reachOf } from '../../access/index.ts';
import { withTransaction } from '../../db/index.ts';
import type pg from 'pg';
import { schoolsOf, type Context } from '../context.ts';
import { readGoals } from '../../insight/index.ts';
import { readDataState, withCasework, type DataState } from '../data-state.ts';
import { keptRates, keptWhileTrue } from '../kept.ts';
import { studentKeys } from '../keys.ts';
import { whoOf } from '../who.ts';
import { Written } from '../written.ts';
import { CampaignPage, type Campaign } from './contract.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'reach'> & {
  readonly actor: NonNullable<Context['actor']>;
  readonly query: { readonly school: string };
};

/** Written once for each state of the figures and of the casework; of a person's own students each time. */
export async function writtenCampaigns(context: Asking): Promise<Written> {
  const { reach, query, actor, parts } = context;
  const state = await readDataState(parts);
  const who = await whoOf(context, 'see-campaigns');
  const write = async (): Promise<Written> => Written.of(CampaignPage, await campaignPage(context, state, who));
  const schools = schoolsOf(reach, query.school);
  if (reach.kind !== 'district' && reach.kind !== 'schools') return write();
  const mayManage = reachOf(actor, 'manage-campaign').kind !== 'none';
  const of = ['campaigns', schools ?? null, who.role, mayManage];
  return keptWhileTrue({ parts, state: await withCasework(parts, state), reach, of }, write);
}

async function campaignPage(context: Asking, state: DataState, who: Who): Promise<CampaignPage> {
  const { districtId, reach, query, actor, parts } = context;
  const schools = schoolsOf(reach, query.school);
  // Figures of schools hold no student, and the schools beside a campaign are all of the district's.
  const rates = await keptRates(parts, state);
  const everywhere = await readCampaigns(parts.db.pool, { districtId });
  const own = rates.filter(({ school }) => schools === undefined || schools.includes(school));
  const mayManage = reachOf(actor, 'manage-campaign').kind !== 'none';
  return withTransaction(context.db, async (client) => {
    const goalOf = await readGoals(client, districtId);
    const campaigns = await readCampaigns(client, { districtId, schools });
    const activities = await readActivities(client, { districtId, schools });
    const ownerOf = await readOwnerNames(client, {
      districtId,
      people: campaigns.map(({ ownerId }) => ownerId),
      on: who.on,
    });
    const keys = await studentKeys(
      context,
      activities.flatMap(({ student }) => student ?? []),
    );
    const shown = { who, rates, everywhere, ownerOf, activities, keys, mayManage };
    const proposals = mayManage ? proposeCampaigns({ schools: own, campaigns, goalOf, on: who.on }) : [];
    return {
      proposals: await Promise.all(proposals.map((ground) => proposalOf(client, districtId, { ground, rates }))),
      campaigns: campaigns.map((campaign) => campaignShape(campaign, shown)),
      months: monthList(own),
      activities: activities
        .filter(({ campaignId }) => campaignId === null)
        .slice(0, 50)
        .map((one) => ({ ...activityShape(one, keys), school: one.school })),
      mayManage,
    };
  });
}

async function proposalOf(
  client: pg.ClientBase,
  districtId: number,
  { ground, rates }: { readonly ground: CampaignGround; readonly rates: readonly SchoolRates[] },
): Promise<CampaignPage['proposals'][number]> {
  const { school, month, rate, goalTenths } = ground;
  return {
    school,
    schoolName: nameOf(rates, school),
    month,
    percent: percentOf(rate),
    goal: goalTenths / 10,
    close: await readCloseCount(client, { districtId, schools: [school] }),
  };
}

interface Shown {
  readonly who: Who;
  readonly rates: readonly SchoolRates[];
  readonly everywhere: readonly CampaignOnFile[];
  readonly ownerOf: OwnerName;
  readonly activities: readonly Activity[];
  readonly keys: ReadonlyMap<string, string>;
  readonly mayManage: boolean;
}

function campaignShape(campaign: CampaignOnFile, shown: Shown): Campaign {
  const { who, rates, everywhere, ownerOf, activities, keys, mayManage } = shown;
  const { endOn, state, judgedMonth } = campaign;
  const month = judgedMonth ?? (endOn === null ? null : judgedMonthOf(endOn));
  const preview =
    state === 'running' && month !== null
      ? judgedFigures(campaign, { schools: rates, campaigns: everywhere, month, on: who.on })
      : undefined;
  const { others } = campaign;
  return {
    campaign: campaign.campaignId,
    school: campaign.school,
    schoolName: nameOf(rates, campaign.school),
    title: campaign.title,
    state,
    goal: campaign.goalTenths / 10,
    month: campaign.fromMonth,
    before: percentOf(campaign.from),
    startOn: campaign.startOn,
    endOn,
    owner: ownerOf({ ...campaign, duty: 'lead' }),
    ownerId: campaign.ownerId,
    judgedMonth: month,
    judgeFrom: month === null ? null : monthAfter(month),
    canJudge: preview !== undefined,
    after: campaign.to === null ? percentOrNull(preview?.rate) : percentOf(campaign.to),
    others:
      others === null
        ? null
        : { schools: others.schools, before: percentOf(others.before), after: percentOf(others.after) },
    soFar: state === 'running' ? soFarOf(campaign, shown) : null,
    belonging: campaign.belonging,
    reason: campaign.reason,
    by: campaign.by,
    activities: activities
      .filter(({ campaignId }) => campaignId === campaign.campaignId)
      .map((one) => activityShape(one, keys)),
    revision: campaign.revision,
    may: mayManage ? [...actionsOf(CAMPAIGN, { status: state, role: who.role })] : [],
  };
}

function soFarOf(campaign: CampaignOnFile, { who, rates, everywhere }: Shown): Campaign['soFar'] {
  const running = runningFigures(campaign, { schools: rates, campaigns: everywhere, on: who.on });
  if (running === undefined) return null;
  const { through, rate, others } = running;
  return {
    through,
    percent: percentOf(rate),
    others:
      others.schools === 0
        ? null
        : { schools: others.schools, before: percentOf(others.before), now: percentOf(others.after) },
  };
}

function activityShape(activity: Activity, keys: ReadonlyMap<string, string>): Campaign['activities'][number] {
  const { activityId, kind, what, on, state, doneOn, note, student, by } = activity;
  return {
    activity: activityId,
    kind,
    what,
    on,
    state,
    doneOn,
    note,
    student: student === null ? null : (keys.get(student) ?? null),
    by,
  };
}

function monthList(schools: readonly SchoolRates[]): CampaignPage['months'] {
  const months = [...new Set(schools.flatMap((school) => monthsOf(school).map(({ month }) => month)))].toSorted();
  return months.map((month) => ({ month, percent: percentOrNull(monthTogether(schools, month)) }));
}

function percentOrNull(rate: Rate | undefined): number | null {
  return rate === undefined ? null : percentOf(rate);
}

function nameOf(rates: readonly SchoolRates[], school: string): string {
  return rates.find((one) => one.school === school)?.name ?? school;
}

/** The first day after a month, ISO. */
function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}
