/** Meetings are planned: by hand, or by a letter that names one. */
import type pg from 'pg';
import { findCase, yearOf } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import { insertInvitees } from './invite.ts';
import type { Meeting, MeetingKind, MeetingTime, NewInvitee } from './meeting.ts';
import { requireMeeting } from './read-meetings.ts';
import { sendInvitations } from './send-invitations.ts';

export interface NewMeeting extends MeetingTime {
  readonly student: string;
  readonly kind: MeetingKind;
  readonly invitees: readonly NewInvitee[];
  /** Invitations by e-mail go out to who has an address; not to a meeting of a day that is over. */
  readonly sendsMail: boolean;
  readonly followsId?: number | null;
  readonly noticeId?: number | null;
  readonly slotId?: number | null;
  readonly notBefore?: Date;
}

/** Plans a meeting in the caller's transaction: its people, its step and its invitations. Fails: Refusal for a student out of reach. */
export async function makeMeeting(client: pg.ClientBase, who: Who, input: NewMeeting): Promise<Meeting> {
  const { districtId } = who;
  const school = await readStudentPlace(client, { districtId, student: input.student, on: who.on });
  const file = await findCase(client, { districtId, student: input.student, year: yearOf(who.on) });
  const made = await client.query<{ id: number }>(
    `insert into meetings (district_id, student_id, case_id, school_id, kind, on_date, at_time, length_minutes, place, purpose, language,
       interpreter, interpreter_name, notice_id, slot_id, follows_id, made_by, made_by_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) returning meeting_id as id`,
    [
      districtId,
      input.student,
      file?.caseId ?? null,
      school,
      input.kind,
      input.on,
      input.at,
      input.minutes,
      input.place,
      input.purpose,
      input.language,
      input.interpreter,
      input.interpreterName,
      input.noticeId ?? null,
      input.slotId ?? null,
      input.followsId ?? null,
      who.name,
      who.personId,
      who.now,
    ],
  );
  const meetingId = made.rows[0]?.id ?? 0;
  await insertInvitees(client, who, { meetingId, student: input.student, invitees: input.invitees });
  const { kind, on, at, place } = input;
  await appendSteps(client, who, [
    {
      student: input.student,
      caseId: file?.caseId ?? null,
      thing: 'meeting',
      thingId: meetingId,
      step: 'planned',
      detail: { kind, on, at, place, invited: input.invitees.length },
    },
  ]);
  const meeting = await requireMeeting(client, districtId, meetingId);
  if (input.sendsMail && input.on >= who.on) {
    const wait = input.notBefore === undefined ? {} : { notBefore: input.notBefore };
    await sendInvitations(client, who, { meeting, what: 'invited', ...wait });
  }
  return meeting;
}
