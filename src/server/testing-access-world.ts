/** For the generated test of access: for each role, things of every kind that lie within its reach, and things that do not. */
import { addPerson, sealSegments, type Role } from '../access/index.ts';
import { assign } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { batchName, issueNotices, noticeName, readWorklist, type WorklistLine } from '../notices/index.ts';
import { parseStudentKey, studentKeyOf, triggerKeyOf } from './keys.ts';
import { meetingsOf, type MeetingPlace } from './testing-access-meetings.ts';
import { withPlan } from './testing-access-plans.ts';
import { caseworkOf, type CaseworkPlace } from './testing-access-casework.ts';
import { tiersOf, type TierPlace } from './testing-access-tiers.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from './testing.ts';

/** Names of things in one place, as they stand in addresses and bodies. */
export interface Place extends CaseworkPlace, TierPlace, MeetingPlace {
  readonly school: string;
  readonly student: string;
  /** A due trigger. */
  readonly trigger: string;
  readonly notice: string;
  /** What the notice brought about, and somebody has to decide. */
  readonly effect: string;
  readonly batch: string;
  readonly person: string;
  readonly slot: string;
  /** An intervention plan of the student, a referral, a sealed file. */
  readonly plan: string;
  readonly referral: string;
  readonly sealed: string;
}

/** Asked for a thing that a place has none of. */
export class NothingThere extends Error {}

export interface AccessWorld {
  readonly server: TestServer;
  /** What lies within the reach of a role; asking for what does not throws NothingThere. */
  readonly inside: (role: Role) => Place;
  readonly outside: (role: Role) => Place;
  /** By student_no and by id: the students that nothing answered to a role may name. */
  readonly unseen: (role: Role) => Promise<ReadonlySet<string>>;
  readonly personOf: (role: Role) => Promise<string>;
}

const DISTRICT = 1;
const ELSEWHERE = 2;

/** Builds it once for a test file: the sample district, something issued at two schools, and a second district. */
export async function buildAccessWorld(): Promise<AccessWorld> {
  const server = await startTestServer();
  const grants = await readGrants(server);
  const mine = grants.get('clerk')?.schools[0] ?? '';
  const known = [...grants.values()].flatMap(({ schools }) => schools);
  const here = await withCasework(server, await withPlan(server, await placeAt(server, mine)));
  const there = await withCasework(
    server,
    await withPlan(server, await placeAt(server, await otherSchool(server, known))),
  );
  const elsewhere = await withCasework(
    server,
    await withPlan(server, await makeElsewhere(server), ELSEWHERE),
    ELSEWHERE,
  );
  const taught = await placeOfTeacher(server, grants.get('teacher')?.staffId ?? '');
  const teacher = {
    ...taught,
    own: await withCasework(server, await withPlan(server, taught.own)),
    others: await withCasework(server, await withPlan(server, taught.others)),
  };
  await sealSegments(server.db, SAMPLE_NOW);
  const officer = await giveCase(server, { to: grants.get('officer')?.person ?? '', student: here.student ?? '' });
  const reachOfRole = (role: Role): 'schools' | 'students' | 'cases' | 'district' => {
    if (role === 'teacher') return 'students';
    if (role === 'officer') return 'cases';
    return grants.get(role)?.schools.includes('') === true || role === 'district' || role === 'system'
      ? 'district'
      : 'schools';
  };
  return {
    server,
    inside: (role) =>
      named(
        {
          schools: here,
          students: teacher.own,
          cases: { ...caseworkIn(here), ...officer.own, plan: here.plan ?? '' },
          district: here,
        }[reachOfRole(role)],
      ),
    outside: (role) =>
      named({ schools: there, students: teacher.others, cases: there, district: elsewhere }[reachOfRole(role)]),
    unseen: (role) =>
      unseenBy(server, reachOfRole(role), grants.get(role)?.schools ?? [], {
        students: teacher.numbers,
        cases: officer.numbers,
      }),
    personOf: (role) => Promise.resolve(grants.get(role)?.person ?? ''),
  };
}

async function withCasework(server: TestServer, place: Partial<Place>, district = DISTRICT): Promise<Partial<Place>> {
  const student = place.student ?? '';
  return {
    ...place,
    ...(await caseworkOf(server, student, district)),
    ...(await tiersOf(server, student, district)),
    ...(await meetingsOf(server, student, district)),
    effect: await effectOf(server, place.notice ?? '', district),
  };
}

