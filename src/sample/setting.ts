/** What a district is made from, and a student of it before anything is written down. */
import type { StudentRow } from '../bundle/index.ts';
import type { Day } from '../engine/index.ts';
import type { ClassPlan, Meeting } from './classes.ts';
import type { Guardian } from './households.ts';
import type { SampleSchool } from './schools.ts';
import type { SchoolYear } from './school-year.ts';

/** How much a student tends to miss. */
export interface Habit {
  /** Of 1,000 days, before weekday, season and illness. */
  readonly absentPerMille: number;
  /** Of 1,000 absences. */
  readonly unexcusedPerMille: number;
  /** Of a million days, or of a million meetings of a class where periods are kept. */
  readonly tardyPerMillion: number;
  readonly cutPerMillion: number;
}

/** A stretch at one school. Ends: both included; `exit` undefined: to the end of the year. */
export interface Stay {
  readonly school: SampleSchool;
  readonly entry: Day;
  readonly exit: Day | undefined;
}

/** A stay in one class. */
export interface Enrolled extends Stay {
  readonly classIndex: number;
  readonly meetings: readonly Meeting[];
}

export interface SampleStudent {
  readonly index: number;
  readonly row: StudentRow;
  readonly guardians: readonly Guardian[];
  readonly enrolled: readonly Enrolled[];
  readonly habit: Habit;
  readonly activities: readonly string[];
  /** Of the cast: their attendance and events are written down, not drawn. */
  readonly isCast: boolean;
}

/** What every student of a district is made from. */
export interface Setting {
  readonly students: number;
  readonly seed: number;
  readonly year: SchoolYear;
  readonly schools: readonly SampleSchool[];
  readonly plans: ReadonlyMap<string, ClassPlan>;
}
