/** Home of a teacher: the own students, those with an alert first, with one line why. */
import type { ClientBase, Pool } from 'pg';
import { bandOf, percentOf } from '../../insight/index.ts';
import { readPackVersions } from '../../notices/index.ts';
import { studentKeyOf } from '../keys.ts';
import type { AlertLine } from './contract.ts';

interface Row {
  readonly no: number;
  readonly first: string;
  readonly last: string;
  readonly grade: string;
  readonly school: string | null;
  readonly enrolled: number | null;
  readonly absent: number | null;
  readonly criterion: string | null;
  readonly hash: string | null;
  readonly on: string | null;
  readonly kind: 'met' | 'sent' | null;
}

/** Input: a client walled to the teacher's students. */
export async function readOwnStudents(
  client: ClientBase | Pool,
  { districtId, yearStart }: { readonly districtId: number; readonly yearStart: string },
): Promise<AlertLine[]> {
  const found = await client.query<Row>(OWN_STUDENTS, [districtId, yearStart]);
  const hashes = found.rows.flatMap(({ hash }) => hash ?? []);
  const packs = await readPackVersions(client, { districtId, hashes });
  // A notice from before Rollcall names no version of its pack, and has no title.
  const titleOf = ({ hash, criterion }: Row): string =>
    packs.get(hash ?? '')?.policy.criteria.find(({ code }) => code === criterion)?.title ?? '';
  return found.rows.map((row) => lineOf(row, titleOf(row))).toSorted(byAlert);
}

/** The newest of what was met or sent this year; where nothing was, chronic absence. */
const OWN_STUDENTS = `
  select s.student_no as no, s.first_name as first, s.last_name as last, s.grade, c.name as school,
    a.enrolled_days as enrolled, a.absent_thousandths as absent, m.criterion, m.pack_hash as hash, m.on_date as on, m.kind
  from students s
  join student_attendance a on a.district_id = s.district_id and a.student_no = s.student_no and a.school_id <> ''
  left join schools c on c.district_id = a.district_id and c.school_id = a.school_id
  left join lateral (
    select t.criterion, t.pack_hash, t.trigger_on as on_date, 'met' as kind from triggers t
     where t.district_id = s.district_id and t.student_id = s.student_id and t.state = 'active' and t.decision in ('issue', 'held')
       and t.trigger_on >= $2::date
    union all
    select n.criterion, n.pack_hash, n.issued_on, 'sent' from notices n
     where n.district_id = s.district_id and n.student_id = s.student_id and n.state not in ('withdrawn', 'rescinded')
       and n.origin <> 'adopted' and n.issued_on >= $2::date
    order by on_date desc, criterion desc limit 1) m on true
  where s.district_id = $1`;

function lineOf(row: Row, title: string): AlertLine {
  const [enrolledDays, absentThousandths] = [row.enrolled ?? 0, row.absent ?? 0];
  const band = bandOf(enrolledDays, absentThousandths);
  const isChronic = band === '10-20' || band === '20-up';
  const chronic = isChronic ? ({ kind: 'chronic', level: '', title: '', on: null } as const) : null;
  return {
    student: studentKeyOf(row.no),
    name: `${row.last}, ${row.first}`,
    grade: row.grade,
    schoolName: row.school ?? '',
    percent: percentOf({ enrolledDays, absentThousandths }),
    enrolledDays,
    absentDays: absentThousandths / 1000,
    band,
    alert: row.kind === null ? chronic : { kind: row.kind, level: row.criterion ?? '', title, on: row.on },
  };
}

/** What was met or sent last first, then chronic absence, then by name. */
function byAlert(one: AlertLine, other: AlertLine): number {
  const [first, second] = [rankOf(one), rankOf(other)];
  if (first !== second) return first < second ? 1 : -1;
  return one.name < other.name ? -1 : 1;
}

function rankOf({ alert }: AlertLine): string {
  if (alert === null) return '';
  return alert.on ?? '0';
}
