/** Who could be told about students: families with their addresses, and staff by duty, relation or role. In a few questions for all. */
import type pg from 'pg';
import { readStops, textNumber } from '../../messages/index.ts';
import { DUTY_OF_ROLE, personOfDuty } from '../core/assignments.ts';
import { PEOPLE_OF_TASK_ROLE } from '../tasks/task-roles.ts';
import type { TellableGuardian, TellableStaff, TellableStudent } from './plan-recipients.ts';

type Client = pg.ClientBase | pg.Pool;

/** By student. */
export async function readTellableFamilies(
  client: Client,
  { districtId, students }: { readonly districtId: number; readonly students: readonly string[] },
): Promise<ReadonlyMap<string, TellableStudent>> {
  const people = await client.query<Omit<TellableStudent, 'guardians'>>(
    `select student_id as id, btrim(first_name || ' ' || last_name) as name, birth_on as "birthOn", home_language as "homeLanguage",
        'no-letters' = any (flags) as "isLeftAlone"
       from students where district_id = $1 and student_id = any ($2)`,
    [districtId, students],
  );
  const families = await client.query<
    Omit<TellableGuardian, 'textTo' | 'wantsNoTexts'> & { readonly student: string; readonly phone: string }
  >(
    `select student_id as student, guardian_id as id, name, language, email, phone, address_1 as address1, address_2 as address2, city,
        state, postal_code as "postalCode", receives_mail as "receivesMail", custodial, no_contact as "noContact"
       from guardians where district_id = $1 and student_id = any ($2) order by student_id, guardian_id`,
    [districtId, students],
  );
  const reachable = families.rows.map((row) => ({ ...row, textTo: textNumber(row.phone) ?? '' }));
  const stops = await readStops(
    client,
    districtId,
    reachable.flatMap(({ textTo }) => (textTo === '' ? [] : [textTo])),
  );
  const guardians = Map.groupBy(reachable, ({ student }) => student);
  return new Map(
    people.rows.map((student) => [
      student.id,
      {
        ...student,
        guardians: (guardians.get(student.id) ?? []).map(({ student: _, phone: __, ...guardian }) => ({
          ...guardian,
          wantsNoTexts: stops.has(guardian.textTo),
        })),
      },
    ]),
  );
}

/** Roles that mean the staff of a student: the words of `student_staff.csv`. */
const RELATIONS: Readonly<Record<string, readonly string[]>> = {
  homeroom: ['homeroom', 'homeroom teacher'],
  counselor: ['counselor'],
  'case-manager': ['case-manager', 'case manager'],
};

interface StaffQuestion {
  readonly districtId: number;
  readonly role: string;
  readonly on: string;
  readonly places: readonly { readonly student: string; readonly school: string }[];
}

/** Roles that mean teachers of the student, and nobody else of the school. */
const TEACHERS: ReadonlySet<string> = new Set(['teacher', 'homeroom']);

/**
 * By student: the person whom the school names for a duty; else the staff of the student by relation; else whoever has the role at
 * the school. A teacher is told of the own students alone: where the roster names none, nobody is.
 */
export async function readTellableStaff(
  client: Client,
  question: StaffQuestion,
): Promise<ReadonlyMap<string, readonly TellableStaff[]>> {
  const isOfTeachers = TEACHERS.has(question.role);
  const bySchool = isOfTeachers ? new Map<string, never>() : await readStaffOfSchools(client, question);
  const byRelation =
    question.role === 'teacher' ? await readTeachers(client, question) : await readStaffOfStudents(client, question);
  return new Map(
    question.places.map(({ student, school }) => {
      const own = byRelation.get(student) ?? [];
      return [student, own.length > 0 ? own : (bySchool.get(school) ?? [])];
    }),
  );
}

