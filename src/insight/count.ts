/** Adds up the days of students: for each student the year, for each school each day. Pure. */
import type { Day, EnrolledDays, RecordedDay } from '../engine/index.ts';

/** A student's year through the last day of the figures. */
export interface StudentFigures {
  readonly enrolledDays: number;
  readonly absentThousandths: number;
  readonly unverified: readonly Day[];
  /** Since when, without a break, chronically absent; null: not now. */
  readonly chronicSince: Day | null;
}

/** A day in session of a school. */
export interface SchoolDayFigures {
  enrolled: number;
  absentThousandths: number;
  recorded: number;
  unverified: number;
}

/** Absences of which nobody has said whether they are excused are chased for so long. Unit: calendar days up to the as-of date. */
export const CHASED_DAYS = 14;

/** Chronic absence is not looked at before so many enrolled days. Source: criteria.md section 12. */
const CHRONIC_FROM_DAYS = 10;

export class AttendanceCount {
  private readonly asOf: Day;
  /** By school index: its last day. */
  private readonly through: readonly Day[];
  private readonly bySchool = new Map<number, Map<Day, SchoolDayFigures>>();

  constructor(asOf: Day, through: readonly Day[]) {
    this.asOf = asOf;
    this.through = through;
  }

  /**
   * Adds one student.
   * Input: `enrolled` up to the as-of date at every school, `recorded` of the whole year; both in order.
   */
  add(enrolled: EnrolledDays, recorded: readonly RecordedDay[]): StudentFigures {
    let enrolledDays = 0;
    let absentThousandths = 0;
    let at = 0;
    let chronicSince: Day | null = null;
    const unverified: Day[] = [];
    const { days, schools } = enrolled;
    for (let i = 0; i < days.length; i += 1) {
      const day = days[i] as Day;
      const school = schools[i] as number;
      while (at < recorded.length && (recorded[at] as RecordedDay).day < day) at += 1;
      const record = recorded[at]?.day === day ? recorded[at] : undefined;
      this.addDay(school, day, record);
      if (record?.isUnverified === true && day > this.asOf - CHASED_DAYS) unverified.push(day);
      if (day > (this.through[school] ?? -1)) continue;
      enrolledDays += 1;
      absentThousandths += record?.absentThousandths ?? 0;
      if (enrolledDays < CHRONIC_FROM_DAYS || absentThousandths < enrolledDays * 100) chronicSince = null;
      else chronicSince ??= day;
    }
    return { enrolledDays, absentThousandths, unverified, chronicSince };
  }

  /** School index, day and its figures, in no order. */
  *schoolDays(): Generator<readonly [number, Day, SchoolDayFigures]> {
    for (const [school, days] of this.bySchool) for (const [day, figures] of days) yield [school, day, figures];
  }

  private addDay(school: number, day: Day, record: RecordedDay | undefined): void {
    const figures = this.figuresOf(school, day);
    figures.enrolled += 1;
    if (record === undefined) return;
    figures.recorded += 1;
    figures.absentThousandths += record.absentThousandths;
    if (record.isUnverified) figures.unverified += 1;
  }

  private figuresOf(school: number, day: Day): SchoolDayFigures {
    let days = this.bySchool.get(school);
    if (days === undefined) this.bySchool.set(school, (days = new Map()));
    let figures = days.get(day);
    if (figures === undefined) {
      figures = { enrolled: 0, absentThousandths: 0, recorded: 0, unverified: 0 };
      days.set(day, figures);
    }
    return figures;
  }
}
