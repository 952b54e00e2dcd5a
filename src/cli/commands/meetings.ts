/** `rollcall meetings`: meetings about students: planned, moved, held, cancelled. */
import { Option, type Command } from 'commander';
import {
  cancelMeeting,
  FAMILY_PARTS,
  findConflicts,
  holdMeeting,
  makeMeeting,
  MEETING_KINDS,
  readCandidates,
  readMeeting,
  readMeetings,
  readStudentPlace,
  type FamilyPart,
  type Meeting,
  type MeetingKind,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { fullDay } from '../../notices/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption, listOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { registerMove, timeOption } from './meetings-move.ts';

export function register(program: Command): void {
  const meetings = program.command('meetings').description('Meetings with families and others about a student.');
  registerList(meetings);
  registerAdd(meetings);
  registerMove(meetings, tell);
  registerHeld(meetings);
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
    .option('--agency <people>', 'people of agencies as "Name <mail> (Agency)", joined by commas', listOption, [])
    .option('--no-mail', 'send no invitations by e-mail');
  formatOption(add).action((options: AddOptions) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const who = await whoOfSession(session);
      const { student } = options;
      const school = await readStudentPlace(db.pool, { districtId, student, on: who.on });
      const candidates = await readCandidates(db.pool, { districtId, student, school, on: who.on });
      const family = candidates.filter(({ part }) => part === 'guardian' || part === 'student');
      const named = options.invite.map((name) => {
        const found = candidates.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (found !== undefined) return found;
        throw new ProblemError([
          { path: '--invite', found: `"${name}"`, allowed: candidates.map((one) => one.name).join(', ') },
        ]);
      });
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

interface HeldOptions {
  readonly on?: string;
  readonly came: readonly string[];
  readonly family: FamilyPart;
  readonly minutes: string;
  readonly decisions: string;
  readonly format: Format;
}

function registerHeld(meetings: Command): void {
  const held = meetings
    .command('held')
    .description('Record that a meeting was held; without the family too.')
    .argument('<meeting>', 'its number')
    .option('--on <date>', 'the day; default: as planned')
    .option('--came <names>', 'who came, by name, joined by commas', listOption, [])
    .addOption(new Option('--family <what>', 'the family').choices([...FAMILY_PARTS]).default('took-part'))
    .option('--minutes <text>', 'what was said', '')
    .option('--decisions <text>', 'what was decided', '');
  formatOption(held).action((meeting: string, options: HeldOptions) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const meetingId = countOption('meeting', meeting);
      const before = await readMeeting(db.pool, districtId, meetingId);
      if (before === undefined) throw new Refusal(`There is no meeting ${meetingId}.`);
      const attended = options.came.map((name) => inviteeOf(before, name));
      const who = await whoOfSession(session);
      const { family, minutes, decisions } = options;
      const on = options.on === undefined ? {} : { on: formatDay(dayOption('--on', options.on)) };
      const after = await withTransaction(db, (client) =>
        holdMeeting(client, who, { meetingId, attended, family, minutes, decisions, followUps: [], ...on }),
      );
      tell(after, options.format);
    }),
  );
}

function inviteeOf({ invitees }: Meeting, name: string): number {
  const found = invitees.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found.inviteeId;
  throw new ProblemError([{ path: '--came', found: `"${name}"`, allowed: invitees.map((one) => one.name).join(', ') }]);
}

/** `Rosa Diaz <diaz@county.example> (County Family Services)`; mail and agency may be left out. */
function agencyOf(text: string) {
  const parts = /^([^<(]+?)\s*(?:<([^>]*)>)?\s*(?:\(([^)]*)\))?$/.exec(text.trim());
  if (parts === null)
    throw new ProblemError([{ path: '--agency', found: `"${text}"`, allowed: '"Name <mail> (Agency)"' }]);
  return { part: 'agency' as const, name: parts[1] ?? '', email: parts[2] ?? '', organisation: parts[3] ?? '' };
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

function jsonOf({ meetingId, student, school, kind, state, on, at, minutes, place, family, invitees }: Meeting) {
  const people = invitees.map(({ name, part, response, attended }) => ({ name, part, response, attended }));
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
    invitees: people,
  };
}
