/** The days of every student of a district, by school: from the attendance figures, which hold each date with a record already. */
import { setImmediate } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { readStudents, type StudentOnFile } from '../count-students.ts';
import { decodeRecordedDays } from '../recorded-days.ts';
import type { FiguresBasis } from '../refresh.ts';
import { readResponses } from './read-responses.ts';
import { NOT_HERE, type Response, type SchoolYear, type StudentYear } from './school-year.ts';

const NO_RECORDS = Buffer.alloc(0);

/** Students taken in before others get a turn. */
const AT_A_TIME = 500;

/** Schools with a day that is counted. */
export async function readSchoolYears(client: ClientBase, basis: FiguresBasis): Promise<readonly SchoolYear[]> {
  const { districtId, yearStart, asOf, days } = basis;
  const schools = days.schools.map((school, index) => new SchoolDays(school, index, basis));
  const responses = await readResponses(client, { districtId, from: yearStart, to: asOf });
  const students = await readStudents(client, basis);
  for (const [i, student] of students.entries()) {
    if (i % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    addStudent(student, { basis, schools, responses: responses.get(student.no) ?? [] });
  }
  return schools.filter((one) => one.days.length > 0);
}

/** A school's days in session, and its students as they come. */
class SchoolDays implements SchoolYear {
  readonly school: string;
  readonly days: Int32Array;
  readonly students: (StudentYear & { readonly responses: Response[] })[] = [];
  /** By days since the year began: place in `days`; -1 where not in session. */
  private readonly places: Int16Array;
  private readonly yearStart: number;

  constructor(school: string, index: number, { days, through, yearStart, yearEnd }: FiguresBasis) {
    this.school = school;
    this.yearStart = yearStart;
    const own = through.map((day, i) => (i === index ? day : -1));
    this.days = days.enrolledDays([{ school, entry: yearStart }], own).days;
    this.places = new Int16Array(yearEnd - yearStart + 1).fill(-1);
    for (const [place, day] of this.days.entries()) this.places[day - yearStart] = place;
  }

  placeOf(day: number): number {
    return this.places[day - this.yearStart] ?? -1;
  }

  add(studentNo: number): StudentYear & { readonly responses: Response[] } {
    const places = this.days.length;
    const absent = new Uint16Array(places).fill(NOT_HERE);
    const student = { studentNo, absent, unexcused: new Uint8Array(places), responses: [] };
    this.students.push(student);
    return student;
  }
}

interface Taken {
  readonly basis: FiguresBasis;
  readonly schools: readonly SchoolDays[];
  readonly responses: readonly Response[];
}

function addStudent({ no, enrollments, stored }: StudentOnFile, { basis, schools, responses }: Taken): void {
  const enrolled = basis.days.enrolledDays(enrollments, basis.through);
  const years = new Map<number, StudentYear & { readonly responses: Response[] }>();
  for (let i = 0; i < enrolled.days.length; i += 1) {
    const index = enrolled.schools[i] as number;
    const school = schools[index] as SchoolDays;
    const year = years.get(index) ?? school.add(no);
    years.set(index, year);
    year.absent[school.placeOf(enrolled.days[i] as number)] = 0;
  }
  for (const { day, school, absentThousandths, isUnexcused } of decodeRecordedDays(stored?.recorded ?? NO_RECORDS)) {
    const year = years.get(school);
    const place = schools[school]?.placeOf(day) ?? -1;
    if (year === undefined || year.absent[place] !== 0) continue;
    year.absent[place] = absentThousandths;
    year.unexcused[place] = isUnexcused ? 1 : 0;
  }
  for (const response of responses) years.get(schoolAt(enrolled, response.on))?.responses.push(response);
}

/** The school of the last day enrolled up to a day, of the first one where there is none; -1: never enrolled. */
function schoolAt({ days, schools }: { readonly days: Int32Array; readonly schools: Int32Array }, on: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] as number) <= on) low = middle + 1;
    else high = middle;
  }
  return schools[Math.max(0, low - 1)] ?? -1;
}
