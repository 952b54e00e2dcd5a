/** A roster file of people: read, compared with who is there, and taken in as a whole or not at all. */
import { withTransaction, type Database } from '../../db/index.ts';
import { ProblemError, type Problem } from '../../problem.ts';
import type { Grant } from '../actor.ts';
import { sessionCacheOf } from '../sign-in/session-cache.ts';
import { insertPerson } from './add-person.ts';
import { changeIn } from './change-person.ts';
import type { ChangeNote } from './change-log.ts';
import { problemsOfPerson, readKnownIds, tidied } from './person-input.ts';
import { readPeople, type Person } from './read-people.ts';
import { readRosterRows, type RosterPerson } from './roster-rows.ts';

export interface RosterLine {
  readonly state: 'new' | 'changed' | 'same';
  readonly name: string;
  readonly email: string;
  readonly staffId: string | null;
  readonly grants: readonly Grant[];
  /** Roles that end; of a changed person only. */
  readonly ends: readonly Grant[];
}

export interface RosterPlan {
  /** By name. Empty where there are problems. */
  readonly lines: readonly RosterLine[];
  /** Everything that is wrong, in the order of the file. */
  readonly problems: readonly Problem[];
  /** People with access who are not in the file. Nothing is done about them. */
  readonly notInFile: number;
}

export interface RosterFile {
  readonly districtId: number;
  /** Comma-separated, with the columns name, email, role, school and, where wanted, staff_id. */
  readonly text: string;
  readonly now: Date;
}

/** What taking in the file would do. Changes nothing. */
export async function planRoster(db: Database, file: RosterFile): Promise<RosterPlan> {
  const reading = readRosterRows(file.text);
  const known = await readKnownIds(db.pool, file.districtId);
  const there = new Map((await readPeople(db, file)).map((person) => [person.email, person]));
  const problems = [
    ...reading.problems,
    ...reading.people.flatMap((person) => problemsOfRoster(person, known, there.get(tidied(person).email))),
  ].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const notInFile = [...there.values()].filter(
    ({ email, endedOn }) => endedOn === null && !reading.people.some((person) => tidied(person).email === email),
  ).length;
  if (problems.length > 0) return { lines: [], problems, notInFile };
  const lines = reading.people.map((person) => lineOf(person, there.get(tidied(person).email)));
  return { lines: lines.toSorted((one, other) => one.name.localeCompare(other.name, 'en')), problems, notInFile };
}

/**
 * Adds who is new and changes who is there, all in one transaction. Nobody's access ends.
 * Fails: ProblemError with everything that is wrong; then nothing was done.
 */
export async function takeInRoster(db: Database, file: RosterFile, note: ChangeNote): Promise<RosterPlan> {
  const plan = await planRoster(db, file);
  if (plan.problems.length > 0) throw new ProblemError(plan.problems);
  const { districtId } = file;
  const there = new Map((await readPeople(db, file)).map((person) => [person.email, person.personId]));
  await withTransaction(db, async (client) => {
    for (const { state, name, email, staffId, grants } of plan.lines) {
      const input = { ...note, districtId, name, email, staffId, grants };
      const personId = there.get(email);
      // eslint-disable-next-line no-await-in-loop -- one transaction, one connection
      if (state === 'new') await insertPerson(client, input);
      // eslint-disable-next-line no-await-in-loop
      else if (state === 'changed' && personId !== undefined) await changeIn(client, { ...input, personId });
    }
  });
  sessionCacheOf(db).forget();
  return plan;
}

function problemsOfRoster(
  person: RosterPerson,
  known: Awaited<ReturnType<typeof readKnownIds>>,
  there: Person | undefined,
): readonly Problem[] {
  const { lines } = person;
  const own = problemsOfPerson(tidied(person), known).map(({ path = '', found, allowed }) => {
    const isOfRole = path === 'role' || path === 'school';
    const index = isOfRole
      ? person.grants.findIndex((grant) => `"${grant[path]}"` === found || grant[path] === null)
      : 0;
    return { line: lines[Math.max(0, index)] ?? 0, path: path === 'staffId' ? 'staff_id' : path, found, allowed };
  });
  if (there === undefined || there.endedOn === null) return own;
  return [
    ...own,
    {
      line: lines[0] ?? 0,
      path: 'email',
      found: `somebody whose access ended on ${there.endedOn}`,
      allowed: 'somebody with access, or somebody new: restore the access first',
    },
  ];
}

function lineOf(person: RosterPerson, there: Person | undefined): RosterLine {
  const { name, email, staffId, grants } = tidied(person);
  const line = { name, email, staffId, grants };
  if (there === undefined) return { state: 'new', ...line, ends: [] };
  const isIn = (grant: Grant, list: readonly Grant[]): boolean =>
    list.some(({ role, school }) => role === grant.role && school === grant.school);
  const ends = there.grants.filter((grant) => !isIn(grant, grants)).map(({ role, school }) => ({ role, school }));
  const isSame =
    ends.length === 0 &&
    grants.every((grant) => isIn(grant, there.grants)) &&
    there.name === name &&
    there.staffId === staffId;
  return { state: isSame ? 'same' : 'changed', ...line, ends };
}
