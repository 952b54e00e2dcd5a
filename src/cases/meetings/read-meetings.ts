/** Meetings as they are on file. Reads only. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import type { Invitee, Meeting, MeetingKind } from './meeting.ts';
import type { MeetingState } from './states.ts';

type Client = pg.ClientBase | pg.Pool;

export interface MeetingQuestion {
  readonly districtId: number;
  readonly meetingIds?: readonly number[];
  readonly student?: string;
  readonly caseId?: number;
  /** undefined: all within the client's reach. */
  readonly schools?: readonly string[] | undefined;
  /** Somebody who made it or is invited. */
  readonly personId?: string;
  /** Ends: both included, ISO. */
  readonly from?: string;
  readonly to?: string;
  readonly state?: MeetingState;
  readonly kind?: MeetingKind;
  readonly noticeIds?: readonly number[];
  readonly limit?: number;
  /** The first so many are left out. */
  readonly offset?: number;
  readonly newestFirst?: boolean;
}

/** In the order of their days and times. */
export async function readMeetings(client: Client, question: MeetingQuestion): Promise<readonly Meeting[]> {
  const order = question.newestFirst === true ? 'desc' : 'asc';
  const by = `m.on_date ${order}, m.at_time ${order}, m.meeting_id ${order}`;
  const found = await client.query<Omit<Meeting, 'invitees'>>(
    `select ${COLUMNS}
       from (select m.* from meetings m ${WHERE} order by ${by} limit $12 offset $13) m
       join students s on s.district_id = m.district_id and s.student_id = m.student_id
       left join schools c on c.district_id = m.district_id and c.school_id = m.school_id
      order by ${by}`,
    [...valuesOf(question), question.limit ?? 500, question.offset ?? 0],
  );
  const invitees = await readInvitees(
    client,
    question.districtId,
    found.rows.map(({ meetingId }) => meetingId),
  );
  return found.rows.map((row) => ({ ...row, invitees: invitees.get(row.meetingId) ?? [] }));
}

/** How many there are under the same question. */
export async function countMeetings(client: Client, question: MeetingQuestion): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from meetings m ${WHERE}`,
    valuesOf(question),
  );
  return found.rows[0]?.count ?? 0;
}

/** undefined: none of this number within the client's reach. */
export async function readMeeting(client: Client, districtId: number, meetingId: number): Promise<Meeting | undefined> {
  const [meeting] = await readMeetings(client, { districtId, meetingIds: [meetingId] });
  return meeting;
}

/** Fails: Refusal where it is not there, or out of reach. */
export async function requireMeeting(client: Client, districtId: number, meetingId: number): Promise<Meeting> {
  const meeting = await readMeeting(client, districtId, meetingId);
  if (meeting === undefined)
    throw new Refusal(`There is no meeting ${meetingId}, or not about one of your students.`, { code: 'work.gone' });
  return meeting;
}

async function readInvitees(
  client: Client,
  districtId: number,
  meetings: readonly number[],
): Promise<ReadonlyMap<number, readonly Invitee[]>> {
  if (meetings.length === 0) return new Map();
  const found = await client.query<Invitee & { readonly meetingId: number }>(
    `select meeting_id as "meetingId", invitee_id as "inviteeId", part, name, email, organisation, language,
       guardian_id as "guardianId", staff_id as "staffId", person_id as "personId", response, response_note as "responseNote",
       response_by as "responseBy", to_char(response_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "responseAt", attended
     from meeting_invitees where district_id = $1 and meeting_id = any ($2) and removed_at is null order by invitee_id`,
    [districtId, meetings],
  );
  return Map.groupBy(found.rows, ({ meetingId }) => meetingId);
}

function valuesOf(question: MeetingQuestion): readonly unknown[] & unknown[] {
  return [
    question.districtId,
    question.meetingIds ?? null,
    question.student ?? null,
    question.caseId ?? null,
    question.schools ?? null,
    question.personId ?? null,
    question.from ?? null,
    question.to ?? null,
    question.state ?? null,
    question.kind ?? null,
    question.noticeIds ?? null,
  ];
}

const COLUMNS = `m.meeting_id as "meetingId", m.student_id as student, s.student_no as "studentNo", s.first_name as first, s.last_name as last,
  m.case_id as "caseId", m.school_id as school, coalesce(c.name, m.school_id) as "schoolName", m.kind, m.state, m.on_date as "on",
  to_char(m.at_time, 'HH24:MI') as at, m.length_minutes as minutes, m.place, m.purpose, m.language, m.interpreter,
  m.interpreter_name as "interpreterName", m.notice_id as "noticeId", m.slot_id as "slotId", m.follows_id as "followsId", m.sequence,
  m.family, m.minutes as "minutesText", m.decisions, m.minutes_by as "minutesBy", m.made_by as "madeBy", m.made_by_id as "madeById",
  m.revision`;

const WHERE = `
 where m.district_id = $1 and ($2::bigint[] is null or m.meeting_id = any ($2)) and ($3::text is null or m.student_id = $3)
   and ($4::bigint is null or m.case_id = $4) and ($5::text[] is null or m.school_id = any ($5))
   and ($6::text is null or m.made_by_id = $6 or exists (select from meeting_invitees i where i.district_id = m.district_id
     and i.meeting_id = m.meeting_id and i.person_id = $6 and i.removed_at is null))
   and ($7::date is null or m.on_date >= $7) and ($8::date is null or m.on_date <= $8) and ($9::text is null or m.state = $9)
   and ($10::text is null or m.kind = $10) and ($11::bigint[] is null or m.notice_id = any ($11))`;
