/** A meeting that is planned is moved or cancelled; whoever was told of it is told. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { closeTasksAbout } from '../core/create-tasks.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { Meeting, MeetingTime } from './meeting.ts';
import { readMeetings, requireMeeting } from './read-meetings.ts';
import { sendInvitations } from './send-invitations.ts';
import { MEETING } from './states.ts';

export interface ChangeMeeting {
  readonly meetingId: number;
  readonly change: Partial<MeetingTime>;
  readonly reason?: string;
  readonly sendsMail: boolean;
  /** The slot that it takes now. */
  readonly slotId?: number | null;
  /** As it was read; where somebody changed it meanwhile nothing is changed. */
  readonly revision?: number;
}

/** Changes when, where and how; answers to another time are asked for anew. Fails: Refusal where it is no longer planned. */
export async function changeMeeting(client: pg.ClientBase, who: Who, input: ChangeMeeting): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  requireStep(MEETING, { status: before.state, action: 'change', who });
  const next = { ...before, ...input.change };
  const isMoved =
    next.on !== before.on || next.at !== before.at || next.minutes !== before.minutes || next.place !== before.place;
  const written = await client.query(
    `update meetings set on_date = $3, at_time = $4, length_minutes = $5, place = $6, purpose = $7, language = $8, interpreter = $9,
       interpreter_name = $10, slot_id = $11, sequence = sequence + $12, revision = revision + 1
      where district_id = $1 and meeting_id = $2 and revision = $13`,
    [
      who.districtId,
      input.meetingId,
      next.on,
      next.at,
      next.minutes,
      next.place,
      next.purpose,
      next.language,
      next.interpreter,
      next.interpreterName,
      input.slotId === undefined ? before.slotId : input.slotId,
      isMoved ? 1 : 0,
      input.revision ?? before.revision,
    ],
  );
  if (written.rowCount === 0)
    throw new Refusal('Somebody changed this meeting meanwhile. Look at it again.', { code: 'work.changed' });
  if (isMoved) await forgetResponses(client, who, input.meetingId);
  const meeting = await requireMeeting(client, who.districtId, input.meetingId);
  await appendSteps(client, who, [
    {
      student: meeting.student,
      caseId: meeting.caseId,
      thing: 'meeting',
      thingId: meeting.meetingId,
      step: isMoved ? 'moved' : 'changed',
      reason: input.reason ?? '',
      detail: {
        kind: meeting.kind,
        on: meeting.on,
        at: meeting.at,
        place: meeting.place,
        before: { on: before.on, at: before.at, place: before.place },
      },
    },
  ]);
  if (isMoved && input.sendsMail)
    await sendInvitations(client, who, { meeting, what: 'changed', reason: input.reason ?? '' });
  return meeting;
}

async function forgetResponses(client: pg.ClientBase, { districtId }: Who, meetingId: number): Promise<void> {
  await client.query(
    `update meeting_invitees set response = '', response_note = '', response_by = '', response_at = null
      where district_id = $1 and meeting_id = $2 and response <> ''`,
    [districtId, meetingId],
  );
}

export interface CancelMeeting {
  readonly meetingId: number;
  readonly reason: string;
}

/** It does not take place. Whom an invitation has left for is told; tasks that were made for it are closed. */
export async function cancelMeeting(client: pg.ClientBase, who: Who, input: CancelMeeting): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  const state = requireStep(MEETING, { status: before.state, action: 'cancel', who });
  const { meetingId, student, caseId, kind, on, at, place } = before;
  await client.query(
    'update meetings set state = $3, sequence = sequence + 1, revision = revision + 1 where district_id = $1 and meeting_id = $2',
    [who.districtId, meetingId, state],
  );
  const meeting = await requireMeeting(client, who.districtId, meetingId);
  await appendSteps(client, who, [
    {
      student,
      caseId,
      thing: 'meeting',
      thingId: meetingId,
      step: 'cancelled',
      reason: input.reason,
      detail: { kind, on, at, place },
    },
  ]);
  await sendInvitations(client, who, { meeting, what: 'cancelled', reason: input.reason });
  await closeTasksAbout(client, who, {
    about: { thing: 'meeting', id: meetingId },
    state: 'cancelled',
    outcome: input.reason,
  });
  return meeting;
}

/** The letters that named them were taken back. Meetings that were held stay. */
export async function cancelMeetingsOfNotices(
  client: pg.ClientBase,
  who: Who,
  input: { readonly noticeIds: readonly number[]; readonly reason: string },
): Promise<number> {
  const { noticeIds, reason } = input;
  const meetings = await readMeetings(client, {
    districtId: who.districtId,
    noticeIds,
    state: 'planned',
    limit: 10_000,
  });
  for (const { meetingId } of meetings) await cancelMeeting(client, who, { meetingId, reason });
  return meetings.length;
}
