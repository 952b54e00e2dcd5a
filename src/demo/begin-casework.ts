/**
 * The sample district in mid-work, by the people who sign in to it: files with contacts, entries and a note, a meeting held and one
 * planned, contracts, a plan, a welfare step, an incident, a referral with the officer, calls of early fall. All of it, or nothing: safe to repeat.
 */
import type pg from 'pg';
import { namePerson, type Duty, type Role } from '../access/index.ts';
import type { Who } from '../cases/index.ts';
import { withTransaction, type Database } from '../db/index.ts';
import { todayInDistrict } from '../db/zone.ts';
import { callInFall } from './casework-calls.ts';
import { lookAfterContracts, lookAfterPlans } from './casework-agreements.ts';
import { workOnFiles, type Cast } from './casework-files.ts';
import { goFurther } from './casework-further.ts';

export interface CaseworkOptions {
  readonly districtId: number;
  /** Documents lie here. */
  readonly home: string;
  readonly now: Date;
}

/** The school at which the cast works, and its neighbor. */
const SCHOOL = 'oak';

/** Does it where nobody has logged a contact yet. Input: the people of the sample are there. Returns whether anything was done. */
export async function beginCasework(db: Database, options: CaseworkOptions): Promise<boolean> {
  const { districtId } = options;
  const people = await readPeople(db.pool, districtId);
  if (people.size === 0 || (await isBegun(db.pool, districtId))) return false;
  await nameThem(db, options, people);
  const { now, on } = await dayOf(db.pool, options);
  await withTransaction(db, async (client) => {
    const cast: Cast = {
      students: await readStudents(client, districtId),
      as: (role, daysAgo = 0) => whoIs(people.get(role), { role, districtId, now, on, daysAgo }),
      home: options.home,
      now,
      on,
    };
    await workOnFiles(client, cast);
    await lookAfterContracts(client, cast);
    await lookAfterPlans(client, cast);
    await goFurther(client, cast);
    await callInFall(client, cast);
  });
  return true;
}

/** Today; in a year that the sample does not tell of, the day of its last calculation. */
async function dayOf(
  pool: pg.Pool,
  { districtId, now }: CaseworkOptions,
): Promise<{ readonly now: Date; readonly on: string }> {
  const today = await todayInDistrict(pool, { districtId, now });
  const found = await pool.query<{ as_of: string; last: string }>(
    `select (select max(as_of_on) from calculations where district_id = $1) as as_of,
            (select max(on_date) from calendar_days where district_id = $1) as last`,
    [districtId],
  );
  const { as_of: asOf = today, last = today } = found.rows[0] ?? {};
  if (today >= asOf && today <= last) return { now, on: today };
  return { now: new Date(`${asOf}T20:00:00Z`), on: asOf };
}

interface SamplePerson {
  readonly personId: string;
  readonly name: string;
}

async function isBegun(pool: pg.Pool, districtId: number): Promise<boolean> {
  const found = await pool.query('select from contacts where district_id = $1 limit 1', [districtId]);
  return (found.rowCount ?? 0) > 0;
}

/** The person of each role who works at the school, or everywhere. */
async function readPeople(pool: pg.Pool, districtId: number): Promise<ReadonlyMap<Role, SamplePerson>> {
  const found = await pool.query<SamplePerson & { readonly role: Role }>(
    `select distinct on (g.role) g.role, p.person_id as "personId", p.name from grants g
       join people p on p.district_id = g.district_id and p.person_id = g.person_id
      where g.district_id = $1 and g.school_id in ($2, '') and g.taken_at is null order by g.role, p.person_id`,
    [districtId, SCHOOL],
  );
  return new Map(found.rows.map((row) => [row.role, row]));
}

/**
 * Students of the school without whom the tests of the sample count on, those with most absences first; not those who came from
 * another school this fall: their files of before are there.
 */
async function readStudents(client: pg.ClientBase, districtId: number): Promise<readonly string[]> {
  const found = await client.query<{ id: string }>(
    `select t.student_id as id from triggers t
       join enrollments e on e.district_id = t.district_id and e.student_id = t.student_id and e.exit_on is null and e.school_id = $2
       join students s on s.district_id = t.district_id and s.student_id = t.student_id and s.student_no > 25
      where t.district_id = $1 and t.state = 'active'
        and not exists (select from enrollments o
                         where o.district_id = e.district_id and o.student_id = e.student_id and o.school_id <> e.school_id)
        and exists (select from guardians g where g.district_id = t.district_id and g.student_id = t.student_id and g.no_contact is not true)
      group by t.student_id, s.student_no order by count(*) desc, s.student_no limit 12`,
    [districtId, SCHOOL],
  );
  return found.rows.map(({ id }) => id);
}

const NAMED: readonly (readonly [Duty, Role])[] = [
  ['lead', 'team'],
  ['officer', 'officer'],
  ['supervisor', 'officer'],
  ['specialist', 'officer'],
];

/** Each by itself: a name that is there stays. */
async function nameThem(
  db: Database,
  { districtId, now }: CaseworkOptions,
  people: ReadonlyMap<Role, SamplePerson>,
): Promise<void> {
  for (const [duty, role] of NAMED) {
    const person = people.get(role);
    if (person !== undefined)
      // oxlint-disable-next-line no-await-in-loop -- four of them, one after the other
      await namePerson(db, {
        districtId,
        school: SCHOOL,
        duty,
        personId: person.personId,
        deputy: null,
        by: 'the sample district',
        now,
        reason: 'named for the sample',
        revision: 0,
      });
  }
}

interface Acting {
  readonly role: Role;
  readonly districtId: number;
  readonly now: Date;
  readonly on: string;
  readonly daysAgo: number;
}

function whoIs(person: SamplePerson | undefined, { role, districtId, now, on, daysAgo }: Acting): Who {
  return {
    districtId,
    personId: person?.personId ?? '',
    name: person?.name ?? 'Rollcall',
    role,
    now: new Date(now.getTime() - daysAgo * DAY_MS),
    on: weekdayBy(on, daysAgo),
  };
}

/** So many calendar days before; of a weekend the Friday before it, except for today. */
function weekdayBy(on: string, daysAgo: number): string {
  const day = new Date(Date.parse(on) - daysAgo * DAY_MS);
  const weekday = day.getUTCDay();
  const back = daysAgo <= 0 ? 0 : weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  return new Date(day.getTime() - back * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;
