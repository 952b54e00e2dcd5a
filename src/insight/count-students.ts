/** Reads what is needed of every student, counts, and stores the students' rows. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { schoolOn } from '../calculation/found.ts';
import { copyRows, dayOfField, int4Of, textOf } from '../db/copy-rows.ts';
import { packYear } from '../db/attendance-pack.ts';
import { studentFacts } from '../db/student-facts.ts';
import type { EnrollmentFact } from '../engine/index.ts';
import { AttendanceCount } from './count.ts';
import { decodeRecordedDays, encodeRecordedDays } from './recorded-days.ts';
import type { FiguresBasis } from './refresh.ts';
import { StudentWriter } from './write-figures.ts';

/** Students counted before others get a turn: a server counts while it answers. */
const AT_A_TIME = 500;
/** Students read again in one statement. */
const PIECE = 2_000;

export interface StudentOnFile {
  readonly no: number;
  readonly id: string;
  enrollments: EnrollmentFact[];
  /** Years and imports of the packed attendance. */
  packs: string;
  /** As counted before. */
  stored: { readonly source: string; readonly recorded: Buffer; readonly close: string } | undefined;
}

/** Read again from a student's records. */
interface Fresh {
  readonly recorded: Buffer;
  readonly close: string;
}

/** Counts the whole district. `isAnew`: what was read of students before is not believed. */
export async function countAttendance(
  client: ClientBase,
  basis: FiguresBasis,
  { isAnew }: { readonly isAnew: boolean },
): Promise<AttendanceCount> {
  const students = await readStudents(client, basis);
  const changed = students.filter(
    (student) =>
      isAnew || student.stored?.source !== sourceOf(student) || hasDayBetween(student.stored.recorded, basis),
  );
  const fresh = await readFresh(client, basis, changed);
  const count = new AttendanceCount(basis.asOf, basis.through);
  const writer = new StudentWriter(client, basis.districtId);
  const wholeDays = basis.days.schools.map(() => basis.asOf);
  for (const [at, student] of students.entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const { recorded, close } = fresh.get(student.no) ?? student.stored ?? NOTHING;
    const figures = count.add(basis.days.enrolledDays(student.enrollments, wholeDays), decodeRecordedDays(recorded));
    await writer.put({
      ...figures,
      no: student.no,
      source: sourceOf(student),
      recorded,
      close,
      school: schoolOn(student.enrollments, basis.asOf),
    });
  }
  await writer.finish();
  return count;
}

const NOTHING: Fresh = { recorded: Buffer.alloc(0), close: '[]' };

/** Whether a date with a record came within the as-of date, or left it, since the figures before. */
function hasDayBetween(recorded: Buffer, { asOf, asOfBefore }: FiguresBasis): boolean {
  if (asOfBefore === null || asOfBefore === asOf) return false;
  const [first, last] = [Math.min(asOf, asOfBefore), Math.max(asOf, asOfBefore)];
  return decodeRecordedDays(recorded).some(({ day }) => day > first && day <= last);
}

async function readFresh(
  client: ClientBase,
  basis: FiguresBasis,
  changed: readonly StudentOnFile[],
): Promise<ReadonlyMap<number, Fresh>> {
  const { districtId, yearStart, yearEnd, days, closeSteps } = basis;
  const fresh = new Map<number, Fresh>();
  for (let at = 0; at < changed.length; at += PIECE) {
    const students = changed.slice(at, at + PIECE).map(({ id }) => id);
    for await (const student of studentFacts(client, districtId, { yearStart, asOf: yearEnd, students })) {
      const recorded = encodeRecordedDays(days.recordedDays(student));
      fresh.set(student.no, { recorded, close: JSON.stringify(closeSteps(student)) });
    }
    await setImmediate();
  }
  return fresh;
}

/** Every student with enrollments and what was counted before, in order of number. */
export async function readStudents(client: ClientBase, basis: FiguresBasis): Promise<readonly StudentOnFile[]> {
  const { districtId, yearStart, yearEnd } = basis;
  const students = new Map<number, StudentOnFile>();
  const byId = new Map<string, StudentOnFile>();
  const all = `select student_no, student_id from students where district_id = ${districtId} order by student_no`;
  for await (const rows of copyRows(client, all)) {
    for (const [no, id] of rows) {
      const student = { no: int4Of(no) ?? 0, id: textOf(id), enrollments: [], packs: '', stored: undefined };
      students.set(student.no, student);
      byId.set(student.id, student);
    }
  }
  const enrollments = `select student_id, school_id, entry_on, exit_on from enrollments
    where district_id = ${districtId} order by student_id, entry_on, school_id`;
  for await (const rows of copyRows(client, enrollments)) {
    for (const [id, school, entry, exit] of rows) {
      const fact = { school: textOf(school), entry: dayOfField(entry) };
      byId
        .get(textOf(id))
        ?.enrollments.push(exit === null || exit === undefined ? fact : { ...fact, exit: dayOfField(exit) });
    }
  }
  const packs = `select student_no, year::int, import_id::text from attendance_packs
    where district_id = ${districtId} and year between ${packYear(yearStart)} and ${packYear(yearEnd)} order by student_no, year`;
  for await (const rows of copyRows(client, packs)) {
    for (const [no, year, importId] of rows) {
      const student = students.get(int4Of(no) ?? 0);
      if (student !== undefined) student.packs += `${int4Of(year)}:${textOf(importId)} `;
    }
  }
  await readStored(client, districtId, students);
  return [...students.values()];
}

async function readStored(
  client: ClientBase,
  districtId: number,
  students: ReadonlyMap<number, StudentOnFile>,
): Promise<void> {
  const stored = `select student_no, source, recorded, close::text from student_attendance where district_id = ${districtId}`;
  for await (const rows of copyRows(client, stored)) {
    for (const [no, source, recorded, close] of rows) {
      const student = students.get(int4Of(no) ?? 0);
      if (student !== undefined)
        student.stored = { source: textOf(source), recorded: Buffer.from(recorded ?? []), close: textOf(close) };
    }
  }
}

/** What a student's recorded days were read from. */
function sourceOf({ packs, enrollments }: StudentOnFile): string {
  const spells = enrollments.map(({ school, entry, exit }) => `${school}\u001f${entry}\u001f${exit ?? ''}`);
  return createHash('sha256')
    .update(`${packs}\n${spells.join('\n')}`)
    .digest('base64url')
    .slice(0, 22);
}
