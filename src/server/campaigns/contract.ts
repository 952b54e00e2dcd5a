/** Tier I: campaigns below the goal, activities of belonging, and the meetings of a school's team. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';

const words = (most: number) => z.string().trim().max(most);
const reason = z.string().trim().min(1).max(500);
const idField = z.coerce.number<number | string>().int().positive();
const percent = z.number().nullable();

const ActivityKindField = z.enum([
  'restorative-conversation',
  'engage-family',
  'relationship-mapping',
  'event',
  'other',
]);

const ActivityShape = z.object({
  activity: z.int(),
  kind: ActivityKindField,
  what: z.string(),
  on: dateField,
  state: z.enum(['planned', 'done', 'called-off']),
  doneOn: dateField.nullable(),
  note: z.string(),
  /** A student's key; null: for the school. */
  student: z.string().nullable(),
  by: z.string(),
});

export const Campaign = z
  .object({
    campaign: z.int(),
    school: z.string(),
    schoolName: z.string(),
    title: z.string(),
    state: z.enum(['running', 'not-now', 'stopped', 'judged']),
    /** Percent. */
    goal: z.number(),
    month: dateField,
    before: percent,
    startOn: dateField.nullable(),
    endOn: dateField.nullable(),
    owner: z.string(),
    ownerId: z.string(),
    /** The month it is judged on, and the first day on which it can be. */
    judgedMonth: dateField.nullable(),
    judgeFrom: dateField.nullable(),
    /** The month is over and counted. */
    canJudge: z.boolean(),
    after: percent,
    others: z.object({ schools: z.int(), before: percent, after: percent }).nullable(),
    /** While it runs: from its first day through `through`, beside the schools without one. No judgement. */
    soFar: z
      .object({
        through: dateField,
        percent,
        others: z.object({ schools: z.int(), before: percent, now: percent }).nullable(),
      })
      .nullable(),
    belonging: z.string(),
    reason: z.string(),
    by: z.string(),
    activities: z.array(ActivityShape),
    revision: z.int(),
    may: z.array(z.string()),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.output<typeof Campaign>;

const Proposal = z.object({
  school: z.string(),
  schoolName: z.string(),
  month: dateField,
  percent: percent,
  goal: z.number(),
  /** Students close to the next step: whom a campaign should reach. */
  close: z.int(),
});

export const CampaignPage = z
  .object({
    proposals: z.array(Proposal),
    campaigns: z.array(Campaign),
    /** By month, of the schools asked for together. */
    months: z.array(z.object({ month: dateField, percent })),
    /** Outside a campaign, the latest first. */
    activities: z.array(ActivityShape.extend({ school: z.string() })),
    mayManage: z.boolean(),
  })
  .meta({ id: 'CampaignPage' });
export type CampaignPage = z.output<typeof CampaignPage>;

const days = z.object({
  title: z.string().trim().min(1).max(120),
  startOn: dateField,
  endOn: dateField,
  /** Person id; '': who asks, of a campaign that runs whoever has it. */
  owner: z.string().max(100).default(''),
});

const campaignParams = z.object({ campaign: idField });
const meetingParams = z.object({ meeting: idField });
const doneCampaign = z.object({ campaign: z.int() });
const doneMeeting = z.object({ meeting: z.int() });
const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const place = { on: dateField, at: timeField.nullable(), place: words(120) };

const AgendaStudent = z.object({ student: z.string(), name: z.string(), grade: z.string(), attendance: percent });

export const Agenda = z.object({
  /** Plans to look at by the day of the meeting. */
  reviews: z.array(AgendaStudent.extend({ tier: z.string(), level: z.literal([2, 3]), reviewOn: dateField })),
  /** On a list of Tier II and on no board yet; how many there are beyond those named. */
  fresh: z.array(AgendaStudent),
  moreFresh: z.int(),
  week: percent,
  month: z.object({ month: dateField, percent }).nullable(),
  goal: z.number(),
  close: z.int(),
  campaigns: z.array(
    z.object({ campaign: z.int(), title: z.string(), endOn: dateField.nullable(), done: z.int(), activities: z.int() }),
  ),
  proposed: z.boolean(),
  overdueTasks: z.int(),
});
export type Agenda = z.output<typeof Agenda>;

export const TeamMeeting = z
  .object({
    meeting: z.int(),
    school: z.string(),
    schoolName: z.string(),
    on: dateField,
    at: z.string().nullable(),
    place: z.string(),
    state: z.enum(['planned', 'held', 'called-off']),
    people: z.string(),
    minutes: z.string(),
    by: z.string(),
    revision: z.int(),
  })
  .meta({ id: 'TeamMeeting' });
export type TeamMeeting = z.output<typeof TeamMeeting>;

export const campaignsContract = {
  readCampaigns: route({
    method: 'GET',
    path: '/api/campaigns',
    tag: 'campaigns',
    summary: 'What is proposed, what runs, what was judged; the rate of the school by month.',
    action: 'see-campaigns',
    query: z.object({ school: schoolField }),
    ok: CampaignPage,
  }),
  startCampaign: route({
    method: 'POST',
    path: '/api/campaigns',
    tag: 'campaigns',
    summary: 'Starts a campaign of two to three weeks at a school whose last full month lies below its goal.',
    action: 'manage-campaign',
    status: 201,
    body: days.extend({ school: z.string().min(1).max(100) }),
    ok: doneCampaign,
  }),
  putOffCampaign: route({
    method: 'POST',
    path: '/api/campaigns/not-now',
    tag: 'campaigns',
    summary: 'Says why no campaign is started for this month.',
    action: 'manage-campaign',
    status: 201,
    body: z.object({ school: z.string().min(1).max(100), reason }),
    ok: doneCampaign,
  }),
  changeCampaign: route({
    method: 'PUT',
    path: '/api/campaigns/:campaign',
    tag: 'campaigns',
    summary: 'Changes title, days and owner.',
    action: 'manage-campaign',
    params: campaignParams,
    ifMatch: true,
    body: days,
    ok: doneCampaign,
  }),
  stopCampaign: route({
    method: 'POST',
    path: '/api/campaigns/:campaign/stop',
    tag: 'campaigns',
    summary: 'Stops a campaign before its end.',
    action: 'manage-campaign',
    params: campaignParams,
    body: z.object({ reason }),
    ok: doneCampaign,
  }),
  judgeCampaign: route({
    method: 'POST',
    path: '/api/campaigns/:campaign/judge',
    tag: 'campaigns',
    summary: 'Writes down what became of the same figure, and what the team noticed of belonging.',
    action: 'manage-campaign',
    params: campaignParams,
    body: z.object({ belonging: z.string().trim().min(1).max(2000) }),
    ok: doneCampaign,
  }),
  addActivity: route({
    method: 'POST',
    path: '/api/activities',
    tag: 'campaigns',
    summary: 'Plans or logs an activity: for a school, within a campaign, or with one student.',
    action: 'manage-campaign',
    status: 201,
    body: z.object({
      school: z.string().min(1).max(100),
      campaign: z.int().positive().nullable(),
      student: z.string().max(20).nullable(),
      kind: ActivityKindField,
      what: z.string().trim().min(1).max(300),
      on: dateField,
      /** What came of it, where it is done already; null: planned. */
      done: words(1000).nullable(),
    }),
    ok: z.object({ activity: z.int() }),
  }),
  stepActivity: route({
    method: 'POST',
    path: '/api/activities/:activity',
    tag: 'campaigns',
    summary: 'Marks an activity done, calls it off, or opens it again.',
    action: 'manage-campaign',
    params: z.object({ activity: idField }),
    body: z.object({ action: z.enum(['do', 'call-off', 'plan-again']), note: words(1000).default('') }),
    ok: z.object({ activity: z.int(), state: z.string() }),
  }),
  readDayOfSchool: route({
    method: 'GET',
    path: '/api/team-meetings/school-day',
    tag: 'campaigns',
    summary: 'Whether a school meets on a day, and which school day comes next.',
    action: 'see-campaigns',
    query: z.object({ school: z.string().min(1).max(100), on: dateField }),
    ok: z.object({ isSchoolDay: z.boolean().nullable(), next: dateField.nullable() }),
  }),
  listTeamMeetings: route({
    method: 'GET',
    path: '/api/team-meetings',
    tag: 'campaigns',
    summary: 'Meetings of the teams, the latest first, and by when the next should be.',
    action: 'see-campaigns',
    query: z.object({ school: schoolField }),
    ok: z.object({
      items: z.array(TeamMeeting),
      /** For one school; null for several. */
      cadence: z.enum(['monthly', 'twice-a-month']).nullable(),
      nextBy: dateField.nullable(),
    }),
  }),
  readTeamMeeting: route({
    method: 'GET',
    path: '/api/team-meetings/:meeting',
    tag: 'campaigns',
    summary: 'One meeting with its agenda: as it is now, or as it was when the meeting was held.',
    action: 'see-campaigns',
    params: meetingParams,
    ok: TeamMeeting.extend({
      agenda: Agenda,
      isFrozen: z.boolean(),
      tasks: z.array(
        z.object({ task: z.int(), what: z.string(), role: z.string(), dueOn: dateField.nullable(), state: z.string() }),
      ),
      may: z.array(z.string()),
    }),
  }),
  planTeamMeeting: route({
    method: 'POST',
    path: '/api/team-meetings',
    tag: 'campaigns',
    summary: 'Plans a meeting of the team.',
    action: 'manage-campaign',
    status: 201,
    body: z.object({ school: z.string().min(1).max(100), ...place }),
    ok: doneMeeting,
  }),
  moveTeamMeeting: route({
    method: 'POST',
    path: '/api/team-meetings/:meeting/move',
    tag: 'campaigns',
    summary: 'Moves a meeting to another day.',
    action: 'manage-campaign',
    params: meetingParams,
    body: z.object(place),
    ok: doneMeeting,
  }),
  callOffTeamMeeting: route({
    method: 'POST',
    path: '/api/team-meetings/:meeting/call-off',
    tag: 'campaigns',
    summary: 'Calls a meeting off.',
    action: 'manage-campaign',
    params: meetingParams,
    body: z.object({ reason }),
    ok: doneMeeting,
  }),
  writeTeamMinutes: route({
    method: 'PUT',
    path: '/api/team-meetings/:meeting/minutes',
    tag: 'campaigns',
    summary: 'Writes the minutes; what was decided becomes tasks.',
    action: 'manage-campaign',
    params: meetingParams,
    ifMatch: true,
    body: z.object({
      people: words(1000),
      minutes: z.string().trim().min(1).max(4000),
      decisions: z
        .array(
          z.object({
            what: z.string().trim().min(1).max(300),
            role: z.enum(['clerk', 'administrator', 'intervention-team']),
            dueOn: dateField.nullable(),
            student: z.string().max(20).nullable(),
          }),
        )
        .max(30),
    }),
    ok: doneMeeting,
  }),
};
