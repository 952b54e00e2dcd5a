/**
 * Classes, courses, sections and who teaches them. Students of one class move through the periods together,
 * so a class is also what an illness goes round in.
 */
import type { RosterRow, SectionRow, StaffRow } from '../bundle/index.ts';
import type { Day } from '../engine/index.ts';
import { Chance } from './random.ts';
import { NAMES } from './names.ts';
import { schoolsFor, type SampleSchool } from './schools.ts';

const SUBJECTS = [
  ['ELA', 'English'],
  ['MAT', 'Mathematics'],
  ['SCI', 'Science'],
  ['HIS', 'History'],
  ['PE', 'Physical education'],
  ['ART', 'Arts'],
  ['SPA', 'Spanish'],
] as const;

const CLASS_SIZE = 26;
const GRADES = 13;

/** The classes of one grade of one school. */
export interface ClassPlan {
  readonly school: SampleSchool;
  readonly grade: string;
  readonly count: number;
  /** For each class, for each period of the school (elementary: one entry): section and course. */
  readonly sections: readonly (readonly Meeting[])[];
}

/** A class in one period. `course` '' in elementary schools. */
export interface Meeting {
  readonly section: string;
  readonly course: string;
  readonly name: string;
  readonly staff: string;
}

/** The plans of a district, by `planKey`. */
export function classPlans(students: number): ReadonlyMap<string, ClassPlan> {
  const schools = schoolsFor(students);
  const blocks = schools.length / 8;
  const cohort = students / blocks / GRADES;
  const plans = schools.flatMap((school) =>
    school.grades.map((grade) => {
      const size = (cohort * shareOfGrade(school, grade)) / 1000;
      return planOf(school, grade, Math.max(1, Math.round(size / CLASS_SIZE)));
    }),
  );
  return new Map(plans.map((plan) => [planKey(plan.school.id, plan.grade), plan]));
}

export function planKey(school: string, grade: string): string {
  return `${school}/${grade}`;
}

export function sectionRows(plans: ReadonlyMap<string, ClassPlan>): SectionRow[] {
  return [...plans.values()].flatMap((plan) =>
    plan.sections.flat().map((meeting) => ({
      sectionId: meeting.section,
      schoolId: plan.school.id,
      courseId: meeting.course,
      name: meeting.name,
      staffId: meeting.staff,
    })),
  );
}

/** One row for each teacher named by a section. Input: the district's seed. */
export function teacherRows(plans: ReadonlyMap<string, ClassPlan>, seed: number): StaffRow[] {
  const schoolOf = new Map<string, string>();
  for (const plan of plans.values()) {
    for (const meeting of plan.sections.flat()) schoolOf.set(meeting.staff, plan.school.id);
  }
  return [...schoolOf].map(([staffId, schoolId], index) => {
    const chance = new Chance(seed, 40, index);
    const names = chance.below(100) < 70 ? NAMES.en : NAMES.es;
    const name = `${chance.pick(chance.below(2) === 0 ? names.mothers : names.fathers)} ${chance.pick(names.family)}`;
    return { staffId, name, email: `${staffId.toLowerCase()}@lakeside.example`, kind: 'teacher', schoolId };
  });
}

export function rosterRows(
  student: string,
  meetings: readonly Meeting[],
  span: { readonly start: Day; readonly end: Day | undefined },
): RosterRow[] {
  return meetings.map((meeting) => ({
    studentId: student,
    sectionId: meeting.section,
    start: span.start,
    end: span.end,
  }));
}

/** Ninth graders all start at the comprehensive high school, so its share of them is the whole. */
function shareOfGrade(school: SampleSchool, grade: string): number {
  return grade === '9' ? 1000 : school.share;
}

function planOf(school: SampleSchool, grade: string, count: number): ClassPlan {
  const sections = Array.from({ length: count }, (_, index) =>
    school.level === 'elementary' ? [classroom(school, grade, index)] : coursesOf(school, grade, index),
  );
  return { school, grade, count, sections };
}

function classroom(school: SampleSchool, grade: string, index: number): Meeting {
  const letter = String.fromCharCode(65 + (index % 26));
  const section = `${school.id}-${grade}${letter}`.toUpperCase();
  return {
    section,
    course: '',
    name: `${grade === 'K' ? 'Kindergarten' : `Grade ${grade}`}, room ${letter}`,
    staff: `T-${section}`,
  };
}

/** In period p the class sits in subject p + class, so that one teacher can have six classes of a subject one after the other. */
function coursesOf(school: SampleSchool, grade: string, index: number): Meeting[] {
  const periods = school.periods.length;
  return school.periods.map(({ period }, position) => {
    const [subject, title] = SUBJECTS[(position + index) % periods] as (typeof SUBJECTS)[number];
    return {
      section: `${school.id}-${grade}-${period}-${index + 1}`.toUpperCase(),
      course: `${subject}${grade}`,
      name: `${title} ${grade}`,
      staff: `T-${school.id}-${subject}-${grade}-${Math.floor(index / periods) + 1}`.toUpperCase(),
    };
  });
}
