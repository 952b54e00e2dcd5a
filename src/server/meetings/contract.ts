/** Meetings: the list of them, a student's, one with its people and papers, and what is done with it. */
import { z } from 'zod';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';

export const KINDS = ['conference', 'team', 'multi-agency', 'contract', 'follow-up'] as const;
export const PARTS = [
  'guardian',
  'student',
  'counselor',
  'teacher',
  'administrator',
  'officer',
  'specialist',
  'team',
  'agency',
  'other',
] as const;
const RESPONSES = ['accepted', 'declined', 'tentative'] as const;
const INTERPRETERS = ['none', 'asked', 'booked'] as const;
const FAMILY = ['took-part', 'did-not-take-part', 'not-invited'] as const;
const ACTIONS = ['change', 'invite', 'respond', 'cancel', 'hold', 'write-minutes', 'reopen'] as const;

const params = z.object({ meeting: z.coerce.number<string | number>().int().positive() });
const studentParams = z.object({ student: z.string().max(20) });
const timeField = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time as 15:30');
const reason = z.string().trim().min(1).max(500);
const languageField = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language, as en or es');

const Person = {
  part: z.enum(PARTS),
  name: z.string().trim().min(1).max(200),
  email: z.union([z.literal(''), z.email().max(200)]),
  organisation: z.string().trim().max(200),
  language: z.string().max(40),
  guardianId: z.string().max(100),
  staffId: z.string().max(100),
  personId: z.string().max(100),
};
const NewPerson = z.object({
  ...Person,
  email: Person.email.default(''),
  organisation: Person.organisation.default(''),
  language: Person.language.default(''),
  guardianId: Person.guardianId.default(''),
  staffId: Person.staffId.default(''),
  personId: Person.personId.default(''),
});

/** As it is on file. */
const PersonOnFile = { ...Person, name: z.string(), email: z.string(), organisation: z.string(), language: z.string() };

export const Candidate = z.object({ ...PersonOnFile, relation: z.string() }).meta({ id: 'MeetingCandidate' });
export type Candidate = z.output<typeof Candidate>;

export const MeetingLine = z
  .object({
    meeting: z.int(),
    student: z.string(),
    name: z.string(),
    /** The attendance file it stands in; null without one. */
    case: z.string().nullable(),
    school: z.string(),
    schoolName: z.string(),
    kind: z.enum(KINDS),
    state: z.enum(['planned', 'held', 'cancelled']),
    on: dateField,
    at: z.string(),
    minutes: z.int(),
    place: z.string(),
    invited: z.int(),
    accepted: z.int(),
    family: z.enum(['', ...FAMILY]),
    /** Its day is over, and nobody wrote down how it went. */
    isUnwritten: z.boolean(),
  })
  .meta({ id: 'MeetingLine' });
export type MeetingLine = z.output<typeof MeetingLine>;

export const Meeting = MeetingLine.extend({
  purpose: z.string(),
  language: z.string(),
  interpreter: z.enum(INTERPRETERS),
  interpreterName: z.string(),
  notice: z.string().nullable(),
  minutesText: z.string(),
  decisions: z.string(),
  minutesBy: z.string(),
  madeBy: z.string(),
  revision: z.int(),
  invitees: z.array(
    z.object({
      ...PersonOnFile,
      invitee: z.int(),
      response: z.enum(['', ...RESPONSES]),
      responseNote: z.string(),
      responseBy: z.string(),
      attended: z.boolean().nullable(),
      /** What became of the invitation by e-mail: none where there is no address. */
      mail: z.enum(['none', 'waiting', 'sent', 'failed', 'cancelled']),
      mailReason: z.string(),
    }),
  ),
  followUps: z.array(
    z.object({ task: z.int(), what: z.string(), who: z.string(), dueOn: dateField.nullable(), state: z.string() }),
  ),
  /** What this person may do with it now. */
  may: z.array(z.enum(ACTIONS)),
}).meta({ id: 'Meeting' });
export type Meeting = z.output<typeof Meeting>;