async function readStaffOfSchools(
  client: Client,
  { districtId, role, on, places }: StaffQuestion,
): Promise<ReadonlyMap<string, readonly TellableStaff[]>> {
  const schools = [...new Set(places.map(({ school }) => school))];
  const duty = DUTY_OF_ROLE[role];
  const found = new Map<string, readonly TellableStaff[]>();
  for (const school of schools) {
    const named = duty === undefined ? null : await personOfDuty(client, districtId, { school, duty, on });
    found.set(school, await readPeople(client, districtId, { role, school, personId: named?.personId ?? null }));
  }
  return found;
}

const MOST_OF_A_ROLE = 20;

async function readPeople(
  client: Client,
  districtId: number,
  { role, school, personId }: { readonly role: string; readonly school: string; readonly personId: string | null },
): Promise<readonly TellableStaff[]> {
  const found = await client.query<TellableStaff>(
    `select distinct p.person_id as id, p.name, p.email, coalesce(o.language, 'en') as language
       from people p
       left join person_preferences o on o.district_id = p.district_id and o.person_id = p.person_id
       left join grants g on g.district_id = p.district_id and g.person_id = p.person_id and g.until_on is null
        and g.role = $3 and g.school_id in ($4, '')
      where p.district_id = $1 and p.ended_on is null
        and case when $2::text is null then g.person_id is not null else p.person_id = $2 end
      order by p.name, p.person_id limit ${MOST_OF_A_ROLE}`,
    [districtId, personId, PEOPLE_OF_TASK_ROLE[role] ?? '', school],
  );
  return found.rows;
}

/** Of `f`, whoever may sign in under that number; English of whoever never did. */
const LANGUAGE_OF_STAFF = `coalesce((select max(o.language) from people p
  join person_preferences o on o.district_id = p.district_id and o.person_id = p.person_id
  where p.district_id = f.district_id and p.staff_id = f.staff_id and p.ended_on is null), 'en')`;

/** By student: whoever teaches a section in which the student sits on the day, and the homeroom teacher. */
async function readTeachers(
  client: Client,
  question: StaffQuestion,
): Promise<ReadonlyMap<string, readonly TellableStaff[]>> {
  const { districtId, on, places } = question;
  const found = await client.query<TellableStaff & { readonly student: string }>(
    `select distinct r.student_id as student, f.staff_id as id, f.name, f.email, ${LANGUAGE_OF_STAFF} as language
       from unnest($2::text[], $3::text[]) as p (student_id, school_id)
       join rosters r on r.district_id = $1 and r.student_id = p.student_id and r.start_on <= $4 and (r.end_on is null or r.end_on >= $4)
       join sections c on c.district_id = r.district_id and c.section_id = r.section_id and c.school_id = p.school_id
       join staff f on f.district_id = c.district_id and f.staff_id = c.staff_id order by 1, 2`,
    [districtId, places.map(({ student }) => student), places.map(({ school }) => school), on],
  );
  const homeroom = await readStaffOfStudents(client, { ...question, role: 'homeroom' });
  const rostered = Map.groupBy(found.rows, ({ student }) => student);
  return new Map(
    places.map(({ student }) => {
      const all = [...(rostered.get(student) ?? []), ...(homeroom.get(student) ?? [])];
      return [student, [...new Map(all.map((one) => [one.id, one])).values()]];
    }),
  );
}

async function readStaffOfStudents(
  client: Client,
  { districtId, role, places }: StaffQuestion,
): Promise<ReadonlyMap<string, readonly TellableStaff[]>> {
  const relations = RELATIONS[role];
  if (relations === undefined) return new Map();
  const found = await client.query<TellableStaff & { readonly student: string }>(
    `select r.student_id as student, f.staff_id as id, f.name, f.email, ${LANGUAGE_OF_STAFF} as language
       from student_staff r join staff f on f.district_id = r.district_id and f.staff_id = r.staff_id
      where r.district_id = $1 and r.student_id = any ($2) and lower(r.relation) = any ($3) order by r.student_id, f.staff_id`,
    [districtId, places.map(({ student }) => student), relations],
  );
  return Map.groupBy(found.rows, ({ student }) => student);
}
