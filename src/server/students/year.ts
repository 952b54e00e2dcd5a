/** A school year of a student, day by day: what is on record, since when, what it was before, which days count for which rule. */
import type { z } from 'zod';
import type { StudentExplanation } from '../../calculation/index.ts';
import { formatDay, type Day, type EvidenceRecord } from '../../engine/index.ts';
import { missingToMeet } from '../../notices/index.ts';
import { schoolYearOf, yearEndOf, yearStartOf, type MarkedDay, type RecordAt } from './day-marks.ts';
import { readDayHistory, recordKey, type DayHistory } from './day-history.ts';
import { markedYear, type MarkedYear } from './marked-year.ts';
import { explained, type OpenStudent } from './open-student.ts';
import { schoolNamed } from './schooling.ts';
import type { CountingRule, StudentDay, StudentYear } from './shapes.ts';

/** Input: `year` of its 1 July; left out: that of the as-of date. */
export async function readYear(student: OpenStudent, year?: number): Promise<z.input<typeof StudentYear>> {
  const present = schoolYearOf(student.asOf);
  const asked = year ?? present;
  const asOf = asked === present ? student.asOf : yearEndOf(asked);
  const explanation = await explained(student, asOf);
  const marked = markedYear(student.known, explanation);
  const history = await readDayHistory(student, asked);
  const days = [...new Set([...marked.sessions.keys(), ...marked.records.keys(), ...history.earlier.keys()])];
  const through = [...marked.sessions.values()].map((school) => marked.throughOf(school));
  return {
    year: asked,
    from: formatDay(yearStartOf(asked)),
    through: formatDay(yearEndOf(asked)),
    asOf: formatDay(asOf),
    dataThrough: through.length === 0 ? null : formatDay(Math.max(...through)),
    schools: [...new Set(marked.sessions.values())].map((school) => schoolNamed(explanation, school)),
    days: days.toSorted((a, b) => a - b).map((day) => dayOf(day, { marked, history, explanation })),
    rules: countingRules(explanation),
  };
}

interface YearFacts {
  readonly marked: MarkedYear;
  readonly history: DayHistory;
  readonly explanation: StudentExplanation;
}

/** A day in session without a record is one on which the student was present, once the data has come. */
function dayOf(day: Day, { marked, history, explanation }: YearFacts): z.input<typeof StudentDay> {
  const school = marked.sessions.get(day) ?? null;
  const mark = marked.marks.get(day);
  const isKnown = school !== null && day <= marked.throughOf(school);
  return {
    on: formatDay(day),
    school,
    mark: mark?.mark ?? (isKnown ? 'present' : null),
    isUnexcused: mark?.isUnexcused ?? false,
    absent: (mark?.absentThousandths ?? 0) / 1000,
    part: partOf(mark),
    records: (marked.records.get(day) ?? []).map((record) => recordOf(record, explanation, history)),
    earlier: [...(history.earlier.get(day) ?? [])],
  };
}

function partOf(mark: MarkedDay | undefined): number | null {
  const part = mark?.partThousandths ?? null;
  return part === null ? null : part / 1000;
}

function recordOf(
  record: RecordAt,
  { facts: { records }, names }: StudentExplanation,
  history: DayHistory,
): z.input<typeof StudentDay>['records'][number] {
  const { at, school, period, code, meaning, setAside } = record;
  const [course, section] = [records.course[at] as number, records.section[at] as number];
  const minutes = records.minutes[at] as number;
  return {
    period,
    code,
    description: meaning?.description ?? '',
    status: meaning?.status ?? null,
    excuse: meaning?.excuse ?? '',
    minutes: minutes < 0 ? null : minutes,
    course: course === 0 ? null : (names.courses[course] ?? null),
    section: section === 0 ? null : (names.sections[section] ?? null),
    school,
    importedAt: history.importedAt.get(recordKey(records, at)) ?? history.lastImportAt,
    setAside,
  };
}

/** Of the packs in use at the student's school, every rule with the days that count, numbered. */
function countingRules(explanation: StudentExplanation): z.input<typeof CountingRule>[] {
  return explanation.packs.flatMap(({ pack: { policy }, inUseAtSchool }, index) => {
    if (!inUseAtSchool) return [];
    const codes = [...new Set(policy.criteria.map(({ code }) => code))];
    return codes.flatMap((code) =>
      explanation.explain(index, code).flatMap((one, at): z.input<typeof CountingRule>[] => {
        const [rule] = one.rules;
        if (at > 0 && one.school === null) return [];
        if (rule === undefined || rule.rule.type === 'event') return [];
        const { need, unit } = missingToMeet({ progress: rule, recorded: null });
        const title = policy.criteria.find((criterion) => criterion.code === code)?.title ?? code;
        const key = [policy.id, code, one.school ?? ''].join('/');
        const days = numbered(one.rules.flatMap(({ counted }) => counted));
        return [{ key, pack: policy.id, criterion: code, title, school: one.school, need, unit, days }];
      }),
    );
  });
}

function numbered(records: readonly EvidenceRecord[]): z.input<typeof CountingRule>['days'] {
  const byDay = Map.groupBy(records, ({ day }) => day);
  return [...byDay]
    .toSorted(([one], [other]) => one - other)
    .map(([day, ofDay], at) => ({
      on: formatDay(day),
      periods: [...new Set(ofDay.flatMap(({ period }) => period ?? []))],
      ordinal: at + 1,
    }));
}
