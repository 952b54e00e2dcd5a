/** `rollcall people`: who may sign in, in which roles. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  addPerson,
  endAccess,
  makeFirstRunLink,
  makePasswordLink,
  planRoster,
  readPeople,
  resetTwoStep,
  ROLES,
  takeInRoster,
  type Grant,
  type Person,
  type Role,
  type RosterPlan,
} from '../../access/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { confirm, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { registerName } from './people-name.ts';

interface AddOptions {
  readonly name: string;
  readonly email: string;
  readonly role: readonly string[];
  readonly staff?: string;
  readonly reason: string;
  readonly from?: string;
  readonly link: boolean;
  readonly baseUrl?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const people = program
    .command('people')
    .description('People who may sign in. Nobody signs up: they are added here, in the app, or by a roster file.');
  registerAdd(people);
  registerList(people);
  registerEnd(people);
  registerLink(people);
  registerRoster(people);
  registerName(people, personOf);
}

function registerAdd(people: Command): void {
  const add = people
    .command('add')
    .description('Add a person. They come in by single sign-on with this e-mail, or by the link that is printed.')
    .requiredOption('--name <name>', 'as it stands in the record of what was done')
    .requiredOption('--email <e-mail>', 'the one of the single sign-on')
    .requiredOption('--role <role...>', `a role, or role:school as clerk:oak. ${ROLES.join(', ')}`)
    .option('--staff <id>', 'id in staff.csv; needed for teachers and officers')
    .option('--reason <text>', 'why', 'added on the command line')
    .option('--from <date>', 'the first day of the roles; today unless given')
    .option('--no-link', 'print no link: the person comes in by single sign-on');
  baseUrlOption(formatOption(add)).action((options: AddOptions) =>
    withSession(async (session) => {
      const { db, districtId, by, now } = session;
      const { name, email, staff = null, reason, format } = options;
      const note = { by, at: now(), reason, ...fromOf(options) };
      const grants = options.role.map(grantOption);
      const { personId } = await addPerson(db, { districtId, name, email, staffId: staff, grants, ...note });
      const link = options.link ? await makePasswordLink(db, { ...linkOf(session, options), personId }) : null;
      if (format === 'json') printJsonLine({ person: personId, link: link?.url ?? null });
      else sayAdded(name, link?.url);
    }),
  );
}

function registerList(people: Command): void {
  const list = people
    .command('list')
    .description('Who may sign in.')
    .option('--ended', 'also those whose access has ended', false);
  formatOption(list).action(({ ended, format }: { readonly ended: boolean; readonly format: Format }) =>
    withSession(async ({ db, districtId, now }) => {
      const found = await readPeople(db, { districtId, now: now(), withEnded: ended });
      if (format === 'json') {
        for (const person of found) printJsonLine(person);
        return;
      }
      if (found.length === 0)
        return remark('Nobody yet. rollcall people link prints the link of the first administrator.');
      printTable(['name', 'e-mail', 'roles', 'signs in by', 'access'], found.map(rowOf));
    }),
  );
}

function registerEnd(people: Command): void {
  const end = people
    .command('end')
    .description('End the access of a person. From today on, their signed-in devices are signed out at once.')
    .argument('<e-mail>', 'whose')
    .requiredOption('--reason <text>', 'why')
    .option('--from <date>', 'the first day without access; today unless given');
  formatOption(end).action((email: string, options: { reason: string; from?: string; format: Format }) =>
    withSession(async (session) => {
      const { db, districtId, by, now } = session;
      const { personId, name } = await personOf(session, email);
      const note = { by, at: now(), reason: options.reason, ...fromOf(options) };
      const ended = await endAccess(db, { districtId, personId, ...note });
      if (options.format === 'json') printJsonLine({ person: personId, ...ended });
      else remark(`The access of ${name} ends on ${ended.endedOn}. Devices signed out: ${ended.devices}.`);
    }),
  );
}

function registerLink(people: Command): void {
  const link = people
    .command('link')
    .description(
      'Print a one-time link: with an e-mail, to set a password; without, on an empty system, for the first administrator.',
    )
    .argument('[e-mail]', 'whose password');
  link.option(
    '--without-two-step',
    'switch two-step sign-in off too: the phone and the recovery codes are gone',
    false,
  );
  baseUrlOption(formatOption(link)).action(
    (
      email: string | undefined,
      options: { readonly baseUrl?: string; readonly withoutTwoStep: boolean; readonly format: Format },
    ) =>
      withSession(async (session) => {
        if (options.withoutTwoStep && email !== undefined) await endTwoStepOf(session, email);
        const made =
          email === undefined
            ? await makeFirstRunLink(session.db, linkOf(session, options))
            : await makePasswordLink(session.db, {
                ...linkOf(session, options),
                personId: (await personOf(session, email)).personId,
              });
        if (made === null) throw new Refusal('There is an administrator already. Name the e-mail of a person.');
        if (options.format === 'json') printJsonLine(made);
        else process.stdout.write(`${made.url}\n`);
      }),
  );
}

function registerRoster(people: Command): void {
  const roster = people
    .command('roster')
    .description('Take in a roster file of people: added or changed as a whole, or not at all. Nobody’s access ends.')
    .argument('<file>', 'comma-separated, with the columns name, email, role, school, staff_id')
    .option('--reason <text>', 'why', 'a roster file')
    .option('--yes', 'do not ask', false);
  formatOption(roster).action((path: string, options: { reason: string; yes: boolean; format: Format }) =>
    withSession(async ({ db, districtId, by, now }) => {
      const file = { districtId, text: await readRoster(path), now: now() };
      const plan = await planRoster(db, file);
      if (plan.problems.length > 0)
        throw new ProblemError(plan.problems.map((problem) => ({ ...problem, file: path })));
      if (options.format === 'table') sayPlan(plan);
      const changes = plan.lines.filter(({ state }) => state !== 'same').length;
      if (changes > 0 && !(await confirm(`Take in ${changes}?`, options))) return remark('Nothing was taken in.');
      await takeInRoster(db, file, { by, at: now(), reason: options.reason });
      if (options.format === 'json') for (const line of plan.lines) printJsonLine(line);
      else remark(`${changes} taken in.`);
    }),
  );
}

async function endTwoStepOf(session: Session, email: string): Promise<void> {
  const { db, districtId, by, now } = session;
  const { personId } = await personOf(session, email);
  await resetTwoStep(db, { districtId, personId, by, at: now(), reason: 'the phone and the recovery codes are gone' });
}

function baseUrlOption(command: Command): Command {
  return command.option('--base-url <url>', 'address as browsers reach Rollcall (ROLLCALL_BASE_URL)');
}

function linkOf({ districtId, by, now }: Session, { baseUrl }: { readonly baseUrl?: string }) {
  const given = baseUrl ?? process.env['ROLLCALL_BASE_URL'];
  return { districtId, baseUrl: (given ?? 'http://127.0.0.1:8080').replace(/\/+$/, ''), by, now: now() };
}

function fromOf({ from }: { readonly from?: string }): { readonly from?: string } {
  if (from === undefined) return {};
  dayOption('--from', from);
  return { from };
}

/** `clerk:oak` is clerk at oak. Fails: ProblemError for what is no role. */
function grantOption(text: string): Grant {
  const [role = '', school] = text.split(/:(.*)/s);
  if (!ROLES.includes(role as Role))
    throw new ProblemError([{ path: '--role', found: `"${role}"`, allowed: ROLES.join(', ') }]);
  return { role: role as Role, school: school === undefined || school === '' ? null : school };
}

