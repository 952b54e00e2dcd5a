/** Conference slots that the sample's schools offer, for letters that need a date. */
import type { Day } from '../engine/index.ts';
import { dayIn } from './cast-students.ts';
import { samplePackUses, schoolsFor, STUDENTS_PER_BLOCK } from './schools.ts';
import { schoolYearOf } from './school-year.ts';

export interface SampleSlot {
  readonly school: string;
  readonly day: Day;
  /** `HH:MM` */
  readonly time: string;
  readonly place: string;
  readonly with: string;
}

const DATES = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-08', '2026-12-09', '2026-12-10'];
const TIMES = ['15:30', '15:50', '16:10', '16:30'];

/** 24 at each school that sends the second truancy letter: Tuesday to Thursday of the first two weeks of December. */
export function sampleConferenceSlots(students = STUDENTS_PER_BLOCK, schoolYear = 2026): readonly SampleSlot[] {
  const year = schoolYearOf(schoolYear);
  const users = new Set(samplePackUses(students).find(({ pack }) => pack === 'california-sarb')?.schools);
  return schoolsFor(students)
    .filter((school) => users.has(school.id))
    .flatMap((school) =>
      DATES.flatMap((date) =>
        TIMES.map((time) => ({
          school: school.id,
          day: dayIn(year, date),
          time,
          place: 'Room 4',
          with: school.principal,
        })),
      ),
    );
}
