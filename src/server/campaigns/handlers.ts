/** Campaigns, activities and meetings of the team. */
import {
  addActivity,
  callOffTeamMeeting,
  changeCampaign,
  judgeCampaign,
  moveActivity,
  moveTeamMeeting,
  nextMeetingBy,
  planTeamMeeting,
  putOffCampaign,
  readCadences,
  readCampaigns,
  readSchoolDay,
  readTeamMeetings,
  startCampaign,
  stopCampaign,
  writeTeamMinutes,
  type Who,
} from '../../cases/index.ts';
import { readCampaignGround, readJudgement } from '../../insight/index.ts';
import type pg from 'pg';
import { coversSchool } from '../../access/index.ts';
import { inCasework } from '../cases/place.ts';
import { schoolsOf, withRevision, type Context, type Handlers } from '../context.ts';
import { studentOfKey } from '../keys.ts';
import { Refusal } from '../../problem.ts';
import { problem } from '../problems.ts';
import { agendaOf } from './agenda.ts';
import { writtenCampaigns } from './campaign-page.ts';
import type { campaignsContract } from './contract.ts';
import { meetingAnswer, meetingLines } from './meetings.ts';

export const campaignsHandlers: Handlers<typeof campaignsContract> = {
  readCampaigns: async (context) => {
    const page = await writtenCampaigns(context);
    await context.audit({ action: 'view-list', detail: { list: 'campaigns', school: context.query.school } });
    return page.asAnswer();
  },
  startCampaign: async (context) => {
    const { school, owner, ...days } = context.body;
    requireOwn(context, school);
    const campaign = await inCasework(context, 'manage-campaign', async (client, who) => {
      const ground = await readCampaignGround(client, { ...who, school });
      return startCampaign(client, who, { ground, days: { ...days, ownerId: owner === '' ? who.personId : owner } });
    });
    await context.audit({ action: 'start-campaign', detail: { campaign, school } });
    return { campaign };
  },
  putOffCampaign: async (context) => {
    const { school, reason } = context.body;
    requireOwn(context, school);
    const campaign = await inCasework(context, 'manage-campaign', async (client, who) =>
      putOffCampaign(client, who, { ground: await readCampaignGround(client, { ...who, school }), reason }),
    );
    await context.audit({ action: 'put-off-campaign', detail: { campaign, school } });
    return { campaign };
  },
  changeCampaign: (context) =>
    onCampaign(context, 'change-campaign', async (client, who, campaignId) => {
      const { owner, ...days } = context.body;
      const isChanged = await changeCampaign(client, who, {
        campaignId,
        revision: Number(context.revision),
        days: { ...days, ownerId: owner },
      });
      if (!isChanged) throw problem('stale');
    }),
  stopCampaign: (context) =>
    onCampaign(context, 'stop-campaign', (client, who, campaignId) =>
      stopCampaign(client, who, { campaignId, reason: context.body.reason }),
    ),
  judgeCampaign: (context) =>
    onCampaign(context, 'judge-campaign', async (client, who, campaignId) => {
      // Rates of the schools beside it are figures of the district, without students.
      const { month, figures } = await readJudgement(context.parts.db.pool, { ...who, campaignId });
      if (figures === undefined)
        throw new Refusal(`The month it is judged on (${month.slice(0, 7)}) is not over and counted yet.`, {
          code: 'campaigns.not-over',
          values: { month: month.slice(0, 7) },
        });
      await judgeCampaign(client, who, { campaignId, month, ...figures, belonging: context.body.belonging });
    }),
  addActivity: async (context) => {
    const { body, audit } = context;
    requireOwn(context, body.school);
    const { campaign, done, student: key, ...activity } = body;
    const student = key === null ? null : await studentOfKey(context, key);
    const id = await inCasework(context, 'manage-campaign', async (client, who) => {
      if (campaign !== null) await requireCampaign(client, who, campaign);
      return addActivity(client, who, {
        ...activity,
        student,
        campaignId: campaign,
        ownerId: who.personId,
        ...(done === null ? {} : { done: { note: done } }),
      });
    });
    await audit({ action: 'add-activity', students: key === null ? [] : [key], detail: { activity: id } });
    return { activity: id };
  },
  stepActivity: async (context) => {
    const { activity: activityId } = context.params;
    await requireThere(context, 'support_activities', 'activity_id', activityId);
    const state = await inCasework(context, 'manage-campaign', (client, who) =>
      moveActivity(client, who, { activityId, ...context.body }),
    );
    await context.audit({ action: 'step-activity', detail: { activity: activityId, state } });
    return { activity: activityId, state };
  },
  readDayOfSchool: async ({ db, districtId, query, audit }) => {
    await audit({ action: 'view-list', detail: { list: 'school-day', ...query } });
    return readSchoolDay(db.pool, { districtId, ...query });
  },
  listTeamMeetings: async (context) => {
    const { db, districtId, query, reach, audit } = context;
    const schools = schoolsOf(reach, query.school);
    const meetings = await readTeamMeetings(db.pool, { districtId, schools });
    await audit({ action: 'view-list', detail: { list: 'team-meetings', school: query.school } });
    const cadenceOf = await readCadences(db.pool, districtId);
    const cadence = schools?.length === 1 ? cadenceOf(schools[0] ?? '') : null;
    const last = meetings.find(({ state }) => state === 'held');
    return {
      items: await meetingLines(context, meetings),
      cadence,
      nextBy: cadence === null || last === undefined ? null : nextMeetingBy(last.on, cadence),
    };
  },
  readTeamMeeting: async (context) => {
    const answer = await meetingAnswer(context);
    const { agenda, revision, meeting } = answer;
    await context.audit({
      action: 'view-list',
      students: [...agenda.reviews, ...agenda.fresh].map(({ student }) => student),
      detail: { list: 'team-meeting', meeting },
    });
    return withRevision(context, revision, answer);
  },
  planTeamMeeting: async (context) => {
    const { body, audit } = context;
    requireOwn(context, body.school);
    const meeting = await inCasework(context, 'manage-campaign', (client, who) => planTeamMeeting(client, who, body));
    await audit({ action: 'plan-team-meeting', detail: { meeting, school: body.school } });
    return { meeting };
  },
  moveTeamMeeting: (context) =>
    onMeeting(context, 'move-team-meeting', (client, who, teamMeetingId) =>
      moveTeamMeeting(client, who, { teamMeetingId, ...context.body }),
    ),
  callOffTeamMeeting: (context) =>
    onMeeting(context, 'call-off-team-meeting', (client, who, teamMeetingId) =>
      callOffTeamMeeting(client, who, { teamMeetingId, reason: context.body.reason }),
    ),
  writeTeamMinutes: (context) =>
    onMeeting(context, 'write-team-minutes', async (client, who, teamMeetingId) => {
      const { decisions, ...minutes } = context.body;
      const [meeting] = await readTeamMeetings(client, { districtId: who.districtId, teamMeetingId });
      if (meeting === undefined) throw problem('not-found');
      const agenda = await agendaOf(client, { who, school: meeting.school, on: meeting.on });
      const named = [];
      for (const { student, ...decision } of decisions)
        named.push({ ...decision, student: student === null ? null : await studentOfKey(context, student) });
      const revision = Number(context.revision);
      const isWritten = await writeTeamMinutes(client, who, {
        teamMeetingId,
        ...minutes,
        agenda,
        decisions: named,
        revision,
      });
      if (!isWritten) throw problem('stale');
    }),
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit'> & {
  readonly actor: NonNullable<Context['actor']>;
};

