/** Students with their enrollments, events and attendance, one after the other, as the engine reads them. */
import type { ClientBase } from 'pg';
import type { Day, EnrollmentFact, EventFact, RecordColumns, StudentFacts } from '../engine/index.ts';
import { decodeAttendancePack, emptyRecords, joinRecords, packYear } from './attendance-pack.ts';
import { copyRows, dayOfField, int4Of, literal, textOf, type CopyRow } from './copy-rows.ts';

export interface StoredStudent extends StudentFacts {
  /** `students.student_no`. */
  readonly no: number;
}

export interface StudentFactsOptions {
  /** The first day that matters: the earliest start of a school year among the packs in use. */
  readonly yearStart: Day;
  readonly asOf: Day;
  /** Student ids; left out: every student of the district. */
  readonly students?: readonly string[];
}

/**
 * Reads students in the order of their numbers.
 * Records are those of the July-to-June years that touch `yearStart` to `asOf`, events all that were not superseded; the
 * engine cuts both at its dates. Notices on file and people's decisions are not among the events.
 * The client is busy until the iteration ends.
 */
export async function* studentFacts(
  client: ClientBase,
  districtId: number,
  options: StudentFactsOptions,
): AsyncGenerator<StoredStudent> {
  if (options.students?.length === 0) return;
  const only = await chosenNumbers(client, districtId, options.students);
  const enrollments = await readEnrollments(client, districtId, only);
  const events = await readEvents(client, districtId, only);
  const students = await readStudents(client, districtId, only);
  const packs = new PackCursor(copyRows(client, packsOf(districtId, options, only)));
  try {
    for (const student of students) {
      const records = await packs.recordsOf(student.no);
      yield {
        ...student,
        records,
        enrollments: enrollments.get(student.id) ?? [],
        events: events.get(student.id) ?? [],
      };
    }
  } finally {
    await packs.close();
  }
}

interface Only {
  /** Conditions on `student_id` and on `student_no`, '' for every student. */
  readonly byId: string;
  readonly byNo: string;
}

async function chosenNumbers(
  client: ClientBase,
  districtId: number,
  students: readonly string[] | undefined,
): Promise<Only> {
  if (students === undefined) return { byId: '', byNo: '' };
  const found = await client.query<{ no: number }>(
    'select student_no as no from students where district_id = $1 and student_id = any($2::text[])',
    [districtId, students],
  );
  return {
    byId: ` and student_id = any(array[${students.map(literal).join(',')}]::text[])`,
    byNo: ` and student_no = any('{${found.rows.map((row) => row.no).join(',')}}'::int[])`,
  };
}

async function readStudents(
  client: ClientBase,
  districtId: number,
  only: Only,
): Promise<readonly Omit<StoredStudent, 'records' | 'enrollments' | 'events'>[]> {
  const select = `select student_no, student_id, grade, array_to_string(flags, '|')
    from students where district_id = ${districtId}${only.byId} order by student_no`;
  const students = [];
  for await (const rows of copyRows(client, select)) {
    for (const [no, id, grade, flags] of rows) {
      const flagText = textOf(flags);
      students.push({
        no: int4Of(no) ?? 0,
        id: textOf(id),
        grade: textOf(grade),
        flags: flagText === '' ? [] : flagText.split('|'),
      });
    }
  }
  return students;
}

async function readEnrollments(
  client: ClientBase,
  districtId: number,
  only: Only,
): Promise<ReadonlyMap<string, readonly EnrollmentFact[]>> {
  const select = `select student_id, school_id, entry_on, exit_on
    from enrollments where district_id = ${districtId}${only.byId} order by student_id, entry_on, school_id`;
  return groupByStudent(copyRows(client, select), ([, school, entry, exit]) => {
    const fact = { school: textOf(school), entry: dayOfField(entry) };
    return exit === null || exit === undefined ? fact : { ...fact, exit: dayOfField(exit) };
  });
}

async function readEvents(
  client: ClientBase,
  districtId: number,
  only: Only,
): Promise<ReadonlyMap<string, readonly EventFact[]>> {
  const select = `select student_id, on_date, event, ref from events
    where district_id = ${districtId} and superseded_import_id is null${only.byId} order by student_id, on_date, event_id`;
  return groupByStudent(copyRows(client, select), ([, day, event, ref]) => ({
    day: dayOfField(day),
    event: textOf(event),
    ref: textOf(ref),
  }));
}

async function groupByStudent<Fact>(
  blocks: AsyncIterable<readonly CopyRow[]>,
  factOf: (row: CopyRow) => Fact,
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const groups = new Map<string, Fact[]>();
  for await (const rows of blocks) {
    for (const row of rows) {
      const student = textOf(row[0]);
      const group = groups.get(student);
      if (group === undefined) groups.set(student, [factOf(row)]);
      else group.push(factOf(row));
    }
  }
  return groups;
}

function packsOf(districtId: number, options: StudentFactsOptions, only: Only): string {
  return `select student_no, records from attendance_packs
    where district_id = ${districtId} and year between ${packYear(options.yearStart)} and ${packYear(options.asOf)}${only.byNo}
    order by student_no, year`;
}

/** Walks through packs in the order of students; packs of numbers that nobody asks for are passed over. */
class PackCursor {
  private readonly blocks: AsyncGenerator<readonly CopyRow[]>;
  private rows: readonly CopyRow[] = [];
  private at = 0;
  private hasBegun = false;

  constructor(blocks: AsyncGenerator<readonly CopyRow[]>) {
    this.blocks = blocks;
  }

  async recordsOf(student: number): Promise<RecordColumns> {
    const parts: RecordColumns[] = [];
    for (;;) {
      const row = this.at < this.rows.length ? this.rows[this.at] : await this.nextBlock();
      const no = int4Of(row?.[0]);
      if (row === undefined || no === undefined || no > student) break;
      if (no === student) parts.push(decodeAttendancePack(row[1] as Buffer));
      this.at += 1;
    }
    return parts.length === 0 ? emptyRecords(0) : joinRecords(parts);
  }

  /** Reads what is left, so that the client is free again. */
  async close(): Promise<void> {
    if (!this.hasBegun) return;
    for (let next = await this.blocks.next(); next.done !== true; next = await this.blocks.next())
      this.rows = next.value;
  }

  private async nextBlock(): Promise<CopyRow | undefined> {
    this.hasBegun = true;
    const next = await this.blocks.next();
    if (next.done === true) return undefined;
    this.rows = next.value;
    this.at = 0;
    return this.rows[0];
  }
}