/** Of the notice of a place, which was rescinded: '' where it has none. */
async function effectOf({ db }: TestServer, notice: string, district: number): Promise<string> {
  const made = await db.pool.query<{ id: number }>(
    `insert into effects (district_id, notice_id, then_no, pack_id, student_id, criterion, cycle_on, occurrence, school_id, at_school_id,
                          kind, says_key, data, state, planned_at, performed_at, asked, asked_on)
     select district_id, notice_id, 90, pack_id, student_id, criterion, cycle_on, occurrence, school_id, notice_school_id,
            'task', 'task', '{}', 'performed', $3, $3, 'rescinded', $4 from notices where district_id = $1 and notice_id = $2
     on conflict (district_id, notice_id, then_no) do update set says_key = excluded.says_key returning effect_id as id`,
    [district, Number(notice.slice(1)) || 0, SAMPLE_NOW, SAMPLE_AS_OF],
  );
  return made.rows[0] === undefined ? '' : String(made.rows[0].id);
}

/** What was made about the student of a place, without what else is there. */
function caseworkIn(place: Partial<Place>): Partial<Place> {
  const { case: file = '', contact = '', journal = '', document = '', excusal = '', atRisk = '', tier = '' } = place;
  const { about = '', contract = '', task = '' } = place;
  return { case: file, contact, journal, document, excusal, atRisk, tier, about, contract, task };
}

function named(place: Partial<Place>): Place {
  return new Proxy(place, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'string' || value === '') throw new NothingThere(String(name));
      return value;
    },
  }) as Place;
}

interface GrantRow {
  readonly role: Role;
  readonly schools: readonly string[];
  readonly person: string;
  readonly staffId: string;
}

async function readGrants({ db }: TestServer): Promise<ReadonlyMap<Role, GrantRow>> {
  const found = await db.pool.query<GrantRow>(
    `select g.role, array_agg(g.school_id order by g.grant_id) as schools, g.person_id as person, p.staff_id as "staffId"
       from grants g join people p on p.district_id = g.district_id and p.person_id = g.person_id
      where g.district_id = $1 group by g.role, g.person_id, p.staff_id`,
    [DISTRICT],
  );
  return new Map(found.rows.map((row) => [row.role, row]));
}

async function otherSchool({ db }: TestServer, schools: readonly string[]): Promise<string> {
  const found = await db.pool.query<{ school: string }>(
    `select current_school_id as school from triggers
      where district_id = $1 and decision = 'issue' and state = 'active' and not current_school_id = any ($2)
      group by 1 order by count(*) desc, 1 limit 1`,
    [DISTRICT, schools],
  );
  return found.rows[0]?.school ?? '';
}

/** Students who were at this school and no other, so that nobody is within two reaches at once. */
async function placeAt(server: TestServer, school: string): Promise<Partial<Place>> {
  const worklist = await readWorklist(server.db.pool, {
    districtId: DISTRICT,
    asOf: SAMPLE_AS_OF,
    filter: { school, decision: 'due' },
  });
  const numbers = await studentsOnlyAt(server, school);
  const due = worklist.lines.filter((line) => numbers.has(line.student) && line.letters.length > 0);
  const [toIssue, kept] = due;
  if (toIssue === undefined || kept === undefined) throw new Error(`the sample has too little due at ${school}`);
  const issued = await issueNotices(server.db, {
    districtId: DISTRICT,
    asOf: SAMPLE_AS_OF,
    filter: { school, students: [toIssue.student] },
    by: 'test',
    now: SAMPLE_NOW,
  });
  const notice = await server.db.pool.query<{ id: number }>(
    'select min(notice_id) as id from notices where district_id = $1 and batch_id = $2',
    [DISTRICT, Number(issued.batch?.slice(1))],
  );
  return {
    school,
    student: studentKeyOf(numbers.get(kept.student) ?? 0),
    trigger: keyOf(kept, numbers),
    notice: noticeName(notice.rows[0]?.id ?? 0),
    batch: issued.batch ?? '',
    person: await personAt(server, school),
    slot: await slotAt(server, school),
  };
}

function keyOf({ trigger: { identity } }: WorklistLine, numbers: ReadonlyMap<string, number>): string {
  return triggerKeyOf(identity, studentKeyOf(numbers.get(identity.student) ?? 0));
}

