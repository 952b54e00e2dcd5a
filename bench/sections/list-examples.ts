/** What a person would type or choose in a list's fields that are no fixed choice: values that the measured district has. */
import type { Database } from '../../src/db/index.ts';
import { DISTRICT_ID } from '../database.ts';
import { remark } from '../measure.ts';

/** By the field's name, or by `operation.field` where one list means something else by it. */
export type Examples = Readonly<Record<string, readonly string[]>>;

/** Where nobody said what may stand in a field it is left out, with a remark: the list is measured without it. */
export function exampleOf(examples: Examples, operation: string, field: string): readonly string[] {
  const name = `${operation}.${field}`;
  const found = examples[name] ?? examples[field];
  if (found === undefined && !MISSED.has(name)) remark(`  no example of ${name}: bench/sections/list-examples.ts`);
  if (found === undefined) MISSED.add(name);
  return found ?? [];
}

const MISSED = new Set<string>();

const FIXED: Examples = {
  from: ['2026-08-01'],
  to: ['2027-06-30'],
  since: ['2027-05-01'],
  until: ['2027-06-07'],
  month: ['2027-05-01', '2026-10-01'],
  'readWorklist.since': ['2027-06-01T00:00:00Z'],
  'searchWorklist.since': ['2027-06-01T00:00:00Z'],
  'previewSchedule.days': ['1,3,5'],
  'previewSchedule.at': ['06:30'],
  prefix: ['note:'],
  type: ['letter', 'task'],
  grade: ['9'],
  decision: ['settling'],
  quiet: ['10'],
  list: ['10', '25'],
  'readAudit.action': ['view-list', 'view-student', 'sign-in'],
  'listJobs.kind': ['calculate'],
  'listIncidents.code': ['TARDY'],
  'listIncidents.action': ['DET'],
  'readCaseTimeline.thing': ['contact', 'task'],
  'readMyJournal.reason': ['attendance'],
  'listAtRisk.reason': ['CHRONIC'],
  'listAtRisk.factor': ['attendance'],
  'searchDirectory.text': ['a', 'Smith'],
};

/** Reads what the district has: names to look for, a student with much on file, packs, levels, schools. */
export async function readExamples(db: Database): Promise<Examples> {
  const one = async (sql: string): Promise<readonly string[]> =>
    (await db.pool.query<{ value: string }>(sql, [DISTRICT_ID])).rows.map(({ value }) => value);
  const family = await one(
    'select last_name as value from students where district_id = $1 group by 1 order by count(*) desc, 1 limit 1',
  );
  const [name = ''] = await one(
    `select first_name || ' ' || last_name as value from students where district_id = $1 order by student_no desc limit 1`,
  );
  const student = await one(
    `select 's' || student_no as value from students s join cases c using (district_id, student_id)
      where s.district_id = $1 and c.state = 'open' order by student_no limit 1`,
  );
  return {
    ...FIXED,
    // A few letters as somebody types, the most frequent family name, a whole name, a number.
    text: [...family, ...family.map((whole) => whole.slice(0, 3)), name, '1000'],
    student,
    case: await one(
      `select 'C' || case_id as value from cases where district_id = $1 and state = 'open' order by case_id limit 1`,
    ),
    person: await one('select person_id as value from people where district_id = $1 order by person_id limit 1'),
    pack: await one(
      'select pack_id as value from notices where district_id = $1 group by 1 order by count(*) desc limit 1',
    ),
    level: await one(
      'select criterion as value from notices where district_id = $1 group by 1 order by count(*) desc limit 1',
    ),
    notification: await one(
      'select notification_id::text as value from notifications where district_id = $1 order by 1 limit 1',
    ),
    batch: await one(
      `select 'B' || max(batch_id) as value from notices where district_id = $1 having max(batch_id) is not null`,
    ),
    at: await one(
      'select school_id as value from cases where district_id = $1 group by 1 order by count(*) desc limit 1',
    ),
  };
}