/** Fails: `not-found` for a school that the person does not manage. */
function requireOwn({ reach }: Pick<Context, 'reach'>, school: string): void {
  if (!coversSchool(reach, school)) throw problem('not-found');
}

async function requireThere(
  { db, districtId }: Pick<Context, 'db' | 'districtId'>,
  table: 'campaigns' | 'support_activities' | 'team_meetings',
  column: 'campaign_id' | 'activity_id' | 'team_meeting_id',
  id: number,
): Promise<void> {
  const found = await db.pool.query(`select 1 from ${table} where district_id = $1 and ${column} = $2`, [
    districtId,
    id,
  ]);
  if (found.rowCount === 0) throw problem('not-found');
}

async function requireCampaign(client: pg.ClientBase, { districtId }: Who, campaignId: number): Promise<void> {
  const [campaign] = await readCampaigns(client, { districtId, campaignId });
  if (campaign === undefined) throw problem('not-found');
}

async function onCampaign(
  context: Asking & { readonly params: { readonly campaign: number } },
  entry: string,
  work: (client: pg.ClientBase, who: Who, campaignId: number) => Promise<void>,
): Promise<{ campaign: number }> {
  const { campaign } = context.params;
  await requireThere(context, 'campaigns', 'campaign_id', campaign);
  await inCasework(context, 'manage-campaign', (client, who) => work(client, who, campaign));
  await context.audit({ action: entry, detail: { campaign } });
  return { campaign };
}

async function onMeeting(
  context: Asking & { readonly params: { readonly meeting: number } },
  entry: string,
  work: (client: pg.ClientBase, who: Who, teamMeetingId: number) => Promise<void>,
): Promise<{ meeting: number }> {
  const { meeting } = context.params;
  await requireThere(context, 'team_meetings', 'team_meeting_id', meeting);
  await inCasework(context, 'manage-campaign', (client, who) => work(client, who, meeting));
  await context.audit({ action: entry, detail: { meeting } });
  return { meeting };
}