async function personOf({ db, districtId, now }: Session, email: string): Promise<Person> {
  const wanted = email.trim().toLowerCase();
  const found = (await readPeople(db, { districtId, now: now(), search: wanted })).find((one) => one.email === wanted);
  if (found === undefined)
    throw new Refusal(`There is nobody with the e-mail ${wanted}. rollcall people list shows who there is.`);
  return found;
}

async function readRoster(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError([{ file: path, found: error.code ?? 'no file', allowed: 'a file that can be read' }]);
  });
}

function rowOf({ name, email, grants, signsInBy, hasTwoStep, endedOn }: Person): readonly string[] {
  const roles = grants.map(({ role, school }) => (school === null ? role : `${role}:${school}`));
  const ways = [...signsInBy, ...(hasTwoStep ? ['two-step'] : [])];
  return [name, email, roles.join(' '), ways.join(', '), endedOn === null ? 'active' : `ends ${endedOn}`];
}

function sayAdded(name: string, url: string | undefined): void {
  remark(`${name} was added.`);
  if (url === undefined) return;
  remark('With this link they set a password. It works once, within 24 hours:');
  process.stdout.write(`${url}\n`);
}

function sayPlan({ lines, notInFile }: RosterPlan): void {
  printTable(
    ['', 'name', 'e-mail', 'roles', 'ends'],
    lines.map(({ state, name, email, grants, ends }) => [state, name, email, rolesOf(grants), rolesOf(ends)]),
  );
  if (notInFile > 0) remark(`${notInFile} with access are not in the file. Nothing happens to them.`);
}

function rolesOf(grants: readonly Grant[]): string {
  return grants.map(({ role, school }) => (school === null ? role : `${role}:${school}`)).join(' ');
}
