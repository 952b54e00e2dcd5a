/** The cast as students of the district: their homes, stays and days, in any school year. */
import type { AttendanceRow, EventRow } from '../bundle/index.ts';
import { dayOf, parseDay, type Day } from '../engine/index.ts';
import { CAST } from './cast.ts';
import type { CastDay, CastGuardian, CastStudent } from './cast-member.ts';
import { planKey, type ClassPlan, type Meeting } from './classes.ts';
import { absentAllDay, write } from './day-records.ts';
import type { Guardian } from './households.ts';
import { Chance } from './random.ts';
import { CITY, POSTAL_CODES, type SampleSchool } from './schools.ts';
import { schoolYearOf, type SchoolYear } from './school-year.ts';
import type { Enrolled, SampleStudent, Setting } from './setting.ts';

export const CAST_SIZE = CAST.length;

const CAST_YEAR = schoolYearOf(2026);

export function castStudents(setting: Setting): SampleStudent[] {
  return CAST.map((member, index) => ({
    index,
    row: {
      studentId: member.id,
      firstName: member.firstName,
      lastName: member.lastName,
      grade: member.grade,
      birthDate: birthIn(setting.year, member.birthDate),
      homeLanguage: member.language,
      flags: member.flags ?? [],
    },
    guardians: member.guardians.map((guardian) => guardianOf(guardian, member.language)),
    enrolled: staysOf(setting, member),
    habit: { absentPerMille: 0, unexcusedPerMille: 0, tardyPerMillion: 0, cutPerMillion: 0 },
    activities: member.activities ?? [],
    isCast: true,
  }));
}

/** Ends: `through` included. */
export function castAttendance(setting: Setting, student: SampleStudent, through: Day): AttendanceRow[] {
  const rows: AttendanceRow[] = [];
  const chance = new Chance(0);
  for (const day of (CAST[student.index] as CastStudent).days) {
    const date = dayIn(setting.year, day.date);
    if (date > through || !standsIn(setting.year, day, through)) continue;
    const stay = student.enrolled.findLast((one) => one.entry <= date) as Enrolled;
    const at = { student: student.row.studentId, date, stay, chance, rows };
    const position = stay.school.periods.findIndex(({ period }) => period === day.period);
    if (position < 0) absentAllDay(at, day.code);
    else write(at, { code: day.code, position, minutes: day.minutes });
  }
  return rows.sort((a, b) => a.date - b.date);
}

/** Ends: `through` included. */
export function castEvents(setting: Setting, student: SampleStudent, through: Day): EventRow[] {
  const events = (CAST[student.index] as CastStudent).events ?? [];
  return events
    .map(([date, event, ref]) => ({
      studentId: student.row.studentId,
      date: dayIn(setting.year, date),
      event,
      ref: ref ?? '',
    }))
    .filter((row) => row.date <= through);
}

/** The same day in session of another school year, counted from its first. Input: a day in session of 2026-27. */
export function dayIn(year: SchoolYear, text: string): Day {
  const day = parseDay(text) as Day;
  const session = CAST_YEAR.sessions.indexOf(day);
  if (session < 0) throw new Error(`a story of the cast has a day without school: ${text}`);
  return year.sessions[session] as Day;
}

function standsIn(year: SchoolYear, day: CastDay, through: Day): boolean {
  if (day.from !== undefined && through < dayIn(year, day.from)) return false;
  return day.until === undefined || through < dayIn(year, day.until);
}

function birthIn(year: SchoolYear, text: string): Day {
  return dayOf(
    Number(text.slice(0, 4)) + year.year - CAST_YEAR.year,
    Number(text.slice(5, 7)),
    Number(text.slice(8, 10)),
  );
}

function guardianOf(guardian: CastGuardian, language: string): Guardian {
  const [address1, address2] = guardian.address ?? [];
  const hasAddress = address1 !== undefined;
  return {
    guardianId: guardian.id,
    name: guardian.name,
    relation: guardian.relation,
    language: guardian.language ?? language,
    email: guardian.email ?? '',
    phone: guardian.phone ?? '',
    address1: address1 ?? '',
    address2: address2 ?? '',
    city: hasAddress ? CITY : '',
    state: hasAddress ? 'CA' : '',
    postalCode: hasAddress ? (guardian.postalCode ?? (POSTAL_CODES[0] as string)) : '',
    birthDate: guardian.birthDate === undefined ? undefined : parseDay(guardian.birthDate),
    receivesMail: guardian.receivesMail ?? true,
    custodial: guardian.custodial ?? true,
    noContact: guardian.noContact ?? false,
  };
}

function staysOf(setting: Setting, member: CastStudent): Enrolled[] {
  const first = setting.year.sessions[0] as Day;
  const at = (id: string): SampleSchool => setting.schools.find((school) => school.id === id) as SampleSchool;
  const seat = (school: SampleSchool, entry: Day, exit: Day | undefined): Enrolled => {
    const plan = setting.plans.get(planKey(school.id, member.grade)) as ClassPlan;
    return { school, entry, exit, classIndex: 0, meetings: plan.sections[0] as readonly Meeting[] };
  };
  if (member.moves === undefined) return [seat(at(member.school), first, undefined)];
  return [
    seat(at(member.school), first, dayIn(setting.year, member.moves.leaves)),
    seat(at(member.moves.to), dayIn(setting.year, member.moves.enters), undefined),
  ];
}
