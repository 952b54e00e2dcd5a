/** `rollcall meetings`: meetings about students: planned, moved, cancelled; who comes and what was said lie beside. */
import { Option, type Command } from 'commander';
import {
  cancelMeeting,
  findConflicts,
  makeMeeting,
  MEETING_KINDS,
  readCandidates,
  readMeetings,
  readStudentPlace,
  type Meeting,
  type MeetingKind,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { fullDay } from '../../notices/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption, listOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { registerHeld } from './meetings-held.ts';
import { registerMove, timeOption } from './meetings-move.ts';
import { AGENCY_HELP, agencyOf, candidateOf, registerPeople } from './meetings-people.ts';

export function register(program: Command): void {
  const meetings = program.command('meetings').description('Meetings with families and others about a student.');
  registerList(meetings);
  registerAdd(meetings);
  registerMove(meetings, tell);
  registerPeople(meetings, tell);
  registerHeld(meetings, tell);
  const cancel = meetings
    .command('cancel')
    .description('Cancel a meeting; whoever was told of it is told.')
    .argument('<meeting>', 'its number')
    .requiredOption('--reason <text>', 'why; kept');
  formatOption(cancel).action(
    (meeting: string, { reason, format }: { readonly reason: string; readonly format: Format }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const meetingId = countOption('meeting', meeting);
        const after = await withTransaction(session.db, (client) =>
          cancelMeeting(client, who, { meetingId, reason: requireReason(reason) }),
        );
        tell(after, format);
      }),
  );
}

interface ListOptions {
  readonly school?: string;
  readonly student?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: Format;
}

function registerList(meetings: Command): void {
  const list = meetings
    .command('list', { isDefault: true })
    .description('Meetings in the order of their days.')
    .option('--school <id>', 'one school only')
    .option('--student <id>', 'about one student only')
    .option('--from <date>', 'from this day on')
    .option('--to <date>', 'up to this day');
  formatOption(list).action(({ school, student, from, to, format }: ListOptions) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      await requireKnownNames(session, school === undefined ? {} : { school });
      const found = await readMeetings(db.pool, {
        districtId,
        ...(school === undefined ? {} : { schools: [school] }),
        ...(student === undefined ? {} : { student }),
        ...(from === undefined ? {} : { from: formatDay(dayOption('--from', from)) }),
        ...(to === undefined ? {} : { to: formatDay(dayOption('--to', to)) }),
        limit: 10_000,
      });
      if (format === 'json') return found.forEach((meeting) => printJsonLine(jsonOf(meeting)));
      if (found.length === 0) return remark('No meeting here.');
      printTable(
        ['meeting', 'day', 'time', 'student', 'school', 'kind', 'place', 'state', 'invited'],
        found.map(rowOf),
      );
    }),
  );
}

interface AddOptions {
  readonly student: string;
  readonly kind: MeetingKind;
  readonly date: string;
  readonly time: string;
  readonly minutes: string;
  readonly place: string;
  readonly purpose: string;
  readonly language?: string;
  readonly invite: readonly string[];
  readonly agency: readonly string[];
  readonly mail: boolean;
  readonly format: Format;
}

function registerAdd(meetings: Command): void {
  const add = meetings
    .command('add')
    .description(
      'Plan a meeting; guardians and the student are invited, and whoever else is named. What clashes is said.',
    )
    .requiredOption('--student <id>', 'about whom')
    .addOption(new Option('--kind <kind>', 'which kind').choices([...MEETING_KINDS]).default('team'))
    .requiredOption('--date <date>', 'the day')
    .requiredOption('--time <time>', 'as 15:30')
    .option('--minutes <n>', 'how long', '30')
    .option('--place <text>', 'where', '')
    .option('--purpose <text>', 'what it is about', '')
    .option('--language <tag>', 'in which language it is held; default: the family’s')
    .option('--invite <names>', 'people of the school, by name, joined by commas', listOption, [])
    .option('--agency <people>', AGENCY_HELP, listOption, [])
    .option('--no-mail', 'send no invitations by e-mail');
  formatOption(add).action((options: AddOptions) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const who = await whoOfSession(session);
      const { student } = options;
      const school = await readStudentPlace(db.pool, { districtId, student, on: who.on });
      const candidates = await readCandidates(db.pool, { districtId, student, school, on: who.on });
      const family = candidates.filter(({ part }) => part === 'guardian' || part === 'student');
      const named = options.invite.map((name) => candidateOf(candidates, name, '--invite'));
      const invitees = [...new Set([...family, ...named]), ...options.agency.map(agencyOf)];
      const time = {
        on: formatDay(dayOption('--date', options.date)),
        at: timeOption('--time', options.time),
        minutes: countOption('--minutes', options.minutes),
        place: options.place,
      };
      const conflicts = await findConflicts(db.pool, { districtId, school, ...time, people: invitees });
      for (const { what, with: other, at } of conflicts) remark(`At that time: ${what}, a ${other} at ${at}.`);
      const language = options.language ?? family.find(({ part }) => part === 'guardian')?.language ?? '';
      const made = await withTransaction(db, (client) =>
        makeMeeting(client, who, {
          student,
          kind: options.kind,
          ...time,
          purpose: options.purpose,
          language: language === '' ? 'en' : language,
          interpreter: 'none',
          interpreterName: '',
          invitees,
          sendsMail: options.mail,
        }),
      );
      tell(made, options.format);
    }),
  );
}

function tell(meeting: Meeting, format: Format): void {
  if (format === 'json') return printJsonLine(jsonOf(meeting));
  const { meetingId, state, on, at, invitees } = meeting;
  remark(`Meeting ${meetingId}: ${state}, ${fullDay(parseDay(on) ?? 0)}, ${at}, ${invitees.length} invited.`);
}

function rowOf(meeting: Meeting): readonly (string | number)[] {
  const { meetingId, on, at, first, last, schoolName, kind, place, state, family, invitees } = meeting;
  const became = state === 'held' && family === 'did-not-take-part' ? 'held, family did not take part' : state;
  return [
    meetingId,
    fullDay(parseDay(on) ?? 0),
    at,
    `${last}, ${first}`,
    schoolName,
    kind,
    place,
    became,
    invitees.length,
  ];
}

function jsonOf(meeting: Meeting) {
  const { meetingId, student, school, kind, state, on, at, minutes, place, family, minutesText, decisions } = meeting;
  const people = meeting.invitees.map(({ name, part, response, responseNote, attended }) => ({
    name,
    part,
    response,
    responseNote,
    attended,
  }));
  return {
    meeting: meetingId,
    student,
    school,
    kind,
    state,
    date: on,
    time: at,
    minutes,
    place,
    family,
    minutesText,
    decisions,
    invitees: people,
  };
}
