/** What is in the files of some students of the sample: contacts, entries, a note of the family, a meeting held and one planned. */
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { Role } from '../access/index.ts';
import {
  addAlertByHand,
  addActivity,
  changeTask,
  createTasks,
  fileDocument,
  giveOwner,
  holdMeeting,
  logContact,
  makeMeeting,
  openCaseByHand,
  readContactStart,
  storeFile,
  writeJournal,
  type ContactFacts,
  type ContactPerson,
  type Who,
} from '../cases/index.ts';
import { proposeExcusal } from '../notices/index.ts';
import { plainPdf } from './plain-pdf.ts';

export interface Cast {
  /** Of the school of the cast, the one with the most to do first. */
  readonly students: readonly string[];
  /** The person of a role, so many calendar days ago. */
  readonly as: (role: Role, daysAgo?: number) => Who;
  readonly home: string;
  readonly now: Date;
  /** ISO. */
  readonly on: string;
}

export const SCHOOL = 'oak';

export async function workOnFiles(client: pg.ClientBase, cast: Cast): Promise<void> {
  const [first, second, third, fourth] = cast.students;
  if (first !== undefined) await workOnFirst(client, cast, first);
  if (second !== undefined) await planMeeting(client, cast, second);
  if (third !== undefined) await callInVain(client, cast, third);
  if (fourth !== undefined) await watch(client, cast, fourth);
}

/** Opens the file where a rule has not. */
export async function openFile(client: pg.ClientBase, who: Who, student: string, reason: string): Promise<number> {
  const found = await client.query<{ id: number }>(
    `select case_id as id from cases where district_id = $1 and student_id = $2 and state = 'open'`,
    [who.districtId, student],
  );
  return found.rows[0]?.id ?? openCaseByHand(client, who, { student, reason });
}

/** Whom the school may call, the first of the family. */
export async function firstGuardian(client: pg.ClientBase, who: Who, student: string): Promise<ContactPerson> {
  const { guardians } = await readContactStart(client, { districtId: who.districtId, student });
  const [first] = guardians;
  if (first === undefined) throw new Error('a student of the sample without somebody to call');
  return first;
}

export async function call(
  client: pg.ClientBase,
  who: Who,
  student: string,
  facts: Pick<ContactFacts, 'kind' | 'outcome'> & Partial<ContactFacts>,
): Promise<void> {
  const { name, language } = await firstGuardian(client, who, student);
  const isForeign = language !== '' && language !== 'en';
  await logContact(client, who, {
    student,
    with: { party: 'guardian', name },
    language,
    hasInterpreter: isForeign,
    ...facts,
  });
}

/** A file with everything in it: what a team has after three weeks of work. */
async function workOnFirst(client: pg.ClientBase, cast: Cast, student: string): Promise<void> {
  const { as } = cast;
  const id = await openFile(client, as('clerk', 20), student, 'Five days away in October; the family does not answer');
  await call(client, as('clerk', 20), student, { kind: 'phone', outcome: 'no-answer' });
  await call(client, as('clerk', 17), student, { kind: 'text', outcome: 'message', note: 'Asked to call back.' });
  await call(client, as('team', 13), student, {
    kind: 'phone',
    outcome: 'reached',
    reason: 'health',
    note: 'Asthma at night since the cold days; does not sleep. Would like help with a doctor.',
  });
  await writeJournal(client, as('team', 12), {
    student,
    reason: 'attendance',
    entry: 'Came on time on four days of this week. Is at ease with Mr. Dunn in second period.',
  });
  await writeJournal(client, as('team', 12), {
    student,
    reason: 'health',
    entry: 'The nurse keeps a spare inhaler; the family brings the plan of the doctor.',
  });
  await giveOwner(client, as('administrator', 12), {
    thing: 'case',
    id,
    personId: as('team').personId,
    reason: 'Knows the family',
  });
  await fileNote(client, cast, student);
  await holdFirstMeeting(client, cast, student);
  await addActivity(client, as('team', 6), {
    school: SCHOOL,
    student,
    campaignId: null,
    kind: 'restorative-conversation',
    what: 'With two classmates, after the quarrel on the bus',
    on: as('team', 6).on,
    done: { note: 'They sit apart on the bus for now, and talk on Friday again.' },
    ownerId: as('team').personId,
  });
}

