/** What each day of a student looks like as a whole, and what it counts as absence. Pure. */
import type { KnownDistrict, StudentExplanation } from '../../calculation/index.ts';
import {
  civilOf,
  createAttendanceDays,
  dayOf,
  type AttendanceDays,
  type CodeFact,
  type Day,
  type RecordColumns,
  type SetAsideReason,
} from '../../engine/index.ts';
import { absenceRuleOf } from '../../calculation/absence-rule.ts';
import type { MARKS } from './shapes.ts';

export type Mark = (typeof MARKS)[number];

/** One record as it stands in the columns. */
export interface RecordAt {
  readonly at: number;
  readonly day: Day;
  readonly school: string;
  readonly period: string | null;
  readonly code: string;
  readonly meaning: CodeFact | undefined;
  readonly setAside: SetAsideReason | null;
}

export interface MarkedDay {
  readonly day: Day;
  readonly mark: Mark;
  /** A tardy or early leave without excuse. */
  readonly isUnexcused: boolean;
  /** Thousandths of the day that count as absent, by the rule of the school. */
  readonly absentThousandths: number;
  /** Thousandths of the day missed, where it was not all of it. */
  readonly partThousandths: number | null;
}

/** First day of a school year, by the year of its 1 July, and its last. */
export const yearStartOf = (year: number): Day => dayOf(year, 7, 1);
export const yearEndOf = (year: number): Day => dayOf(year + 1, 6, 30);

/** The year (of its 1 July) that a day belongs to. */
export function schoolYearOf(day: Day): number {
  const { year, month } = civilOf(day);
  return month >= 7 ? year : year - 1;
}

/** How days are valued in a school year, by the rules in use on a day. */
export function attendanceDaysOf(known: KnownDistrict, year: number, asOf: Day): AttendanceDays {
  const { facts: district, names, packs } = known.district;
  const [from, to] = [yearStartOf(year), yearEndOf(year)];
  return known.keep(`days ${year} ${asOf}`, () =>
    createAttendanceDays({ district, names, from, to, ruleOf: (school) => absenceRuleOf(packs, school, asOf) }),
  );
}

/** The records of the explanation with their meanings, in the order of the columns. */
export function recordsOf({ facts, names, known, judgement }: StudentExplanation): readonly RecordAt[] {
  const { records } = facts;
  const meaningOf = meaningsOf(known);
  const aside = new Map(judgement.setAside.map(({ record, reason }) => [record, reason]));
  return Array.from({ length: records.count }, (_, at) => {
    const school = names.schools[records.school[at] as number] ?? '';
    const code = names.codes[records.code[at] as number] ?? '';
    return {
      at,
      day: records.day[at] as Day,
      school,
      period: nameOrNull(names.periods, records, 'period', at),
      code,
      meaning: meaningOf(school, code),
      setAside: aside.get(at) ?? null,
    };
  });
}

/** What a code means at a school: the school's own goes before one of all schools. */
export function meaningsOf(known: KnownDistrict): (school: string, code: string) => CodeFact | undefined {
  const { codes } = known.district.facts;
  const byPlace = known.keep(
    'meanings',
    () => new Map(codes.map((fact) => [`${fact.school ?? ''}\n${fact.code}`, fact])),
  );
  return (school, code) => byPlace.get(`${school}\n${code}`) ?? byPlace.get(`\n${code}`);
}

/** How many periods a school has. */
export function periodsOf(known: KnownDistrict): (school: string) => number {
  const { periods } = known.district.facts;
  const bySchool = known.keep('periods', () => Map.groupBy(periods, ({ school }) => school));
  return (school) => bySchool.get(school)?.length ?? 0;
}

/**
 * The mark of a date: an absence before a tardy, a tardy before an early leave; without excuse first, then what nobody verified.
 * Input: the date's records that count, at least one; `absentThousandths` of it; `periods` that the school has.
 */
export function markOf(
  day: Day,
  records: readonly RecordAt[],
  { absentThousandths, periods }: { readonly absentThousandths: number; readonly periods: number },
): MarkedDay {
  const of = (status: string): readonly RecordAt[] => records.filter(({ meaning }) => meaning?.status === status);
  const absences = of('absent');
  const base = { day, absentThousandths, isUnexcused: false, partThousandths: null };
  if (absences.length > 0) {
    const isWhole = absentThousandths >= 1000;
    const missed = new Set(absences.map(({ period }) => period)).size;
    const share = absentThousandths > 0 || periods === 0 ? absentThousandths : Math.round((missed * 1000) / periods);
    return { ...base, mark: excuseOf(absences), partThousandths: isWhole || share >= 1000 ? null : share };
  }
  for (const status of ['tardy', 'left-early'] as const) {
    const late = of(status);
    if (late.length > 0)
      return { ...base, mark: status, isUnexcused: late.some((one) => one.meaning?.excuse === 'unexcused') };
  }
  return { ...base, mark: of('exempt').length > 0 ? 'exempt' : 'present' };
}

function excuseOf(absences: readonly RecordAt[]): Mark {
  const has = (excuse: string): boolean => absences.some(({ meaning }) => meaning?.excuse === excuse);
  if (has('unexcused')) return 'unexcused';
  return has('unverified') || !has('excused') ? 'unverified' : 'excused';
}

function nameOrNull(names: readonly string[], records: RecordColumns, column: 'period', at: number): string | null {
  const index = records[column][at] as number;
  return index === 0 ? null : (names[index] ?? null);
}
