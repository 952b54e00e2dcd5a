/** The attendance history that a letter shows beyond its evidence: `history: cycle | year` up to the trigger date. */
import type pg from 'pg';
import { formatDay, parseDay, schoolYearStart } from '../../engine/index.ts';
import type { DateFact } from '../../documents/index.ts';
import type { EvidenceJson } from '../../db/evidence-pack.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import type { Codes } from './codes.ts';

/** From when a line's letters show attendance; null where the evidence is all they show. ISO. */
export function historyStart(line: WorklistLine): string | null {
  const kinds = line.letters.map((letter) => letter.history);
  const trigger = parseDay(line.trigger.triggerOn);
  if (kinds.includes('year') && trigger !== undefined)
    return formatDay(schoolYearStart(trigger, line.policy.policy.schoolYearStart));
  return kinds.includes('cycle') ? line.trigger.identity.cycle : null;
}

interface HistoryRow {
  readonly student_id: string;
  readonly on_date: string;
  readonly school: string;
  readonly period: string;
  readonly course: string;
  readonly code: string;
  readonly minutes_absent: number | null;
}

/**
 * The absences, tardies and early leavings of students from a day on, by student, in order of date and period.
 * Days on which the school was not in session are left out, as the calculation does.
 */
export async function readHistory(
  client: pg.ClientBase,
  options: {
    readonly districtId: number;
    readonly students: readonly string[];
    readonly from: string;
    readonly through: string;
    readonly codes: Codes;
  },
): Promise<ReadonlyMap<string, readonly EvidenceJson[]>> {
  const byStudent = new Map<string, EvidenceJson[]>();
  if (options.students.length === 0) return byStudent;
  const found = await client.query<HistoryRow>(HISTORY_SQL, [
    options.districtId,
    options.students,
    options.from,
    options.through,
  ]);
  for (const row of found.rows) {
    const meaning = options.codes(row.school, row.code);
    if (meaning === undefined || meaning.status === 'present' || meaning.status === 'exempt') continue;
    const record: EvidenceJson = {
      date: row.on_date,
      school: row.school,
      period: row.period === '' ? null : row.period,
      course: row.course === '' ? null : row.course,
      code: row.code,
      minutes: row.minutes_absent,
    };
    const list = byStudent.get(row.student_id);
    if (list === undefined) byStudent.set(row.student_id, [record]);
    else list.push(record);
  }
  return byStudent;
}

const HISTORY_SQL = `
  select s.student_id, a.on_date, sw.word as school, pw.word as period, cw.word as course, kw.word as code,
         max(a.minutes_absent) as minutes_absent
    from students s
    join attendance_records a on a.district_id = s.district_id and a.student_no = s.student_no
    join fact_words sw on sw.district_id = a.district_id and sw.kind = 'school' and sw.word_no = a.school_no
    join calendar_days d on d.district_id = a.district_id and d.school_id = sw.word and d.on_date = a.on_date
    left join fact_words pw on pw.district_id = a.district_id and pw.kind = 'period' and pw.word_no = a.period_no
    left join fact_words cw on cw.district_id = a.district_id and cw.kind = 'course' and cw.word_no = a.course_no
    join fact_words kw on kw.district_id = a.district_id and kw.kind = 'code' and kw.word_no = a.code_no
    left join periods p on p.district_id = a.district_id and p.school_id = sw.word and p.period = pw.word
   where s.district_id = $1 and s.student_id = any ($2) and a.on_date between $3 and $4 and a.superseded_import_id is null
   group by s.student_id, a.on_date, sw.word, pw.word, cw.word, kw.word, p.position
   order by s.student_id, a.on_date, p.position nulls last, pw.word, cw.word, kw.word`;

/** What one letter shows: evidence or history up to the trigger date, in the order the pack asks for. */
export function datesShown(input: {
  readonly records: readonly EvidenceJson[];
  readonly from: string | null;
  readonly through: string;
  readonly sort: 'asc' | 'desc';
  readonly codes: Codes;
}): readonly DateFact[] {
  const shown = input.records.filter(
    (record) => record.date <= input.through && (input.from === null || record.date >= input.from),
  );
  const ordered =
    input.sort === 'asc'
      ? shown
      : shown.toSorted((one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0));
  return ordered.map((record) => dateFactOf(record, input.codes));
}

function dateFactOf(record: EvidenceJson, codes: Codes): DateFact {
  const meaning = codes(record.school, record.code);
  return {
    on: record.date,
    school: record.school,
    period: record.period ?? null,
    minutes: record.minutes,
    status: meaning?.status ?? 'absent',
    excuse: meaning?.excuse ?? '',
    description: meaning?.description ?? record.code,
    ...(record.period === null && meaning !== undefined ? { value: meaning.valueThousandths / 1000 } : {}),
  };
}