async function fileNote(client: pg.ClientBase, { as, home }: Cast, student: string): Promise<void> {
  const who = as('clerk', 9);
  const file = await storeFile(
    { home, districtId: who.districtId },
    Readable.from([plainPdf(['Note of the family', `Received ${who.on}`, 'Our child had an asthma attack at night.'])]),
  );
  const days = [as('clerk', 14).on, as('clerk', 11).on];
  const documentId = await fileDocument(client, who, {
    student,
    kind: 'parent-note',
    title: 'Asthma, two days in October',
    file,
    fileName: 'note.pdf',
    days,
  });
  await proposeExcusal(client, who, { student, days, reason: 'Asthma at night, says the family', documentId });
}

async function holdFirstMeeting(client: pg.ClientBase, cast: Cast, student: string): Promise<void> {
  const { as } = cast;
  const guardian = await firstGuardian(client, as('team'), student);
  const before = await makeMeeting(client, as('team', 11), {
    student,
    kind: 'conference',
    on: as('team', 7).on,
    at: '15:30',
    minutes: 30,
    place: 'Room 4',
    purpose: 'What keeps the student away, and what would help',
    language: guardian.language === '' ? 'en' : guardian.language,
    interpreter: 'none',
    interpreterName: '',
    invitees: [
      { part: 'guardian', name: guardian.name },
      { part: 'counselor', name: as('team').name, personId: as('team').personId },
      { part: 'administrator', name: as('administrator').name, personId: as('administrator').personId },
    ],
    sendsMail: false,
  });
  await holdMeeting(client, as('team', 7), {
    meetingId: before.meetingId,
    attended: before.invitees.map(({ inviteeId }) => inviteeId),
    family: 'took-part',
    minutes:
      'The nights are the trouble. The family has no doctor nearby; the nurse knows one who sees children on Saturdays.',
    decisions: 'The nurse writes to the clinic. First period may begin at the nurse for two weeks. We meet again.',
    followUps: [
      { what: 'Write to the clinic', role: 'nurse', assignee: as('team').personId, dueOn: as('team', 4).on },
      { what: 'Tell the teachers of first period', role: 'administrator', dueOn: schoolDayFrom(as('team', -2).on) },
    ],
  });
}

async function planMeeting(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  await openFile(client, as('clerk', 8), student, 'Late three times a week since the bus line changed');
  await call(client, as('clerk', 8), student, { kind: 'phone', outcome: 'message', note: 'Left word with an aunt.' });
  await call(client, as('clerk', 5), student, { kind: 'phone', outcome: 'reached', reason: 'meeting' });
  const guardian = await firstGuardian(client, as('team'), student);
  await makeMeeting(client, as('clerk', 5), {
    student,
    kind: 'conference',
    on: schoolDayFrom(as('team', -4).on),
    at: '16:00',
    minutes: 30,
    place: 'Room 4',
    purpose: 'The way to school',
    language: guardian.language === '' ? 'en' : guardian.language,
    interpreter: guardian.language === '' || guardian.language === 'en' ? 'none' : 'asked',
    interpreterName: '',
    invitees: [
      { part: 'guardian', name: guardian.name },
      { part: 'team', name: as('team').name, personId: as('team').personId },
    ],
    sendsMail: false,
  });
}

async function callInVain(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  await openFile(client, as('clerk', 6), student, 'Nobody has been reached since the first letter');
  await call(client, as('clerk', 6), student, { kind: 'phone', outcome: 'wrong-number' });
  await call(client, as('clerk', 3), student, { kind: 'email', outcome: 'returned' });
  const [visit, school] = await createTasks(client, as('clerk', 3), [
    { student, school: SCHOOL, what: 'Visit the family at home', role: 'intervention-team', dueOn: as('clerk', 1).on },
    {
      student,
      school: SCHOOL,
      what: 'Ask the brother’s school for a number',
      role: 'clerk',
      dueOn: as('clerk', -1).on,
    },
  ]);
  if (visit !== undefined) await changeTask(client, as('team', 2), { task: visit, change: { action: 'take' } });
  if (school !== undefined)
    await changeTask(client, as('clerk', 2), { task: school, change: { action: 'wait', waitingOn: 'Elm’s office' } });
}

async function watch(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  await addAlertByHand(client, as('team', 2), {
    student,
    school: SCHOOL,
    says: 'Comes by the late bus until the road is open: not tardy before 8:40',
    untilOn: as('team', -21).on,
  });
}

/** The day itself, or the Monday after a weekend. */
function schoolDayFrom(on: string): string {
  const day = new Date(Date.parse(on));
  const weekday = day.getUTCDay();
  const more = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(day.getTime() + more * 86_400_000).toISOString().slice(0, 10);
}
