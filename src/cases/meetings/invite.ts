/** Who is invited, and what they answered. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { Meeting, MeetingResponse, NewInvitee } from './meeting.ts';
import { sendInvitations } from './send-invitations.ts';
import { requireMeeting } from './read-meetings.ts';
import { MEETING } from './states.ts';

/** Fails: Refusal for somebody with an order of no contact. In the caller's transaction. */
export async function insertInvitees(
  client: pg.ClientBase,
  who: Who,
  input: { readonly meetingId: number; readonly student: string; readonly invitees: readonly NewInvitee[] },
): Promise<readonly number[]> {
  const { student, invitees } = input;
  if (invitees.length === 0) return [];
  await refuseNoContact(client, who, { student, invitees });
  return insertInviteesOfAll(client, who, [input]);
}

/** Of many meetings at once. Input: nobody with an order of no contact. Returns their numbers. */
export async function insertInviteesOfAll(
  client: pg.ClientBase,
  who: Who,
  meetings: readonly {
    readonly meetingId: number;
    readonly student: string;
    readonly invitees: readonly NewInvitee[];
  }[],
): Promise<readonly number[]> {
  const rows = meetings.flatMap(({ meetingId, student, invitees }) =>
    invitees.map((one) => ({
      meeting_id: meetingId,
      student_id: student,
      part: one.part,
      name: one.name.trim(),
      email: one.email?.trim() ?? '',
      organisation: one.organisation?.trim() ?? '',
      language: one.language ?? '',
      guardian_id: one.guardianId ?? '',
      staff_id: one.staffId ?? '',
      person_id: one.personId ?? '',
    })),
  );
  const written = await client.query<{ id: number }>(
    `insert into meeting_invitees (district_id, meeting_id, student_id, part, name, email, organisation, language, guardian_id, staff_id, person_id, invited_by, invited_at)
     select $1, i.meeting_id, i.student_id, i.part, i.name, i.email, i.organisation, i.language, i.guardian_id, i.staff_id, i.person_id, $2, $3
       from jsonb_to_recordset($4::jsonb) as i (at integer, meeting_id bigint, student_id text, part text, name text, email text,
         organisation text, language text, guardian_id text, staff_id text, person_id text) order by i.at returning invitee_id as id`,
    [who.districtId, who.name, who.now, JSON.stringify(rows.map((row, at) => ({ ...row, at })))],
  );
  return written.rows.map(({ id }) => id);
}

async function refuseNoContact(
  client: pg.ClientBase,
  { districtId }: Who,
  { student, invitees }: { readonly student: string; readonly invitees: readonly NewInvitee[] },
): Promise<void> {
  const guardians = invitees.flatMap(({ guardianId }) =>
    guardianId === undefined || guardianId === '' ? [] : [guardianId],
  );
  const barred = await client.query<{ name: string }>(
    'select name from guardians where district_id = $1 and student_id = $2 and no_contact and guardian_id = any ($3)',
    [districtId, student, guardians],
  );
  const [first] = barred.rows;
  if (first !== undefined)
    throw new Refusal(`There is an order of no contact for ${first.name}: they are not invited. Nothing was changed.`, {
      code: 'meetings.no-contact',
      values: { name: first.name },
    });
}

/** Invites somebody to a meeting that is planned already. */
export async function invite(
  client: pg.ClientBase,
  who: Who,
  input: { readonly meetingId: number; readonly invitees: readonly NewInvitee[]; readonly sendsMail: boolean },
): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  requireStep(MEETING, { status: before.state, action: 'invite', who });
  const { meetingId } = before;
  const ids = new Set(await insertInvitees(client, who, { ...input, meetingId, student: before.student }));
  const meeting = await touched(client, who, {
    meeting: before,
    step: 'invited',
    names: input.invitees.map(({ name }) => name),
  });
  const invitees = meeting.invitees.filter(({ inviteeId }) => ids.has(inviteeId));
  if (input.sendsMail) await sendInvitations(client, who, { meeting, what: 'invited', invitees });
  return meeting;
}

/** No longer invited; who had been told is told. */
export async function takeOutInvitee(
  client: pg.ClientBase,
  who: Who,
  input: { readonly meetingId: number; readonly inviteeId: number },
): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  requireStep(MEETING, { status: before.state, action: 'invite', who });
  const invitee = before.invitees.find(({ inviteeId }) => inviteeId === input.inviteeId);
  if (invitee === undefined)
    throw new Refusal('This person is not invited. Nothing was changed.', { code: 'meetings.not-invited' });
  await sendInvitations(client, who, { meeting: before, what: 'cancelled', invitees: [invitee] });
  await client.query(
    'update meeting_invitees set removed_by = $4, removed_at = $5 where district_id = $1 and meeting_id = $2 and invitee_id = $3',
    [who.districtId, input.meetingId, input.inviteeId, who.name, who.now],
  );
  return touched(client, who, { meeting: before, step: 'uninvited', names: [invitee.name] });
}

/** What somebody answered, as a member of staff writes it down. */
export async function noteResponse(
  client: pg.ClientBase,
  who: Who,
  input: {
    readonly meetingId: number;
    readonly inviteeId: number;
    readonly response: MeetingResponse;
    readonly note?: string;
  },
): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  requireStep(MEETING, { status: before.state, action: 'respond', who });
  const invitee = before.invitees.find(({ inviteeId }) => inviteeId === input.inviteeId);
  if (invitee === undefined)
    throw new Refusal('This person is not invited. Nothing was changed.', { code: 'meetings.not-invited' });
  await client.query(
    `update meeting_invitees set response = $4, response_note = $5, response_by = $6, response_at = $7
      where district_id = $1 and meeting_id = $2 and invitee_id = $3`,
    [who.districtId, input.meetingId, input.inviteeId, input.response, input.note ?? '', who.name, who.now],
  );
  const note = input.note === undefined || input.note === '' ? {} : { note: input.note };
  return touched(client, who, { meeting: before, step: input.response, names: [invitee.name], ...note });
}

async function touched(
  client: pg.ClientBase,
  who: Who,
  change: {
    readonly meeting: Meeting;
    readonly step: string;
    readonly names: readonly string[];
    readonly note?: string;
  },
): Promise<Meeting> {
  const { meeting, step, names, note = '' } = change;
  const { meetingId, student, caseId } = meeting;
  await client.query('update meetings set revision = revision + 1 where district_id = $1 and meeting_id = $2', [
    who.districtId,
    meetingId,
  ]);
  await appendSteps(client, who, [
    {
      student,
      caseId,
      thing: 'meeting',
      thingId: meetingId,
      step,
      reason: note,
      detail: { kind: meeting.kind, names },
    },
  ]);
  return requireMeeting(client, who.districtId, meetingId);
}