async function studentsOnlyAt({ db }: TestServer, school: string): Promise<ReadonlyMap<string, number>> {
  const found = await db.pool.query<{ id: string; no: number }>(
    `select s.student_id as id, s.student_no as no from students s where s.district_id = $1
        and (select array_agg(distinct e.school_id) from enrollments e
          where e.district_id = s.district_id and e.student_id = s.student_id) = array[$2]`,
    [DISTRICT, school],
  );
  return new Map(found.rows.map(({ id, no }) => [id, no]));
}

async function personAt({ db }: TestServer, school: string): Promise<string> {
  const { personId } = await addPerson(db, {
    districtId: DISTRICT,
    name: `Clerk at ${school}`,
    email: `clerk-at-${school}@lakeside.example`,
    staffId: null,
    grants: [{ role: 'clerk', school }],
    by: 'test',
    at: SAMPLE_NOW,
    reason: 'test',
  });
  return personId;
}

async function slotAt({ db }: TestServer, school: string): Promise<string> {
  const found = await db.pool.query<{ id: number }>(
    `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at)
     values ($1, $2, '2026-12-14', '15:00', 'Room 1', 'Test', 'test', $3) returning slot_id as id`,
    [DISTRICT, school, SAMPLE_NOW],
  );
  return String(found.rows[0]?.id);
}

interface TeacherPlaces {
  readonly own: Partial<Place>;
  readonly others: Partial<Place>;
  readonly numbers: readonly number[];
}

/** The others are at the teacher's own school: not the school counts, but whom the person teaches. */
async function placeOfTeacher(server: TestServer, staffId: string): Promise<TeacherPlaces> {
  const own = await server.db.pool.query<{ no: number; id: string }>(
    `select distinct s.student_no as no, s.student_id as id from students s
       left join rosters r on r.district_id = s.district_id and r.student_id = s.student_id and (r.end_on is null or r.end_on >= $3)
       left join sections c on c.district_id = r.district_id and c.section_id = r.section_id and c.staff_id = $2
        and exists (select from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
          and e.school_id = c.school_id and (e.exit_on is null or e.exit_on >= '2026-07-01'))
      where s.district_id = $1 and (c.section_id is not null or exists (select from student_staff t
        where t.district_id = s.district_id and t.student_id = s.student_id and t.staff_id = $2)) order by 1`,
    [DISTRICT, staffId, SAMPLE_AS_OF],
  );
  const numbers = own.rows.map(({ no }) => no);
  const other = await server.db.pool.query<{ no: number }>(
    `select s.student_no as no from students s join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id
        and e.school_id in (select c.school_id from sections c where c.district_id = $1 and c.staff_id = $2)
      where s.district_id = $1 and not s.student_no = any ($3) order by 1 limit 1`,
    [DISTRICT, staffId, numbers],
  );
  const notice = async (isOwn: boolean): Promise<string> => {
    const found = await server.db.pool.query<{ id: number | null }>(
      `select min(n.notice_id) as id from notices n join students s on s.district_id = n.district_id and s.student_id = n.student_id
        where n.district_id = $1 and (s.student_no = any ($2)) = $3
          and exists (select from notice_letters l where l.district_id = n.district_id and l.notice_id = n.notice_id)`,
      [DISTRICT, numbers, isOwn],
    );
    const id = found.rows[0]?.id ?? null;
    return id === null ? '' : noticeName(id);
  };
  const batchOf = async (name: string): Promise<string> => {
    const found = await server.db.pool.query<{ id: number | null }>(
      'select batch_id as id from notices where notice_id = $1',
      [Number(name.slice(1))],
    );
    const id = found.rows[0]?.id ?? null;
    return id === null ? '' : batchName(id);
  };
  const [ownNotice, otherNotice] = [await notice(true), await notice(false)];
  return {
    own: { school: 'oak', student: studentKeyOf(numbers[0] ?? 0), notice: ownNotice, batch: await batchOf(ownNotice) },
    others: { student: studentKeyOf(other.rows[0]?.no ?? 0), notice: otherNotice, batch: await batchOf(otherNotice) },
    numbers,
  };
}

