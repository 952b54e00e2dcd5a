/** Meetings of a school's attendance team: planned, held with minutes on one page, what was decided as tasks. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { createTasks } from '../core/create-tasks.ts';
import { defineStates, requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';

export type TeamMeetingState = 'planned' | 'held' | 'called-off';
const TEAM = ['team', 'administrator', 'district'] as const;

export const TEAM_MEETING = defineStates<TeamMeetingState, 'move' | 'hold' | 'call-off'>('meeting of the team', {
  planned: {
    move: { to: 'planned', may: TEAM, words: 'move it' },
    hold: { to: 'held', may: TEAM, words: 'write its minutes' },
    'call-off': { to: 'called-off', may: TEAM, words: 'call it off' },
  },
  held: { hold: { to: 'held', may: TEAM, words: 'write its minutes' } },
  'called-off': {},
});

export interface TeamMeeting {
  readonly teamMeetingId: number;
  readonly school: string;
  readonly on: string;
  /** `15:30`; null: the whole day is open. */
  readonly at: string | null;
  readonly place: string;
  readonly people: string;
  readonly state: TeamMeetingState;
  /** As it was on the day; empty before the meeting was held. */
  readonly agenda: Readonly<Record<string, unknown>>;
  readonly minutes: string;
  readonly by: string;
  readonly revision: number;
}

const COLUMNS = `team_meeting_id as "teamMeetingId", school_id as school, on_date as "on", to_char(at_time, 'HH24:MI') as at, place, people,
  state, agenda, minutes, made_by as by, revision`;

export interface MeetingPlace {
  readonly on: string;
  readonly at: string | null;
  readonly place: string;
}

export async function planTeamMeeting(
  client: pg.ClientBase,
  who: Who,
  { school, on, at, place }: MeetingPlace & { readonly school: string },
): Promise<number> {
  const written = await client.query<{ id: number }>(
    `insert into team_meetings (district_id, school_id, on_date, at_time, place, state, made_by, made_at)
     values ($1, $2, $3, $4, $5, 'planned', $6, $7) returning team_meeting_id as id`,
    [who.districtId, school, on, at, place, who.name, who.now],
  );
  const id = written.rows[0]?.id;
  if (id === undefined) throw new Error('a meeting without a number');
  await appendSteps(client, who, [{ student: null, school, thing: 'team-meeting', thingId: id, step: 'planned', on }]);
  return id;
}

/** Moves a planned one to another day. Fails: Refusal once it was held or called off. */
export async function moveTeamMeeting(
  client: pg.ClientBase,
  who: Who,
  { teamMeetingId, on, at, place }: MeetingPlace & { readonly teamMeetingId: number },
): Promise<void> {
  const meeting = await lockMeeting(client, who, teamMeetingId);
  requireStep(TEAM_MEETING, { status: meeting.state, action: 'move', who });
  await client.query(
    'update team_meetings set on_date = $3, at_time = $4, place = $5, revision = revision + 1 where district_id = $1 and team_meeting_id = $2',
    [who.districtId, teamMeetingId, on, at, place],
  );
  await appendSteps(client, who, [stepOf(meeting, { step: 'moved', on })]);
}

export async function callOffTeamMeeting(
  client: pg.ClientBase,
  who: Who,
  { teamMeetingId, reason }: { readonly teamMeetingId: number; readonly reason: string },
): Promise<void> {
  const meeting = await lockMeeting(client, who, teamMeetingId);
  const state = requireStep(TEAM_MEETING, { status: meeting.state, action: 'call-off', who });
  await client.query(
    'update team_meetings set state = $3, reason = $4, revision = revision + 1 where district_id = $1 and team_meeting_id = $2',
    [who.districtId, teamMeetingId, state, reason],
  );
  await appendSteps(client, who, [stepOf(meeting, { step: 'called-off', reason })]);
}

