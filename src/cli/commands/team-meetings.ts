/** `rollcall team-meetings`: meetings of a school's attendance team: planned, moved, called off, with their minutes. */
import type { Command } from 'commander';
import {
  callOffTeamMeeting,
  moveTeamMeeting,
  planTeamMeeting,
  readSchoolDay,
  readTeamMeetings,
  type TeamMeeting,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { fullDay } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { timeOption } from './meetings-move.ts';
import { registerMinutes } from './team-meetings-minutes.ts';

interface PlaceOptions {
  readonly date: string;
  readonly time?: string;
  readonly place?: string;
}

export function register(program: Command): void {
  const meetings = program.command('team-meetings').description('Meetings of a school’s attendance team.');
  const list = meetings
    .command('list', { isDefault: true })
    .description('The latest first.')
    .option('--school <id>', 'one school only');
  formatOption(list).action((options: { readonly school?: string; readonly format: Format }) =>
    withSession((session) => print(session, options)),
  );
  meetings
    .command('plan')
    .description('Plan a meeting; its agenda makes itself from what is due.')
    .requiredOption('--school <id>', 'of which school')
    .requiredOption('--date <date>', 'the day')
    .option('--time <time>', 'as 15:30')
    .option('--place <text>', 'where', '')
    .action((options: PlaceOptions & { readonly school: string }) => withSession((session) => plan(session, options)));
  meetings
    .command('move')
    .description('Move a planned meeting. What is not named stays as it was.')
    .argument('<meeting>', 'its number')
    .requiredOption('--date <date>', 'the day')
    .option('--time <time>', 'as 15:30')
    .option('--place <text>', 'where')
    .action((meeting: string, options: PlaceOptions) => withSession((session) => move(session, meeting, options)));
  meetings
    .command('call-off')
    .description('Call a planned meeting off.')
    .argument('<meeting>', 'its number')
    .requiredOption('--reason <text>', 'why; kept')
    .action((meeting: string, { reason }: { readonly reason: string }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const input = { teamMeetingId: countOption('meeting', meeting), reason: requireReason(reason) };
        await withTransaction(session.db, (client) => callOffTeamMeeting(client, who, input));
        remark(`Team meeting ${input.teamMeetingId} is called off.`);
      }),
    );
  registerMinutes(meetings);
}

async function plan(session: Session, options: PlaceOptions & { readonly school: string }): Promise<void> {
  const { school, place = '' } = options;
  await requireKnownNames(session, { school });
  const who = await whoOfSession(session);
  const on = formatDay(dayOption('--date', options.date));
  const at = options.time === undefined ? null : timeOption('--time', options.time);
  await warn(session, school, on);
  const made = await withTransaction(session.db, (client) => planTeamMeeting(client, who, { school, on, at, place }));
  remark(`Team meeting ${made} is planned on ${dayText(on)}.`);
}

async function move(session: Session, text: string, { date, time, place }: PlaceOptions): Promise<void> {
  const { db, districtId } = session;
  const teamMeetingId = countOption('meeting', text);
  const [before] = await readTeamMeetings(db.pool, { districtId, teamMeetingId });
  if (before === undefined) throw new Refusal(`There is no team meeting ${teamMeetingId}.`, { code: 'work.gone' });
  const who = await whoOfSession(session);
  const on = formatDay(dayOption('--date', date));
  const at = time === undefined ? before.at : timeOption('--time', time);
  await warn(session, before.school, on);
  const input = { teamMeetingId, on, at, place: place ?? before.place };
  await withTransaction(db, (client) => moveTeamMeeting(client, who, input));
  remark(`Team meeting ${teamMeetingId} is on ${dayText(on)} now.`);
}

/** Never a reason to refuse: a person decides. */
async function warn({ db, districtId }: Session, school: string, on: string): Promise<void> {
  const { isSchoolDay, next } = await readSchoolDay(db.pool, { districtId, school, on });
  if (isSchoolDay === false)
    remark(`No school on ${dayText(on)}.${next === null ? '' : ` The next day is ${dayText(next)}.`}`);
}

async function print(
  session: Session,
  { school, format }: { readonly school?: string; readonly format: Format },
): Promise<void> {
  const { db, districtId } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  const found = await readTeamMeetings(db.pool, { districtId, schools: school === undefined ? undefined : [school] });
  if (format === 'json') return found.forEach((one) => printJsonLine(jsonOf(one)));
  if (found.length === 0) return remark('No meeting of a team here.');
  printTable(
    ['meeting', 'school', 'day', 'time', 'place', 'state'],
    found.map(({ teamMeetingId, school: where, on, at, place, state }) => [
      teamMeetingId,
      where,
      dayText(on),
      at ?? '',
      place,
      state,
    ]),
  );
}

function jsonOf({ teamMeetingId, school, on, at, place, state, people, minutes }: TeamMeeting) {
  return { meeting: teamMeetingId, school, date: on, time: at, place, state, people, minutes };
}

function dayText(on: string): string {
  return fullDay(parseDay(on) ?? 0);
}
