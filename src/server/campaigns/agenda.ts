/** What a team has to look at on the day of its meeting: made from what is due, never typed. */
import { readActivities, readCampaigns, readTierStudents, type Who } from '../../cases/index.ts';
import {
  lastFullMonth,
  percentOf,
  proposeCampaigns,
  readCloseCount,
  readSchoolRates,
  readTierList,
  readTierLists,
  together,
  type TierList,
} from '../../insight/index.ts';
import type pg from 'pg';
import { readGoals } from '../../insight/index.ts';
import { studentKeyOf } from '../keys.ts';
import { factsOf, type BoardFacts } from '../tiers/board.ts';
import type { Agenda } from './contract.ts';

/** Students named on one page; the rest is a number. */
const MOST_NAMED = 20;

export interface AgendaQuestion {
  readonly who: Who;
  readonly school: string;
  /** The day of the meeting, ISO. */
  readonly on: string;
}

/** Input: a walled client in a transaction. */
export async function agendaOf(client: pg.ClientBase, { who, school, on }: AgendaQuestion): Promise<Agenda> {
  const { districtId } = who;
  const schools = [school];
  const goalOf = await readGoals(client, districtId);
  const rates = await readSchoolRates(client, { districtId, schools });
  const campaigns = await readCampaigns(client, { districtId, schools });
  const [list] = await readTierLists(client, { districtId, schools, on });
  const fresh = await readTierList(client, {
    districtId,
    schools,
    list: list as TierList,
    limit: MOST_NAMED,
    isNew: true,
  });
  const { week } = together(rates);
  const month = rates[0] === undefined ? undefined : lastFullMonth(rates[0], on);
  return {
    reviews: await reviewsDue(client, { who, school, on }),
    fresh: await named(
      client,
      districtId,
      fresh.students.map(({ student }) => student),
    ),
    moreFresh: fresh.total - fresh.students.length,
    week: week === null ? null : percentOf(week),
    month: month === undefined ? null : { month: month.month, percent: percentOf(month) },
    goal: goalOf(school) / 10,
    close: await readCloseCount(client, { districtId, schools }),
    campaigns: await runningCampaigns(client, { districtId, school, campaigns }),
    proposed: proposeCampaigns({ schools: rates, campaigns, goalOf, on }).length > 0,
    overdueTasks: await overdueTasks(client, { districtId, school, on }),
  };
}

async function reviewsDue(client: pg.ClientBase, { who, school, on }: AgendaQuestion): Promise<Agenda['reviews']> {
  const running = await readTierStudents(client, {
    districtId: who.districtId,
    schools: [school],
    stages: ['running'],
  });
  const due = running.filter(({ reviewOn }) => reviewOn !== null && reviewOn <= on);
  const facts = await factsOf(
    client,
    who.districtId,
    due.map(({ student }) => student),
  );
  return due.flatMap(({ student, tierId, tier, reviewOn }) => {
    const known = facts.get(student);
    return known === undefined || reviewOn === null
      ? []
      : [{ ...agendaStudent(known), tier: `T${tierId}`, level: tier, reviewOn }];
  });
}

async function named(client: pg.ClientBase, districtId: number, students: readonly string[]): Promise<Agenda['fresh']> {
  const facts = await factsOf(client, districtId, students);
  return students.flatMap((student) => {
    const known = facts.get(student);
    return known === undefined ? [] : [agendaStudent(known)];
  });
}

function agendaStudent({ no, name, grade, attendance }: BoardFacts): Agenda['fresh'][number] {
  return { student: studentKeyOf(no), name, grade, attendance };
}

async function runningCampaigns(
  client: pg.ClientBase,
  input: {
    readonly districtId: number;
    readonly school: string;
    readonly campaigns: Awaited<ReturnType<typeof readCampaigns>>;
  },
): Promise<Agenda['campaigns']> {
  const running = input.campaigns.filter(({ state }) => state === 'running');
  const activities = await readActivities(client, {
    districtId: input.districtId,
    campaigns: running.map(({ campaignId }) => campaignId),
  });
  return running.map(({ campaignId, title, endOn }) => {
    const own = activities.filter((one) => one.campaignId === campaignId && one.state !== 'called-off');
    return {
      campaign: campaignId,
      title,
      endOn,
      activities: own.length,
      done: own.filter(({ state }) => state === 'done').length,
    };
  });
}

async function overdueTasks(
  client: pg.ClientBase,
  { districtId, school, on }: { readonly districtId: number; readonly school: string; readonly on: string },
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from tasks where district_id = $1 and school_id = $2 and state = 'open' and due_on < $3`,
    [districtId, school, on],
  );
  return found.rows[0]?.count ?? 0;
}