const time = {
  on: dateField,
  at: timeField,
  minutes: z.int().min(5).max(480),
  place: z.string().trim().max(200),
  purpose: z.string().trim().max(1000),
  language: languageField,
  interpreter: z.enum(INTERPRETERS),
  interpreterName: z.string().trim().max(200),
};

const FollowUp = z.object({
  what: z.string().trim().min(1).max(200),
  role: z.enum(['clerk', 'administrator', 'team', 'teacher']),
  assignee: z.string().max(100).default(''),
  dueOn: dateField,
});

const Conflict = z.object({
  kind: z.enum(['place', 'person']),
  what: z.string(),
  with: z.enum(['meeting', 'slot']),
  at: z.string(),
  minutes: z.int(),
});

const change = { tag: 'meetings', action: 'manage-meetings', params, ok: Meeting } as const;

export const meetingsContract = {
  listMeetings: route({
    method: 'GET',
    path: '/api/meetings',
    tag: 'meetings',
    summary: 'Meetings between two days: of the schools and cases that the person may see, or the person’s own.',
    action: 'see-meetings',
    query: z.object({
      school: schoolField,
      from: dateField,
      to: dateField,
      whose: z.enum(['all', 'mine']).default('all'),
      state: z.enum(['', 'planned', 'held', 'cancelled']).default(''),
      kind: z.enum(['', ...KINDS]).default(''),
      ...pageQuery,
    }),
    ok: pageOf(MeetingLine),
  }),
  listStudentMeetings: route({
    method: 'GET',
    path: '/api/students/:student/meetings',
    tag: 'meetings',
    summary: 'All meetings about a student with their people, the latest first.',
    action: 'see-meetings',
    params: studentParams,
    ok: z.object({
      items: z.array(Meeting),
      mayPlan: z.boolean(),
      /** Without a mail server invitations wait, and letters go on paper. */
      isMailSetUp: z.boolean(),
    }),
  }),
  readMeeting: route({
    method: 'GET',
    path: '/api/meetings/:meeting',
    tag: 'meetings',
    summary: 'One meeting.',
    action: 'see-meetings',
    params,
    ok: Meeting,
  }),
  readMeetingStart: route({
    method: 'GET',
    path: '/api/students/:student/meetings/start',
    tag: 'meetings',
    summary: 'Who may be invited about this student, and in which language the family is met.',
    action: 'manage-meetings',
    params: studentParams,
    ok: z.object({ candidates: z.array(Candidate), language: z.string(), isMailSetUp: z.boolean() }),
  }),
  findMeetingConflicts: route({
    method: 'POST',
    path: '/api/students/:student/meetings/conflicts',
    tag: 'meetings',
    summary: 'What the same people or the same place have at that time. Changes nothing.',
    action: 'manage-meetings',
    params: studentParams,
    body: z.object({
      on: dateField,
      at: timeField,
      minutes: time.minutes,
      place: time.place,
      people: z.array(NewPerson).max(60),
      except: z.int().nullable().default(null),
    }),
    ok: z.object({ conflicts: z.array(Conflict) }),
  }),
  readSchoolDay: route({
    method: 'GET',
    path: '/api/students/:student/school-day',
    tag: 'meetings',
    summary: 'Whether the student’s school meets on a day, and which school day comes next.',
    action: 'see-student',
    params: studentParams,
    query: z.object({ on: dateField }),
    ok: z.object({ isSchoolDay: z.boolean().nullable(), next: dateField.nullable() }),
  }),
  makeMeeting: route({
    method: 'POST',
    path: '/api/students/:student/meetings',
    tag: 'meetings',
    summary: 'Plans a meeting and invites its people.',
    action: 'manage-meetings',
    status: 201,
    params: studentParams,
    body: z.object({
      kind: z.enum(KINDS),
      ...time,
      invitees: z.array(NewPerson).max(60),
      sendsMail: z.boolean().default(true),
      follows: z.int().nullable().default(null),
    }),
    ok: Meeting,
  }),
  changeMeeting: route({
    ...change,
    method: 'PUT',
    path: '/api/meetings/:meeting',
    summary: 'Moves it or changes it; whoever was invited is told of another time or place.',
    ifMatch: true,
    body: z.object({ ...time, reason: z.string().trim().max(500).default(''), sendsMail: z.boolean().default(true) }),
  }),
  invite: route({
    ...change,
    method: 'POST',
    path: '/api/meetings/:meeting/invitees',
    summary: 'Invites somebody else.',
    body: z.object({ invitees: z.array(NewPerson).min(1).max(60), sendsMail: z.boolean().default(true) }),
  }),
  takeOutInvitee: route({
    ...change,
    method: 'DELETE',
    path: '/api/meetings/:meeting/invitees/:invitee',
    summary: 'No longer invited; told so where an invitation had left.',
    params: params.extend({ invitee: z.coerce.number<string | number>().int().positive() }),
  }),
  noteResponse: route({
    ...change,
    method: 'POST',
    path: '/api/meetings/:meeting/invitees/:invitee/response',
    summary: 'What somebody answered.',
    params: params.extend({ invitee: z.coerce.number<string | number>().int().positive() }),
    body: z.object({ response: z.enum(RESPONSES), note: z.string().trim().max(500).default('') }),
  }),
  cancelMeeting: route({
    ...change,
    method: 'POST',
    path: '/api/meetings/:meeting/cancel',
    summary: 'It does not take place; whom an invitation had left for is told.',
    body: z.object({ reason }),
  }),
  holdMeeting: route({
    ...change,
    method: 'POST',
    path: '/api/meetings/:meeting/hold',
    summary: 'It was held: who came, what was said and decided, what follows. Without the family too.',
    body: z.object({
      on: dateField,
      attended: z.array(z.int()).max(60),
      family: z.enum(FAMILY),
      minutes: z.string().trim().max(20_000),
      decisions: z.string().trim().max(5000),
      followUps: z.array(FollowUp).max(20),
    }),
  }),
  writeMinutes: route({
    ...change,
    method: 'POST',
    path: '/api/meetings/:meeting/minutes',
    summary: 'Adds to the minutes of a meeting that was held; what stood before stays in the history.',
    body: z.object({
      minutes: z.string().trim().max(20_000),
      decisions: z.string().trim().max(5000),
      followUps: z.array(FollowUp).max(20),
    }),
  }),
  takeBackHeld: route({
    ...change,
    method: 'POST',
    path: '/api/meetings/:meeting/take-back',
    summary: 'It was marked as held by mistake.',
    body: z.object({ reason }),
  }),
  readMeetingLetters: route({
    method: 'GET',
    path: '/api/meetings/:meeting/letters',
    tag: 'meetings',
    summary: 'The invitation on paper: one letter to a household, and who has no address.',
    action: 'manage-meetings',
    params,
    ok: z.object({
      letters: z.array(z.object({ letter: z.int(), to: z.string(), language: z.string(), title: z.string() })),
      missing: z.array(z.string()),
    }),
  }),
  readMeetingLetterPdf: route({
    method: 'GET',
    path: '/api/meetings/:meeting/letters/:letter/pdf',
    tag: 'meetings',
    summary: 'One of these letters.',
    action: 'manage-meetings',
    params: params.extend({ letter: z.coerce.number<string | number>().int().positive() }),
    ok: file('application/pdf'),
  }),
  readAgenda: route({
    method: 'GET',
    path: '/api/meetings/:meeting/agenda.pdf',
    tag: 'meetings',
    summary: 'The agenda with room for notes.',
    action: 'see-meetings',
    params,
    query: z.object({ language: languageField.default('en') }),
    ok: file('application/pdf'),
  }),
  readMinutes: route({
    method: 'GET',
    path: '/api/meetings/:meeting/minutes.pdf',
    tag: 'meetings',
    summary: 'The minutes of a meeting that was held.',
    action: 'see-meetings',
    params,
    query: z.object({ language: languageField.default('en') }),
    ok: file('application/pdf'),
  }),
};
