/** A meeting was held: who came, what was said and decided, what follows. */
import type pg from 'pg';
import { ProblemError } from '../../problem.ts';
import { createTasks } from '../core/create-tasks.ts';
import { recordEvents, takeBackEvent } from '../core/record-events.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { FamilyPart, Meeting } from './meeting.ts';
import { requireMeeting } from './read-meetings.ts';
import { takeBackInvitations } from './send-invitations.ts';
import { MEETING } from './states.ts';

export interface FollowUp {
  readonly what: string;
  /** As `then:` writes roles: `administrator`, `clerk`, `team`. */
  readonly role: string;
  /** Person id; '' the people of the role. */
  readonly assignee?: string;
  readonly dueOn: string;
}

export interface HoldMeeting {
  readonly meetingId: number;
  /** The day it was held, ISO; the day it was planned for unless given. */
  readonly on?: string;
  /** Invitees who came. */
  readonly attended: readonly number[];
  readonly family: FamilyPart;
  readonly minutes: string;
  readonly decisions: string;
  readonly followUps: readonly FollowUp[];
}

/**
 * Writes it down, makes a task of each follow-up, and records the event `meeting-held`. Without the family too: the work goes on.
 * Fails: ProblemError for a day to come.
 */
export async function holdMeeting(client: pg.ClientBase, who: Who, input: HoldMeeting): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  const state = requireStep(MEETING, { status: before.state, action: 'hold', who });
  const on = input.on ?? before.on;
  if (on > who.on)
    throw new ProblemError([
      { path: 'on', found: on, allowed: `a day up to today, ${who.on}: the meeting is still to come` },
    ]);
  requireFamily(before, input);
  await client.query(
    `update meetings set state = $3, on_date = $4, family = $5, minutes = $6, decisions = $7, minutes_by = $8, minutes_at = $9, revision = revision + 1
      where district_id = $1 and meeting_id = $2`,
    [who.districtId, before.meetingId, state, on, input.family, input.minutes, input.decisions, who.name, who.now],
  );
  await client.query(
    `update meeting_invitees set attended = invitee_id = any ($3) where district_id = $1 and meeting_id = $2 and removed_at is null`,
    [who.districtId, before.meetingId, input.attended],
  );
  const { student, caseId, meetingId, kind } = before;
  await appendSteps(client, who, [
    {
      student,
      caseId,
      thing: 'meeting',
      thingId: meetingId,
      step: 'held',
      on,
      detail: { kind, on, family: input.family, decisions: input.decisions, came: input.attended.length },
    },
  ]);
  await makeFollowUps(client, who, { meeting: before, followUps: input.followUps });
  await takeBackInvitations(client, who, before);
  await recordEvents(client, who, [{ student, on, event: 'meeting-held', ref: `meeting:${meetingId}` }]);
  return requireMeeting(client, who.districtId, meetingId);
}

/** What is said of the family must be what is said of its people. */
function requireFamily({ invitees }: Meeting, { attended, family }: HoldMeeting): void {
  const guardians = invitees.filter(({ part }) => part === 'guardian');
  const came = guardians.some(({ inviteeId }) => attended.includes(inviteeId));
  if (came && family !== 'took-part')
    throw new ProblemError([
      { path: 'family', found: family, allowed: '"took-part", since a guardian is among who came' },
    ]);
}

async function makeFollowUps(
  client: pg.ClientBase,
  who: Who,
  { meeting, followUps }: { readonly meeting: Meeting; readonly followUps: readonly FollowUp[] },
): Promise<void> {
  const { student, school, caseId, meetingId } = meeting;
  await createTasks(
    client,
    who,
    followUps.map(({ what, role, assignee, dueOn }) => ({
      student,
      school,
      caseId,
      what,
      role,
      ...(assignee === undefined || assignee === '' ? {} : { assignee }),
      dueOn,
      about: { thing: 'meeting', id: meetingId },
    })),
  );
}

export interface WriteMinutes {
  readonly meetingId: number;
  readonly minutes: string;
  readonly decisions: string;
  readonly followUps: readonly FollowUp[];
  readonly revision?: number;
}

/** Minutes of a meeting that was held are added to; what stood before stays in the history. */
export async function writeMinutes(client: pg.ClientBase, who: Who, input: WriteMinutes): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  requireStep(MEETING, { status: before.state, action: 'write-minutes', who });
  const { student, caseId, meetingId, kind } = before;
  await client.query(
    `update meetings set minutes = $3, decisions = $4, minutes_by = $5, minutes_at = $6, revision = revision + 1
      where district_id = $1 and meeting_id = $2`,
    [who.districtId, meetingId, input.minutes, input.decisions, who.name, who.now],
  );
  const replaced = { minutes: before.minutesText, decisions: before.decisions };
  await appendSteps(client, who, [
    {
      student,
      caseId,
      thing: 'meeting',
      thingId: meetingId,
      step: 'minutes-written',
      detail: { kind, before: replaced },
    },
  ]);
  await makeFollowUps(client, who, { meeting: before, followUps: input.followUps });
  return requireMeeting(client, who.districtId, meetingId);
}

/** It was marked as held by mistake: it is planned again, and the event no longer counts. What was written stays in the history. */
export async function takeBackHeld(
  client: pg.ClientBase,
  who: Who,
  input: { readonly meetingId: number; readonly reason: string },
): Promise<Meeting> {
  const before = await requireMeeting(client, who.districtId, input.meetingId);
  const state = requireStep(MEETING, { status: before.state, action: 'reopen', who });
  const { student, caseId, meetingId, kind, on } = before;
  await client.query(
    `update meetings set state = $3, family = '', revision = revision + 1 where district_id = $1 and meeting_id = $2`,
    [who.districtId, meetingId, state],
  );
  await client.query('update meeting_invitees set attended = null where district_id = $1 and meeting_id = $2', [
    who.districtId,
    meetingId,
  ]);
  await appendSteps(client, who, [
    {
      student,
      caseId,
      thing: 'meeting',
      thingId: meetingId,
      step: 'taken-back',
      reason: input.reason,
      detail: { kind },
    },
  ]);
  await takeBackEvent(client, who, { student, on, event: 'meeting-held', ref: `meeting:${meetingId}` });
  return requireMeeting(client, who.districtId, meetingId);
}
