/** Meetings. */
import {
  agendaOf,
  cancelMeeting,
  changeMeeting,
  countMeetings,
  findConflicts,
  holdMeeting,
  invitationLetters,
  invite,
  makeMeeting,
  minutesOf,
  noteResponse,
  readCandidates,
  readMeetings,
  readSchoolDay,
  readStudentPlace,
  takeBackHeld,
  takeOutInvitee,
  writeMinutes,
  type Meeting as MeetingOnFile,
  type Who,
} from '../../cases/index.ts';
import { letterWithImages, renderForm, renderOneLetter, type FormSheet } from '../../documents/index.ts';
import type pg from 'pg';
import { z } from 'zod';
import { keptForReach } from '../cases/kept-casework.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import { schoolsOf, withRevision, type Context, type FileAnswer, type Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { meetingsContract } from './contract.ts';
import { answerOf, isMailSetUp, lineOf, readFollowUps } from './meeting-answer.ts';
import { mailSoon } from './mail-soon.ts';

const Skipped = z.int().positive();

export const meetingsHandlers: Handlers<typeof meetingsContract> = {
  listMeetings: async (context) => {
    const { query, reach, db, districtId, actor, audit } = context;
    const who = await whoOf(context, 'see-meetings');
    const question = {
      districtId,
      schools: schoolsOf(reach, query.school),
      from: query.from,
      to: query.to,
      ...(query.whose === 'mine' ? { personId: actor.personId } : {}),
      ...(query.state === '' ? {} : { state: query.state }),
      ...(query.kind === '' ? {} : { kind: query.kind }),
    };
    const offset = readCursor(Skipped, query.cursor) ?? 0;
    const page = { ...question, limit: query.limit, offset };
    const [meetings, total] = await keptForReach(context, ['meetings', page], () =>
      Promise.all([readMeetings(db.pool, page), countMeetings(db.pool, question)]),
    );
    const end = offset + meetings.length;
    const students = [...new Set(meetings.map(({ studentNo }) => studentKeyOf(studentNo)))];
    await audit({ action: 'view-list', students, detail: { list: 'meetings', from: query.from, to: query.to } });
    return {
      items: meetings.map((meeting) => lineOf(meeting, who.on)),
      next: end < total ? cursorOf(end) : null,
      total,
    };
  },
  listStudentMeetings: async (context) => {
    const { params, db, districtId, parts } = context;
    const student = await studentOfKey(context, params.student);
    await leaveVisit(context, { no: Number(params.student.slice(1)) }, 'meetings');
    const meetings = await readMeetings(db.pool, { districtId, student, newestFirst: true });
    const who = await whoOf(context, 'see-meetings');
    return {
      items: await answerOf(context, meetings, who),
      mayPlan: mayManage(who),
      isMailSetUp: await isMailSetUp(parts),
    };
  },
  readMeeting: async (context) => {
    const who = await whoOf(context, 'see-meetings');
    const meeting = await ownMeeting(context);
    await leaveVisit(context, { no: meeting.studentNo }, 'meetings');
    return answered(context, meeting, who);
  },
  readMeetingStart: async (context) => {
    const { params, db, districtId, parts } = context;
    const who = await whoOf(context, 'manage-meetings');
    const student = await studentOfKey(context, params.student);
    await leaveVisit(context, { no: Number(params.student.slice(1)) }, 'meetings');
    const school = await readStudentPlace(db.pool, { districtId, student, on: who.on });
    const candidates = await readCandidates(db.pool, { districtId, student, school, on: who.on });
    const guardian = candidates.find(({ part }) => part === 'guardian');
    return { candidates: [...candidates], language: guardian?.language || 'en', isMailSetUp: await isMailSetUp(parts) };
  },
  findMeetingConflicts: async (context) => {
    const { params, body, districtId, parts, db, audit } = context;
    const who = await whoOf(context, 'manage-meetings');
    const student = await studentOfKey(context, params.student);
    const school = await readStudentPlace(db.pool, { districtId, student, on: who.on });
    const { on, at, minutes, place, people, except } = body;
    // Not walled: nobody is promised twice. The answer names no other student.
    const question = { districtId, school, on, at, minutes, place, people, except: { meetingId: except } };
    const conflicts = await findConflicts(parts.db.pool, question);
    await audit({ action: 'view-list', students: [params.student], detail: { list: 'meeting-conflicts', on } });
    return { conflicts: [...conflicts] };
  },
  readSchoolDay: async (context) => {
    const { params, query, districtId, db, audit } = context;
    const who = await whoOf(context, 'see-student');
    const student = await studentOfKey(context, params.student);
    const school = await readStudentPlace(db.pool, { districtId, student, on: who.on });
    await audit({ action: 'view-list', students: [params.student], detail: { list: 'school-day', on: query.on } });
    return readSchoolDay(db.pool, { districtId, school, on: query.on });
  },
  makeMeeting: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const { follows, ...plan } = body;
    const who = await whoOf(context, 'manage-meetings');
    const made = await inCasework(context, 'manage-meetings', async (client, person) => {
      const meeting = await makeMeeting(client, person, { ...plan, student, followsId: follows });
      await mailSoon(client, context);
      return meeting;
    });
    const detail = { meeting: made.meetingId, kind: made.kind, on: made.on };
    await audit({ action: 'make-meeting', students: [params.student], detail });
    return answered(context, made, who);
  },
  changeMeeting: (context) => {
    const { reason, sendsMail, ...change } = context.body;
    const revision = Number(context.revision);
    return onMeeting(context, 'change-meeting', (client, who, { meetingId }) =>
      changeMeeting(client, who, { meetingId, change, reason, sendsMail, revision }),
    );
  },
  invite: (context) =>
    onMeeting(context, 'invite', (client, who, { meetingId }) => invite(client, who, { meetingId, ...context.body })),
  takeOutInvitee: (context) =>
    onMeeting(context, 'take-out-invitee', (client, who, { meetingId }) =>
      takeOutInvitee(client, who, { meetingId, inviteeId: context.params.invitee }),
    ),
  noteResponse: (context) =>
    onMeeting(context, 'note-response', (client, who, { meetingId }) =>
      noteResponse(client, who, { meetingId, inviteeId: context.params.invitee, ...context.body }),
    ),
  cancelMeeting: (context) =>
    onMeeting(context, 'cancel-meeting', (client, who, { meetingId }) =>
      cancelMeeting(client, who, { meetingId, reason: context.body.reason }),
    ),
  holdMeeting: (context) =>
    onMeeting(context, 'hold-meeting', (client, who, { meetingId }) =>
      holdMeeting(client, who, { meetingId, ...context.body }),
    ),
  writeMinutes: (context) =>
    onMeeting(context, 'write-minutes', (client, who, { meetingId }) =>
      writeMinutes(client, who, { meetingId, ...context.body }),
    ),
  takeBackHeld: (context) =>
    onMeeting(context, 'take-back-meeting', (client, who, { meetingId }) =>
      takeBackHeld(client, who, { meetingId, reason: context.body.reason }),
    ),
  readMeetingLetters: async (context) => {
    const { letters, missing } = await lettersOf(context);
    return {
      letters: letters.map(({ address, language, title }, at) => ({
        letter: at + 1,
        to: address[0] ?? '',
        language,
        title,
      })),
      missing: [...missing],
    };
  },
  readMeetingLetterPdf: async (context) => {
    const { params, parts, districtId } = context;
    const letter = (await lettersOf(context)).letters[params.letter - 1];
    if (letter === undefined) throw problem('not-found');
    const withImages = await letterWithImages(parts.db.pool, districtId, letter);
    const body = await renderOneLetter(withImages);
    return { name: `meeting-${params.meeting}-letter-${params.letter}.pdf`, type: 'application/pdf', body };
  },
  readAgenda: async (context) => {
    const meeting = await ownMeeting(context);
    return paper(context, meeting, { name: 'agenda', sheet: agendaOf({ meeting, ...context.query }) });
  },
  readMinutes: async (context) => {
    const meeting = await ownMeeting(context);
    if (meeting.state !== 'held') throw problem('not-found');
    const followUps = (await readFollowUps(context, [meeting])).get(meeting.meetingId) ?? [];
    return paper(context, meeting, { name: 'minutes', sheet: minutesOf({ meeting, ...context.query, followUps }) });
  },
};

