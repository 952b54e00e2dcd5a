/** `rollcall meetings move`: another time or place; whoever was told of the meeting is told. */
import type { Command } from 'commander';
import { changeMeeting, findConflicts, readMeeting, readSchoolDay, type Meeting } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { fullDay } from '../../notices/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { formatOption, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface MoveOptions {
  readonly date?: string;
  readonly time?: string;
  readonly minutes?: string;
  readonly place?: string;
  readonly reason: string;
  readonly mail: boolean;
  readonly format: Format;
}

/** Input: `tell` prints the meeting as its siblings do. */
export function registerMove(meetings: Command, tell: (meeting: Meeting, format: Format) => void): void {
  const move = meetings
    .command('move')
    .description('Move a planned meeting to another time or place; answers are asked for anew. What clashes is said.')
    .argument('<meeting>', 'its number')
    .option('--date <date>', 'the day; as it is when left out')
    .option('--time <time>', 'as 15:30')
    .option('--minutes <n>', 'how long')
    .option('--place <text>', 'where')
    .requiredOption('--reason <text>', 'why; kept')
    .option('--no-mail', 'send no word of it by e-mail');
  formatOption(move).action((meeting: string, options: MoveOptions) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const meetingId = countOption('meeting', meeting);
      const before = await readMeeting(db.pool, districtId, meetingId);
      if (before === undefined) throw new Refusal(`There is no meeting ${meetingId}.`);
      const change = changeOf(options);
      await warn(session, { ...before, ...change });
      const who = await whoOfSession(session);
      const moved = await withTransaction(db, (client) =>
        changeMeeting(client, who, {
          meetingId,
          change,
          reason: requireReason(options.reason),
          sendsMail: options.mail,
          revision: before.revision,
        }),
      );
      tell(moved, options.format);
    }),
  );
}

function changeOf({ date, time, minutes, place }: MoveOptions) {
  const change = {
    ...(date === undefined ? {} : { on: formatDay(dayOption('--date', date)) }),
    ...(time === undefined ? {} : { at: timeOption('--time', time) }),
    ...(minutes === undefined ? {} : { minutes: countOption('--minutes', minutes) }),
    ...(place === undefined ? {} : { place }),
  };
  if (Object.keys(change).length > 0) return change;
  throw new ProblemError([{ path: 'move', found: 'nothing', allowed: '--date, --time, --minutes or --place' }]);
}

/** Never a reason to refuse: a person decides. */
async function warn({ db, districtId }: Session, meeting: Meeting): Promise<void> {
  const { school, on, at, minutes, place, invitees, meetingId, slotId } = meeting;
  const day = await readSchoolDay(db.pool, { districtId, school, on });
  if (day.isSchoolDay === false) {
    const next = day.next === null ? '' : ` The next day is ${fullDay(parseDay(day.next) ?? 0)}.`;
    remark(`No school on ${fullDay(parseDay(on) ?? 0)}.${next}`);
  }
  const people = invitees;
  const found = await findConflicts(db.pool, {
    districtId,
    school,
    on,
    at,
    minutes,
    place,
    people,
    except: { meetingId, slotId },
  });
  for (const { what, with: other, at: when } of found) remark(`At that time: ${what}, a ${other} at ${when}.`);
}

/** Fails: ProblemError for what is no time of day. */
export function timeOption(option: string, text: string): string {
  if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(text)) return text.padStart(5, '0');
  throw new ProblemError([{ path: option, found: `"${text}"`, allowed: 'a time of day as 15:30' }]);
}
