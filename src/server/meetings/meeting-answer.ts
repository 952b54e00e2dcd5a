/** A meeting as the API gives it. */
import { actionsOf, MEETING, type Meeting as MeetingOnFile, type Who } from '../../cases/index.ts';
import { isMailOn, readMailAbout, type MailState } from '../../messages/index.ts';
import { caseKeyOf } from '../cases/case-key.ts';
import type { Context, ServerParts } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import { noticeName } from '../../notices/index.ts';
import type { Meeting, MeetingLine } from './contract.ts';

export function lineOf(meeting: MeetingOnFile, today: string): MeetingLine {
  const { meetingId, studentNo, first, last, school, schoolName, kind, state, on, at, minutes, place, family } =
    meeting;
  return {
    meeting: meetingId,
    student: studentKeyOf(studentNo),
    name: `${last}, ${first}`,
    case: meeting.caseId === null ? null : caseKeyOf(meeting.caseId),
    school,
    schoolName,
    kind,
    state,
    on,
    at,
    minutes,
    place,
    invited: meeting.invitees.length,
    accepted: meeting.invitees.filter(({ response }) => response === 'accepted').length,
    family,
    isUnwritten: state === 'planned' && on < today,
  };
}

type Asking = Pick<Context, 'db' | 'districtId'>;

export async function answerOf(context: Asking, meetings: readonly MeetingOnFile[], who: Who): Promise<Meeting[]> {
  const mails = await readMails(context, meetings);
  const followUps = await readFollowUps(context, meetings);
  return meetings.map((meeting) => ({
    ...lineOf(meeting, who.on),
    purpose: meeting.purpose,
    language: meeting.language,
    interpreter: meeting.interpreter,
    interpreterName: meeting.interpreterName,
    notice: meeting.noticeId === null ? null : noticeName(meeting.noticeId),
    minutesText: meeting.minutesText,
    decisions: meeting.decisions,
    minutesBy: meeting.minutesBy,
    madeBy: meeting.madeBy,
    revision: meeting.revision,
    invitees: meeting.invitees.map(({ inviteeId, responseAt: _, ...invitee }) => ({
      ...invitee,
      invitee: inviteeId,
      ...mailOf(mails.get(`${meeting.meetingId} ${invitee.email}`), invitee.email),
    })),
    followUps: [...(followUps.get(meeting.meetingId) ?? [])],
    may: [...actionsOf(MEETING, { status: meeting.state, role: who.role })],
  }));
}

/** Where mail is not set up invitations wait. */
export function isMailSetUp({ db, districtId, env }: Pick<ServerParts, 'db' | 'districtId' | 'env'>): Promise<boolean> {
  return isMailOn(db.pool, districtId, env);
}

interface Mail {
  readonly state: MailState;
  readonly reason: string;
}

function mailOf(mail: Mail | undefined, email: string) {
  if (email === '' || mail === undefined) return { mail: 'none', mailReason: '' } as const;
  const state = mail.state === 'paused' ? 'waiting' : mail.state === 'delivered' ? 'sent' : mail.state;
  return { mail: state, mailReason: mail.reason } as const;
}

/** The latest to each address. */
async function readMails(
  { db, districtId }: Asking,
  meetings: readonly MeetingOnFile[],
): Promise<ReadonlyMap<string, Mail>> {
  const ids = meetings.map(({ meetingId }) => meetingId);
  const mails = await readMailAbout(db.pool, districtId, { thing: 'meeting', ids });
  return new Map(mails.toReversed().map((mail) => [`${mail.thingId} ${mail.to}`, mail]));
}

interface FollowUp {
  readonly task: number;
  readonly what: string;
  readonly who: string;
  readonly dueOn: string | null;
  readonly state: string;
}

/** The tasks that were made at a meeting. */
export async function readFollowUps(
  { db, districtId }: Asking,
  meetings: readonly MeetingOnFile[],
): Promise<ReadonlyMap<number, readonly FollowUp[]>> {
  const found = await db.pool.query<FollowUp & { readonly meeting: number }>(
    `select t.about_id as meeting, t.task_id as task, t.what, coalesce(p.name, t.role) as who, t.due_on as "dueOn", t.state
       from tasks t left join people p on p.district_id = t.district_id and p.person_id = t.assignee_id and t.assignee_id <> ''
      where t.district_id = $1 and t.about_thing = 'meeting' and t.about_id = any ($2) order by t.due_on, t.task_id`,
    [districtId, meetings.map(({ meetingId }) => meetingId)],
  );
  const grouped = Map.groupBy(found.rows, ({ meeting }) => meeting);
  return new Map([...grouped].map(([meeting, rows]) => [meeting, rows.map(({ meeting: _, ...row }) => row)]));
}