type OnMeeting = Pick<Context, 'db' | 'districtId' | 'actor' | 'parts' | 'audit' | 'reply'> & {
  readonly params: { readonly meeting: number };
};

const mayManage = ({ role }: Who): boolean => role !== 'teacher' && role !== 'system';

/** Fails: `not-found` for a meeting about a student out of reach. */
async function ownMeeting({ db, districtId, params }: OnMeeting): Promise<MeetingOnFile> {
  const [meeting] = await readMeetings(db.pool, { districtId, meetingIds: [params.meeting] });
  if (meeting === undefined) throw problem('not-found');
  return meeting;
}

async function onMeeting(
  context: OnMeeting,
  action: string,
  work: (client: pg.ClientBase, who: Who, meeting: MeetingOnFile) => Promise<MeetingOnFile>,
) {
  const before = await ownMeeting(context);
  const who = await whoOf(context, 'manage-meetings');
  const after = await inCasework(context, 'manage-meetings', async (client, person) => {
    const changed = await work(client, person, before);
    await mailSoon(client, context);
    return changed;
  });
  const students = [studentKeyOf(before.studentNo)];
  await context.audit({ action, students, detail: { meeting: before.meetingId } });
  return answered(context, after, who);
}

async function answered(context: Pick<Context, 'db' | 'districtId' | 'reply'>, meeting: MeetingOnFile, who: Who) {
  const [answer] = await answerOf(context, [meeting], who);
  if (answer === undefined) throw problem('not-found');
  return withRevision(context, meeting.revision, answer);
}

async function lettersOf(context: OnMeeting) {
  const { db, districtId, audit } = context;
  const meeting = await ownMeeting(context);
  const { on } = await whoOf(context, 'manage-meetings');
  const students = [studentKeyOf(meeting.studentNo)];
  await audit({ action: 'view-document', students, detail: { meeting: meeting.meetingId, document: 'invitation' } });
  return invitationLetters(db.pool, { districtId, meeting, on });
}

async function paper(
  { audit }: OnMeeting,
  { meetingId, studentNo, schoolName }: MeetingOnFile,
  { name, sheet }: { readonly name: string; readonly sheet: FormSheet },
): Promise<FileAnswer> {
  await audit({
    action: 'view-document',
    students: [studentKeyOf(studentNo)],
    detail: { meeting: meetingId, document: name },
  });
  return {
    name: `meeting-${meetingId}-${name}.pdf`,
    type: 'application/pdf',
    body: await renderForm(sheet, schoolName),
  };
}
