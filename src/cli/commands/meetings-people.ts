/** `rollcall meetings invite`, `take-out`, `reply`: who comes to a meeting, and what they answered. */
import { Option, type Command } from 'commander';
import {
  findConflicts,
  invite,
  noteResponse,
  readCandidates,
  readMeeting,
  RESPONSES,
  takeOutInvitee,
  type Candidate,
  type Meeting,
  type MeetingResponse,
  type NewInvitee,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { formatOption, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, listOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { wordsOption } from '../words-option.ts';

/** Prints the meeting as its siblings do. */
type Tell = (meeting: Meeting, format: Format) => void;

export function registerPeople(meetings: Command, tell: Tell): void {
  registerInvite(meetings, tell);
  const out = meetings
    .command('take-out')
    .description('No longer invite somebody; told so where an invitation had left.')
    .argument('<meeting>', 'its number')
    .requiredOption('--name <name>', 'who');
  formatOption(out).action((text: string, { name, format }: { readonly name: string; readonly format: Format }) =>
    withSession(async (session) => {
      const before = await meetingOf(session, text);
      const inviteeId = inviteeOf(before, name, '--name');
      const who = await whoOfSession(session);
      const { meetingId } = before;
      tell(
        await withTransaction(session.db, (client) => takeOutInvitee(client, who, { meetingId, inviteeId })),
        format,
      );
    }),
  );
  registerReply(meetings, tell);
}

interface InviteOptions {
  readonly name: readonly string[];
  readonly agency: readonly string[];
  readonly mail: boolean;
  readonly format: Format;
}

function registerInvite(meetings: Command, tell: Tell): void {
  const more = meetings
    .command('invite')
    .description('Invite somebody else to a planned meeting. What clashes is said.')
    .argument('<meeting>', 'its number')
    .option('--name <names>', 'people of the family and of the school, joined by commas', listOption, [])
    .option('--agency <people>', AGENCY_HELP, listOption, [])
    .option('--no-mail', 'send no invitation by e-mail');
  formatOption(more).action((text: string, options: InviteOptions) =>
    withSession(async (session) => {
      const before = await meetingOf(session, text);
      const who = await whoOfSession(session);
      const invitees = await newPeople(session, who, before, options);
      const { meetingId } = before;
      const input = { meetingId, invitees, sendsMail: options.mail };
      const after = await withTransaction(session.db, (client) => invite(client, who, input));
      await warn(session, before, invitees);
      tell(after, options.format);
    }),
  );
}

/** Fails: ProblemError for nobody, and for a name that is not among those who may be invited yet. */
async function newPeople(
  { db, districtId }: Session,
  { on }: Who,
  { student, school, invitees }: Meeting,
  { name, agency }: InviteOptions,
): Promise<readonly NewInvitee[]> {
  const known = new Set(invitees.map((one) => one.name));
  const candidates = await readCandidates(db.pool, { districtId, student, school, on });
  const open = candidates.filter((one) => !known.has(one.name));
  const people = [...new Set(name.map((one) => candidateOf(open, one, '--name'))), ...agency.map(agencyOf)];
  const again = people.find((one) => known.has(one.name));
  if (people.length > 0 && again === undefined) return people;
  const found = again === undefined ? 'nobody' : `"${again.name}", who is invited already`;
  throw new ProblemError([{ path: 'invite', found, allowed: 'somebody else, by --name or --agency' }]);
}

/** Of the people only: the place stays as it is. Never a reason to refuse: a person decides. */
async function warn({ db, districtId }: Session, meeting: Meeting, people: readonly NewInvitee[]): Promise<void> {
  const { school, on, at, minutes, meetingId, slotId } = meeting;
  const question = { districtId, school, on, at, minutes, place: '', people, except: { meetingId, slotId } };
  for (const { what, with: other, at: when } of await findConflicts(db.pool, question))
    remark(`At that time: ${what}, a ${other} at ${when}.`);
}

interface ReplyOptions {
  readonly name: string;
  readonly answer: MeetingResponse;
  readonly note: string;
  readonly format: Format;
}

function registerReply(meetings: Command, tell: Tell): void {
  const reply = meetings
    .command('reply')
    .description('Write down what an invited person answered.')
    .argument('<meeting>', 'its number')
    .requiredOption('--name <name>', 'who')
    .addOption(new Option('--answer <answer>', 'what they said').choices([...RESPONSES]).makeOptionMandatory())
    .option('--note <text>', 'in their words', '');
  formatOption(reply).action((text: string, { name, answer, note, format }: ReplyOptions) =>
    withSession(async (session) => {
      const before = await meetingOf(session, text);
      const input = {
        meetingId: before.meetingId,
        inviteeId: inviteeOf(before, name, '--name'),
        response: answer,
        note: wordsOption('--note', note, { least: 0, most: 500 }),
      };
      const who = await whoOfSession(session);
      tell(await withTransaction(session.db, (client) => noteResponse(client, who, input)), format);
    }),
  );
}

/** Fails: Refusal for a meeting that is not there. */
export async function meetingOf({ db, districtId }: Session, text: string): Promise<Meeting> {
  const meetingId = countOption('meeting', text);
  const found = await readMeeting(db.pool, districtId, meetingId);
  if (found === undefined) throw new Refusal(`There is no meeting ${meetingId}.`);
  return found;
}

/** By name. Fails: ProblemError that lists who is invited. */
export function inviteeOf({ invitees }: Meeting, name: string, option: string): number {
  const found = invitees.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found.inviteeId;
  throw new ProblemError([{ path: option, found: `"${name}"`, allowed: invitees.map((one) => one.name).join(', ') }]);
}

/** By name. Fails: ProblemError that lists who may be invited. */
export function candidateOf(candidates: readonly Candidate[], name: string, option: string): Candidate {
  const found = candidates.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new ProblemError([{ path: option, found: `"${name}"`, allowed: candidates.map((one) => one.name).join(', ') }]);
}

export const AGENCY_HELP = 'people of agencies as "Name <mail> (Agency)", joined by commas';

/** `Rosa Diaz <diaz@county.example> (County Family Services)`; mail and agency may be left out. */
export function agencyOf(text: string) {
  const parts = /^([^<(]+?)\s*(?:<([^>]*)>)?\s*(?:\(([^)]*)\))?$/.exec(text.trim());
  if (parts === null)
    throw new ProblemError([{ path: '--agency', found: `"${text}"`, allowed: '"Name <mail> (Agency)"' }]);
  return { part: 'agency' as const, name: parts[1] ?? '', email: parts[2] ?? '', organisation: parts[3] ?? '' };
}