/** One student's case is the officer's; every other student of the same school is not. */
async function giveCase(
  { db }: TestServer,
  { to, student }: { readonly to: string; readonly student: string },
): Promise<{ readonly own: Partial<Place>; readonly numbers: readonly number[] }> {
  const no = parseStudentKey(student);
  const found = await db.pool.query<{ id: string }>(
    'select student_id as id from students where district_id = $1 and student_no = $2',
    [DISTRICT, no],
  );
  const who = {
    districtId: DISTRICT,
    personId: '',
    name: 'test',
    role: 'rollcall',
    now: SAMPLE_NOW,
    on: SAMPLE_AS_OF,
  } as const;
  await withTransaction(db, (client) =>
    assign(client, who, {
      student: found.rows[0]?.id ?? '',
      caseId: null,
      duty: 'officer',
      personId: to,
      because: 'test',
    }),
  );
  return { own: { student }, numbers: [no] };
}

/** Another district in the same database, with one of everything. */
async function makeElsewhere({ db }: TestServer): Promise<Partial<Place>> {
  const no = 900_001;
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Elsewhere')`, [ELSEWHERE]);
  await db.pool.query(`insert into schools (district_id, school_id, name) values ($1, 'far', 'Far')`, [ELSEWHERE]);
  await db.pool.query(
    `insert into students (district_id, student_id, student_no, first_name, last_name) values ($1, 'FAR-1', $2, 'Far', 'Away')`,
    [ELSEWHERE, no],
  );
  await db.pool.query(
    `insert into enrollments (district_id, student_id, school_id, entry_on) values ($1, 'FAR-1', 'far', '2026-08-01')`,
    [ELSEWHERE],
  );
  const { personId } = await addPerson(db, {
    districtId: ELSEWHERE,
    name: 'Clerk far away',
    email: 'clerk@far.example',
    staffId: null,
    grants: [{ role: 'clerk', school: 'far' }],
    by: 'test',
    at: SAMPLE_NOW,
    reason: 'test',
  });
  const batch = await db.pool.query<{ id: number }>(
    `insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures)
     values ($1, 'far', $2, '{}', 'test', $3, '{}') returning batch_id as id`,
    [ELSEWHERE, SAMPLE_AS_OF, SAMPLE_NOW],
  );
  const batchId = batch.rows[0]?.id ?? 0;
  const notice = await db.pool.query<{ id: number }>(
    `insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, origin, batch_id, issued_on, issued_at,
       issued_by, notice_school_id, state)
     values ($1, 'california-sarb', 'FAR-1', 'L1', '2026-07-01', 1, 'rollcall', $2, $3, $4, 'test', 'far', 'issued') returning notice_id as id`,
    [ELSEWHERE, batchId, SAMPLE_AS_OF, SAMPLE_NOW],
  );
  const slot = await db.pool.query<{ id: number }>(
    `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at)
     values ($1, 'far', '2026-12-14', '15:00', 'Room 1', 'Test', 'test', $2) returning slot_id as id`,
    [ELSEWHERE, SAMPLE_NOW],
  );
  const identity = { pack: 'california-sarb', criterion: 'L1', cycle: '2026-07-01', occurrence: 1, school: null };
  return {
    student: studentKeyOf(no),
    trigger: triggerKeyOf(identity, studentKeyOf(no)),
    notice: noticeName(notice.rows[0]?.id ?? 0),
    batch: batchName(batchId),
    person: personId,
    slot: String(slot.rows[0]?.id),
  };
}

/** Found without the wall and without its functions, from the words of the rule. */
async function unseenBy(
  { db }: TestServer,
  reach: 'schools' | 'students' | 'cases' | 'district',
  schools: readonly string[],
  own: Readonly<Record<'students' | 'cases', readonly number[]>>,
): Promise<ReadonlySet<string>> {
  const found = await db.pool.query<{ no: number; id: string; district: number; at_school: boolean }>(
    `select s.student_no as no, s.student_id as id, s.district_id as district, exists (select from enrollments e
        where e.district_id = s.district_id and e.student_id = s.student_id and e.school_id = any ($1)
          and (e.exit_on is null or e.exit_on >= '2026-07-01')) as at_school from students s`,
    [schools],
  );
  const isSeen = (row: (typeof found.rows)[number]): boolean =>
    row.district === DISTRICT &&
    (reach === 'district' ||
      (reach === 'schools' && row.at_school) ||
      ((reach === 'students' || reach === 'cases') && own[reach].includes(row.no)));
  return new Set(found.rows.filter((row) => !isSeen(row)).flatMap(({ no, id }) => [studentKeyOf(no), id]));
}
