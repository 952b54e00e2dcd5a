/** Who works where: the cast's staff, and at every other school an administrator, a clerk, a counselor and a nurse. */
import type { StaffRow, StudentStaffRow } from '../bundle/index.ts';
import { CAST_STAFF } from './cast.ts';
import { teacherRows } from './classes.ts';
import { NAMES } from './names.ts';
import { Chance } from './random.ts';
import type { SampleSchool } from './schools.ts';
import type { SampleStudent, Setting } from './setting.ts';

const OFFICE = ['administrator', 'attendance clerk', 'counselor', 'nurse'] as const;

export function staffRows(setting: Setting): StaffRow[] {
  const cast = CAST_STAFF.map(({ id, name, kind, school }) => ({
    staffId: id,
    name,
    email: mailOf(id),
    kind,
    schoolId: school,
  }));
  const office = setting.schools.flatMap((school, index) =>
    OFFICE.filter((kind) => !cast.some((row) => row.schoolId === school.id && row.kind === kind)).map((kind) =>
      officeRow(setting, school, kind, index),
    ),
  );
  return [...cast, ...office, ...teacherRows(setting.plans, setting.seed)];
}

/** Homeroom in elementary schools, the counselor in the others; one student in fifty has a case manager. */
export function studentStaffRows(setting: Setting, student: SampleStudent): StudentStaffRow[] {
  const { studentId } = student.row;
  const stay = student.enrolled.at(-1);
  if (stay === undefined) return [];
  const chance = new Chance(setting.seed, 6, student.index);
  const isElementary = stay.school.level === 'elementary';
  const staffId = isElementary ? (stay.meetings[0]?.staff as string) : officeId(stay.school, 'counselor');
  const first = { studentId, staffId, relation: isElementary ? 'homeroom' : 'counselor' };
  return chance.below(100) < 2
    ? [first, { studentId, staffId: officeId(stay.school, 'nurse'), relation: 'case-manager' }]
    : [first];
}

/** The id of the one who holds an office at a school. */
export function officeId(school: SampleSchool, kind: (typeof OFFICE)[number]): string {
  const cast = CAST_STAFF.find((member) => member.school === school.id && member.kind === kind);
  return cast?.id ?? `S-${school.id}-${kind.split(' ').at(-1)}`.toUpperCase();
}

function officeRow(setting: Setting, school: SampleSchool, kind: (typeof OFFICE)[number], index: number): StaffRow {
  const chance = new Chance(setting.seed, 41, index, OFFICE.indexOf(kind));
  const names = chance.below(100) < 65 ? NAMES.en : NAMES.es;
  const name =
    kind === 'administrator'
      ? school.principal
      : `${chance.pick(chance.below(2) === 0 ? names.mothers : names.fathers)} ${chance.pick(names.family)}`;
  const staffId = officeId(school, kind);
  return { staffId, name, email: mailOf(staffId), kind, schoolId: school.id };
}

function mailOf(id: string): string {
  return `${id.slice(2).toLowerCase()}@lakeside.example`;
}
