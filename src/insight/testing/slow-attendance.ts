/**
 * The attendance figures once more, the slow and plain way: from the rows of the tables, one student and one day at a time, without
 * the engine and without anything that is stored for it. For tests, and only for schools that count absence by the usual view
 * (absent for any reason; more than half of the listed periods are a day, a quarter half a day).
 */
import type pg from 'pg';

export interface SlowFigures {
  /** By student id: days enrolled, thousandths of days absent. */
  readonly students: ReadonlyMap<string, SlowStudent>;
  /** By `school date`. */
  readonly days: ReadonlyMap<string, { enrolled: number; absent: number; recorded: number }>;
}

/** `chronicSince`: the first day of the stretch, up to the last day counted, with 10% or more missed after 10 days; null: not now. */
interface SlowStudent {
  enrolled: number;
  absent: number;
  chronicSince: string | null;
}

interface RecordRow {
  readonly student: string;
  readonly school: string;
  readonly on: string;
  readonly period: string;
  readonly status: string | null;
  readonly value: number | null;
}

/** Ends: `from` and each school's `through` included. Input: ISO dates; `asOf` ends the days, `through` the rates. */
export async function slowAttendance(
  client: pg.Pool,
  question: {
    readonly districtId: number;
    readonly from: string;
    readonly asOf: string;
    readonly through: (school: string) => string;
  },
): Promise<SlowFigures> {
  const { from, asOf, through } = question;
  const facts = await readFacts(client, question.districtId);
  const students = new Map<string, SlowStudent>();
  const days = new Map<string, { enrolled: number; absent: number; recorded: number }>();
  const dates = [...facts.dates].filter((on) => on >= from && on <= asOf).sort();
  for (const [student, spells] of facts.enrolledBy) {
    const own: SlowStudent = { enrolled: 0, absent: 0, chronicSince: null };
    students.set(student, own);
    for (const on of dates) {
      const there = spellsOn(spells, on, facts.inSession);
      const school = there[0]?.school;
      if (school === undefined) continue;
      const counted = (facts.byStudent.get(student) ?? []).filter(
        (row) => row.on === on && isCountable(row, there, facts.periods),
      );
      const absent = absentOn(counted, facts.periods);
      const day = days.get(`${school} ${on}`) ?? { enrolled: 0, absent: 0, recorded: 0 };
      day.enrolled += 1;
      day.absent += absent;
      if (counted.length > 0) day.recorded += 1;
      days.set(`${school} ${on}`, day);
      if (on > through(school)) continue;
      own.enrolled += 1;
      own.absent += absent;
      const isChronic = own.enrolled >= 10 && own.absent * 10 >= own.enrolled * 1000;
      own.chronicSince = isChronic ? (own.chronicSince ?? on) : null;
    }
  }
  return { students, days };
}

interface Spell {
  readonly student: string;
  readonly school: string;
  readonly entry: string;
  readonly exit: string | null;
}

async function readFacts(client: pg.Pool, districtId: number) {
  const all = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql, [districtId])).rows;
  const sessions = await all<{ school: string; on: string }>(
    'select school_id as school, on_date as on from calendar_days where district_id = $1',
  );
  const spells = await all<Spell>(
    'select student_id as student, school_id as school, entry_on as entry, exit_on as exit from enrollments where district_id = $1',
  );
  const periods = new Map<string, Set<string>>();
  for (const { school, period } of await all<{ school: string; period: string }>(
    'select school_id as school, period from periods where district_id = $1',
  ))
    periods.set(school, (periods.get(school) ?? new Set()).add(period));
  return {
    periods,
    inSession: new Set(sessions.map(({ school, on }) => `${school} ${on}`)),
    dates: new Set(sessions.map(({ on }) => on)),
    enrolledBy: Map.groupBy(spells, ({ student }) => student),
    byStudent: Map.groupBy(await all<RecordRow>(RECORDS), ({ student }) => student),
  };
}

const RECORDS = `
  select s.student_id as student, sw.word as school, r.on_date as on, coalesce(pw.word, '') as period,
    coalesce(o.status, e.status) as status, coalesce(o.value_thousandths, e.value_thousandths) as value
  from attendance_records r
  join students s on s.district_id = r.district_id and s.student_no = r.student_no
  join fact_words sw on sw.district_id = r.district_id and sw.kind = 'school' and sw.word_no = r.school_no
  left join fact_words pw on pw.district_id = r.district_id and pw.kind = 'period' and pw.word_no = r.period_no
  join fact_words cw on cw.district_id = r.district_id and cw.kind = 'code' and cw.word_no = r.code_no
  left join codes o on o.district_id = r.district_id and o.school_id = sw.word and o.code = cw.word
  left join codes e on e.district_id = r.district_id and e.school_id = '' and e.code = cw.word
  where r.district_id = $1 and r.superseded_import_id is null`;

/** Enrolled and in session, the latest entry first, then the smallest school. */
function spellsOn(spells: readonly Spell[], on: string, inSession: ReadonlySet<string>): readonly Spell[] {
  return spells
    .filter(
      ({ school, entry, exit }) => entry <= on && (exit === null || exit >= on) && inSession.has(`${school} ${on}`),
    )
    .toSorted((one, other) => {
      if (one.entry !== other.entry) return one.entry > other.entry ? -1 : 1;
      return one.school < other.school ? -1 : 1;
    });
}

function isCountable(
  { status, school, period }: RecordRow,
  there: readonly Spell[],
  periods: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if (status === null || !there.some((spell) => spell.school === school)) return false;
  return period === '' || (periods.get(school)?.has(period) ?? true);
}

function absentOn(rows: readonly RecordRow[], periods: ReadonlyMap<string, ReadonlySet<string>>): number {
  const absences = rows.filter(({ status }) => status === 'absent');
  const distinct = new Map(absences.map((row) => [JSON.stringify(row), row]));
  let wholeDay = 0;
  for (const { period, value } of distinct.values()) if (period === '') wholeDay += value ?? 1000;
  let share = 0;
  for (const [school, listed] of periods) {
    const missed = new Set(
      absences.filter((row) => row.school === school && row.period !== '').map(({ period }) => period),
    );
    share = Math.max(share, missed.size / listed.size);
  }
  return Math.min(1000, Math.max(wholeDay, share > 0.5 ? 1000 : share >= 0.25 ? 500 : 0));
}
