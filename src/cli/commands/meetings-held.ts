/** `rollcall meetings held`, `minutes`, `take-back`: that a meeting was held, what was said, and that it was a mistake. */
import { Option, type Command } from 'commander';
import {
  FAMILY_PARTS,
  holdMeeting,
  takeBackHeld,
  writeMinutes,
  type FamilyPart,
  type FollowUp,
  type Meeting,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { formatOption, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { repeatedOption, taskOption } from '../task-in-words.ts';
import { listOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { inviteeOf, meetingOf } from './meetings-people.ts';

/** Prints the meeting as its siblings do. */
type Tell = (meeting: Meeting, format: Format) => void;

interface HeldOptions {
  readonly on?: string;
  readonly came: readonly string[];
  readonly family: FamilyPart;
  readonly minutes: string;
  readonly decisions: string;
  readonly followUp: readonly string[];
  readonly format: Format;
}

export function registerHeld(meetings: Command, tell: Tell): void {
  const held = meetings
    .command('held')
    .description('Record that a meeting was held; without the family too.')
    .argument('<meeting>', 'its number')
    .option('--on <date>', 'the day; default: as planned')
    .option('--came <names>', 'who came, by name, joined by commas', listOption, [])
    .addOption(new Option('--family <what>', 'the family').choices([...FAMILY_PARTS]).default('took-part'))
    .option('--minutes <text>', 'what was said', '')
    .option('--decisions <text>', 'what was decided', '')
    .option('--follow-up <task>', FOLLOW_UP_HELP, repeatedOption, []);
  formatOption(held).action((meeting: string, options: HeldOptions) =>
    withSession(async (session) => {
      const before = await meetingOf(session, meeting);
      const { meetingId } = before;
      const attended = options.came.map((name) => inviteeOf(before, name, '--came'));
      const who = await whoOfSession(session);
      const { family, minutes, decisions } = options;
      const followUps = options.followUp.map(followUpOf);
      const on = options.on === undefined ? {} : { on: formatDay(dayOption('--on', options.on)) };
      const after = await withTransaction(session.db, (client) =>
        holdMeeting(client, who, { meetingId, attended, family, minutes, decisions, followUps, ...on }),
      );
      tell(after, options.format);
    }),
  );
  registerMinutes(meetings, tell);
  registerTakeBack(meetings, tell);
}

interface MinutesOptions {
  readonly minutes?: string;
  readonly decisions?: string;
  readonly followUp: readonly string[];
  readonly format: Format;
}

function registerMinutes(meetings: Command, tell: Tell): void {
  const later = meetings
    .command('minutes')
    .description('Write the minutes of a meeting that was held anew; what stood before stays in the history.')
    .argument('<meeting>', 'its number')
    .option('--minutes <text>', 'what was said; as it is when left out')
    .option('--decisions <text>', 'what was decided; as it is when left out')
    .option('--follow-up <task>', FOLLOW_UP_HELP, repeatedOption, []);
  formatOption(later).action((text: string, { minutes, decisions, followUp, format }: MinutesOptions) =>
    withSession(async (session) => {
      if (minutes === undefined && decisions === undefined && followUp.length === 0)
        throw new ProblemError([
          { path: 'minutes', found: 'nothing', allowed: '--minutes, --decisions or --follow-up' },
        ]);
      const { meetingId, minutesText, decisions: decided } = await meetingOf(session, text);
      const who = await whoOfSession(session);
      const input = {
        meetingId,
        minutes: minutes?.trim() ?? minutesText,
        decisions: decisions?.trim() ?? decided,
        followUps: followUp.map(followUpOf),
      };
      tell(await withTransaction(session.db, (client) => writeMinutes(client, who, input)), format);
    }),
  );
}

function registerTakeBack(meetings: Command, tell: Tell): void {
  const back = meetings
    .command('take-back')
    .description('Take back that a meeting was held: it is planned again, and no longer counts.')
    .argument('<meeting>', 'its number')
    .requiredOption('--reason <text>', 'why; kept');
  formatOption(back).action((text: string, { reason, format }: { readonly reason: string; readonly format: Format }) =>
    withSession(async (session) => {
      const { meetingId } = await meetingOf(session, text);
      const who = await whoOfSession(session);
      const input = { meetingId, reason: requireReason(reason) };
      tell(await withTransaction(session.db, (client) => takeBackHeld(client, who, input)), format);
    }),
  );
}

const EXAMPLE = 'Call the aunt (clerk, 2026-12-01)';
const FOLLOW_UP_HELP = `a task for a role by a day, as "${EXAMPLE}"; may be repeated`;
const ROLES = ['clerk', 'administrator', 'team', 'teacher'] as const;

/** Fails: ProblemError that shows an example. A task of a meeting has a day, and is about the meeting's student. */
function followUpOf(text: string): FollowUp {
  const option = '--follow-up';
  const { what, role, dueOn, student } = taskOption(text, { option, roles: ROLES, example: EXAMPLE, most: 200 });
  if (dueOn !== null && student === null) return { what, role, dueOn };
  throw new ProblemError([{ path: option, found: `"${text}"`, allowed: `"${EXAMPLE}"` }]);
}
