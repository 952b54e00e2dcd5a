/** Parts that several reports have, in words. */
import {
  FEWEST_TO_SHOW,
  isBelow,
  percentOf,
  STEP_KINDS,
  type MonthLine,
  type Rate,
  type StepsCount,
} from '../../insight/index.ts';
import type { Speaker } from '../app-words.ts';
import type { Cell, ReportSection } from './contract.ts';

/** What is said, in which words, and whether to people who may not see the students. */
export interface Telling {
  readonly speaker: Speaker;
  readonly isPublic: boolean;
}

export const cell = (text: string, to?: string): Cell => (to === undefined ? { text } : { text, to });

export interface ColumnSpec {
  readonly head: string;
  readonly width?: number;
  readonly isEnd?: boolean;
}

export function columnsOf(specs: readonly ColumnSpec[]): ReportSection['columns'] {
  return specs.map(({ head, width = 10, isEnd = false }) => ({ head, width, isEnd }));
}

/** "94.1%"; a dash where nobody was enrolled. */
export function rateText({ number }: Speaker, rate: Rate | null): string {
  const percent = rate === null ? null : percentOf(rate);
  return percent === null ? '–' : `${number(percent, { digits: 1 })}%`;
}

export function shareText({ number }: Speaker, part: number, all: number): string {
  return number(all === 0 ? 0 : part / all, { as: 'percent', digits: 0 });
}

/** A count; of few students, to the public: "fewer than 10". */
export function countText({ speaker, isPublic }: Telling, count: number): string {
  if (isPublic && count > 0 && count < FEWEST_TO_SHOW)
    return speaker.words('reports')('fewer', { count: FEWEST_TO_SHOW });
  return speaker.number(count);
}

/** "+0.8", "-0.4", "0.0": points between two rates; '' where one is missing. */
function pointsText({ number }: Speaker, rate: Rate | null, before: Rate | null): string {
  const [now, then] = [rate === null ? null : percentOf(rate), before === null ? null : percentOf(before)];
  if (now === null || then === null) return '';
  const points = Math.round((now - then) * 10) / 10;
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${number(Math.abs(points), { digits: 1 })}`;
}

/** Attendance to date against the goal, and month by month. */
export function attendanceSection(
  speaker: Speaker,
  figures: { readonly toDate: Rate; readonly goalTenths: number | null; readonly months: readonly MonthLine[] },
): ReportSection {
  const t = speaker.words('reports');
  const { toDate, goalTenths, months } = figures;
  const hasBefore = months.some(({ yearBefore }) => yearBefore !== null);
  const key = goalTenths === null ? 'noGoal' : isBelow(toDate, goalTenths) ? 'below' : 'reached';
  const goal = goalTenths === null ? '' : speaker.number(goalTenths / 10);
  return {
    heading: t(`attendance.${key}`, { percent: rateText(speaker, toDate), goal }),
    paragraphs: [t('attendance.how')],
    columns: columnsOf([
      { head: t('month'), width: 14 },
      { head: t('attendance.days'), isEnd: true },
      { head: t('attendance.rate'), isEnd: true },
      { head: t('attendance.against'), width: 12 },
      { head: t('attendance.change'), isEnd: true },
      ...(hasBefore ? [{ head: t('attendance.yearBefore'), isEnd: true }] : []),
    ]),
    rows: months.map((one, at) => [
      cell(speaker.date(one.month, 'month')),
      cell(speaker.number(one.days)),
      cell(rateText(speaker, one)),
      cell(goalTenths === null ? '' : t(isBelow(one, goalTenths) ? 'below' : 'reached')),
      cell(pointsText(speaker, one, months[at - 1] ?? null)),
      ...(hasBefore ? [cell(rateText(speaker, one.yearBefore))] : []),
    ]),
  };
}

/** "Grade 6"; "Kindergarten" is for the district's own names: a grade stands as it is written. */
export function gradeLabel(speaker: Speaker, grade: string): string {
  const t = speaker.words('insight');
  return grade === '' ? t('bands.noGrade') : t('bands.grade', { grade });
}

/** Letters by level, contacts, meetings and what else was done, each kind and level once. */
export function stepsSection(
  telling: Telling,
  {
    heading,
    steps,
    listOf,
  }: {
    readonly heading: string;
    readonly steps: readonly StepsCount[];
    readonly listOf: (step: StepsCount) => string | undefined;
  },
): ReportSection {
  const { speaker } = telling;
  const t = speaker.words('insight');
  const own = speaker.words('reports');
  const byLevel = [...Map.groupBy(steps, ({ kind, level }) => `${kind} ${level}`).values()].map((some) => ({
    ...(some[0] as StepsCount),
    count: some.reduce((sum, { count }) => sum + count, 0),
  }));
  const rows = byLevel.toSorted(
    (one, other) => STEP_KINDS.indexOf(one.kind) - STEP_KINDS.indexOf(other.kind) || (one.level < other.level ? -1 : 1),
  );
  return {
    heading,
    paragraphs: rows.length === 0 ? [own('steps.none')] : [],
    columns: columnsOf([
      { head: t('steps.step'), width: 16 },
      { head: t('steps.level'), width: 26 },
      { head: t('steps.count'), isEnd: true },
    ]),
    rows: rows.map((step) => [
      cell(t(`steps.kind.${step.kind}`)),
      cell(levelText(speaker, step)),
      cell(countText(telling, step.count), telling.isPublic ? undefined : listOf(step)),
    ]),
  };
}

function levelText(speaker: Speaker, { kind, level }: Pick<StepsCount, 'kind' | 'level'>): string {
  if (level === '') return '';
  const place = level.lastIndexOf(' ');
  if (kind === 'letter') return `${level.slice(place + 1)} · ${level.slice(0, place)}`;
  return speaker.words('insight')(`steps.of.${kind}.${level}`, { defaultValue: level });
}
