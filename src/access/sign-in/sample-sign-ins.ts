/** The sample district only: somebody to sign in as, for each role, with a password of this installation's own. */
import { randomInt } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../db/index.ts';
import { CAST_STAFF } from '../../sample/index.ts';
import { addPerson } from '../people/add-person.ts';
import { namePerson } from '../people/named-people.ts';
import { ROLES, type Role } from '../roles.ts';
import { setPassword } from './set-password.ts';

export interface SampleSignIn {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface SamplePlace {
  readonly districtId: number;
  /** The passwords are kept here, with mode 0600. */
  readonly home: string;
  readonly now: Date;
}

const FILE = 'sample-sign-ins.json';

/** The cast's member for a role; a teacher and the system administrator are found elsewhere. */
const CAST: Readonly<Partial<Record<Role, string>>> = {
  clerk: 'S-BELL',
  administrator: 'S-LANG',
  team: 'S-OKAFOR',
  officer: 'S-IBARRA',
  district: 'S-VANCE',
};
/** Schools beside the person's own: where a letter waits for an approval. */
const ALSO_AT: Readonly<Partial<Record<Role, readonly string[]>>> = { administrator: ['elm'] };
const SYSTEM = { name: 'Theo Brandt', email: 't.brandt@lakeside.example' };
const BY = 'the sample district';

/**
 * Makes one person for each role where there is none yet, and marks the district as the sample.
 * May be called again: who is there keeps name, roles and password.
 */
export async function ensureSampleSignIns(db: Database, place: SamplePlace): Promise<readonly SampleSignIn[]> {
  const { districtId, home, now } = place;
  const kept = await readKept(home);
  const signIns: SampleSignIn[] = [];
  for (const role of ROLES) {
    // eslint-disable-next-line no-await-in-loop -- seven people, one after the other
    const person = await ensurePerson(db, place, role);
    const known = kept.find((one) => one.role === role && one.email === person.email);
    const password = known?.password ?? newPassword();
    if (known === undefined || !person.hasPassword)
      // eslint-disable-next-line no-await-in-loop
      await setPassword(db, { personId: person.personId, password, now });
    // eslint-disable-next-line no-await-in-loop
    if (role === 'administrator') await nameApprover(db, place, person.personId);
    signIns.push({ role, name: person.name, email: person.email, password });
  }
  await keep(home, signIns);
  await db.pool.query(`update districts set settings = settings || '{"sample": true}' where district_id = $1`, [
    districtId,
  ]);
  return signIns;
}

/** The sign-ins of the sample; empty where the district is not the sample. */
export async function readSampleSignIns(
  db: Database,
  { districtId, home }: Pick<SamplePlace, 'districtId' | 'home'>,
): Promise<readonly SampleSignIn[]> {
  const found = await db.pool.query(
    `select 1 from districts where district_id = $1 and settings -> 'sample' = 'true'::jsonb`,
    [districtId],
  );
  return found.rowCount === 1 ? readKept(home) : [];
}

interface SamplePerson {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly hasPassword: boolean;
}

async function ensurePerson(db: Database, { districtId, now }: SamplePlace, role: Role): Promise<SamplePerson> {
  const { email, ...wanted } = await wantedPerson(db, districtId, role);
  const found = await db.pool.query<SamplePerson>(
    `select person_id as "personId", name, email,
       exists (select 1 from sign_in."account" a where a."userId" = person_id and a."providerId" = 'credential') as "hasPassword"
     from people where district_id = $1 and email = $2`,
    [districtId, email],
  );
  const [there] = found.rows;
  if (there !== undefined) return there;
  const from = await firstDay(db, districtId);
  const note = { by: BY, at: now, reason: 'one sign-in for each role', ...(from === undefined ? {} : { from }) };
  const { personId } = await addPerson(db, { districtId, email, ...wanted, ...note });
  return { personId, name: wanted.name, email, hasPassword: false };
}

async function wantedPerson(db: Database, districtId: number, role: Role) {
  if (role === 'system') return { ...SYSTEM, staffId: null, grants: [{ role, school: null }] };
  const staffId = role === 'teacher' ? await someTeacher(db, districtId) : CAST[role];
  const found = await db.pool.query<{ name: string; email: string; school: string }>(
    'select name, email, school_id as school from staff where district_id = $1 and staff_id = $2',
    [districtId, staffId],
  );
  const [row] = found.rows;
  if (row === undefined || staffId === undefined)
    throw new Error(`the sample district has nobody for the role ${role}`);
  const isOfSchool = CAST_STAFF.some(({ id, school }) => id === staffId && school !== '');
  const schools = isOfSchool ? [row.school, ...(ALSO_AT[role] ?? [])] : [null];
  return { name: row.name, email: row.email, staffId, grants: schools.map((school) => ({ role, school })) };
}

/** Nobody may approve at a school unless somebody is named. */
async function nameApprover(db: Database, { districtId, now }: SamplePlace, personId: string): Promise<void> {
  const found = await db.pool.query<{ school: string }>(
    `select distinct school_id as school from grants g where district_id = $1 and person_id = $2 and role = 'administrator'
       and not exists (select from named_people n where n.district_id = $1 and n.school_id = g.school_id and n.duty = 'approver')
     order by school_id`,
    [districtId, personId],
  );
  for (const { school } of found.rows) {
    const named = { districtId, school, duty: 'approver', personId, deputy: null, revision: 0 } as const;
    // eslint-disable-next-line no-await-in-loop -- two schools
    await namePerson(db, { ...named, by: BY, now, reason: 'approves at the school' });
  }
}

/** The teacher with the most students in sections of the school where the cast works. */
async function someTeacher(db: Database, districtId: number): Promise<string | undefined> {
  const found = await db.pool.query<{ staff_id: string }>(
    `select s.staff_id from sections s
     join staff t on t.district_id = s.district_id and t.staff_id = s.staff_id
     join rosters r on r.district_id = s.district_id and r.section_id = s.section_id
     where s.district_id = $1 and t.email <> ''
     group by s.staff_id, s.school_id order by s.school_id <> 'oak', count(distinct r.student_id) desc, s.staff_id limit 1`,
    [districtId],
  );
  return found.rows[0]?.staff_id;
}

/** The first day of the calendar, so that the roles hold on every day that the sample tells of. */
async function firstDay(db: Database, districtId: number): Promise<string | undefined> {
  const found = await db.pool.query<{ first: string | null }>(
    'select min(on_date) as first from calendar_days where district_id = $1',
    [districtId],
  );
  return found.rows[0]?.first ?? undefined;
}

async function readKept(home: string): Promise<readonly SampleSignIn[]> {
  const text = await readFile(join(home, FILE), 'utf8').catch(() => '[]');
  return JSON.parse(text) as readonly SampleSignIn[];
}

async function keep(home: string, signIns: readonly SampleSignIn[]): Promise<void> {
  await mkdir(home, { recursive: true });
  const path = join(home, FILE);
  await writeFile(path, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
}

/** Short enough to type from a terminal: 15 letters and digits, none that look alike. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const draw = (): string => letters[randomInt(letters.length)] ?? 'a';
  return Array.from({ length: 3 }, () => Array.from({ length: 5 }, draw).join('')).join('-');
}