export interface TeamMinutes {
  readonly teamMeetingId: number;
  readonly people: string;
  readonly minutes: string;
  /** As it is now; kept as of the first writing. */
  readonly agenda: Readonly<Record<string, unknown>>;
  readonly decisions: readonly {
    readonly what: string;
    readonly role: string;
    readonly dueOn: string | null;
    readonly student: string | null;
  }[];
  /** The revision that was read. */
  readonly revision: number;
}

/** Writes the minutes; decisions become tasks. Written again, the earlier text stays among the steps. False: changed meanwhile. */
export async function writeTeamMinutes(client: pg.ClientBase, who: Who, input: TeamMinutes): Promise<boolean> {
  const meeting = await lockMeeting(client, who, input.teamMeetingId);
  if (meeting.revision !== input.revision) return false;
  requireStep(TEAM_MEETING, { status: meeting.state, action: 'hold', who });
  await client.query(
    `update team_meetings set state = 'held', people = $3, minutes = $4, agenda = case when state = 'held' then agenda else $5 end, revision = revision + 1
      where district_id = $1 and team_meeting_id = $2`,
    [who.districtId, input.teamMeetingId, input.people, input.minutes, JSON.stringify(input.agenda)],
  );
  const before = meeting.state === 'held' ? { minutesBefore: meeting.minutes } : {};
  await appendSteps(client, who, [stepOf(meeting, { step: 'minutes', detail: before })]);
  await createTasks(
    client,
    who,
    input.decisions.map((decision) => ({
      ...decision,
      school: meeting.school,
      about: { thing: 'team-meeting', id: meeting.teamMeetingId },
    })),
  );
  return true;
}

export interface TeamMeetingQuestion {
  readonly districtId: number;
  readonly schools?: readonly string[] | undefined;
  readonly teamMeetingId?: number;
  readonly limit?: number;
}

/** The latest first. */
export async function readTeamMeetings(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, teamMeetingId, limit = 50 }: TeamMeetingQuestion,
): Promise<readonly TeamMeeting[]> {
  const found = await client.query<TeamMeeting>(
    `select ${COLUMNS} from team_meetings
      where district_id = $1 and ($2::text[] is null or school_id = any ($2)) and ($3::bigint is null or team_meeting_id = $3)
      order by on_date desc, team_meeting_id desc limit $4`,
    [districtId, schools ?? null, teamMeetingId ?? null, limit],
  );
  return found.rows;
}

const CADENCES = ['monthly', 'twice-a-month'] as const;
export type Cadence = (typeof CADENCES)[number];

/** How often the teams of schools meet; twice a month where nobody decided otherwise. */
export async function readCadences(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<(school: string) => Cadence> {
  const found = await client.query<{ school: string; cadence: Cadence }>(
    'select school_id as school, team_meets as cadence from school_settings where district_id = $1',
    [districtId],
  );
  const cadences = new Map(found.rows.map(({ school, cadence }) => [school, cadence]));
  return (school) => cadences.get(school) ?? cadences.get('') ?? 'twice-a-month';
}

/** The day by which the team should meet again: four weeks or two after the last meeting. ISO. */
export function nextMeetingBy(last: string, cadence: Cadence): string {
  const days = cadence === 'monthly' ? 28 : 14;
  return new Date(Date.parse(last) + days * 86_400_000).toISOString().slice(0, 10);
}

async function lockMeeting(client: pg.ClientBase, who: Who, teamMeetingId: number): Promise<TeamMeeting> {
  const found = await client.query<TeamMeeting>(
    `select ${COLUMNS} from team_meetings where district_id = $1 and team_meeting_id = $2 for update`,
    [who.districtId, teamMeetingId],
  );
  const [meeting] = found.rows;
  if (meeting === undefined) throw new Refusal('There is no such meeting.', { code: 'work.gone' });
  return meeting;
}

function stepOf(
  { school, teamMeetingId }: TeamMeeting,
  rest: {
    readonly step: string;
    readonly on?: string;
    readonly reason?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Parameters<typeof appendSteps>[2][number] {
  return { student: null, school, thing: 'team-meeting', thingId: teamMeetingId, ...rest };
}
