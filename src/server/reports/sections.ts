/** Parts that several reports have, in words. */
import {
  addGrades,
  FEWEST_TO_SHOW,
  hideSmall,
  isBelow,
  percentOf,
  STEP_KINDS,
  type GradeFigures,
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
export function pointsText({ number }: Speaker, rate: Rate | null, before: Rate | null): string {
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

const BAND_NAMES = ['below-5', '5-10', '10-20', '20-up'] as const;

/** "71 of 640 students (11%) missed 10% or more"; to the public without the part where so few did. */
export function chronicHeading(telling: Telling, { students, bands }: GradeFigures): string {
  const { speaker, isPublic } = telling;
  const chronic = bands[2] + bands[3];
  const t = speaker.words('reports');
  if (isPublic && chronic > 0 && chronic < FEWEST_TO_SHOW)
    return t('bands.headingFew', { told: countText(telling, chronic), all: speaker.number(students) });
  return t('bands.heading', {
    count: chronic,
    told: speaker.number(chronic),
    all: speaker.number(students),
    share: shareText(speaker, chronic, students),
  });
}

/** A line for each grade or school: its students, by the part of their days they missed. */
export function bandsSection(
  telling: Telling,
  {
    heading,
    head,
    lines,
  }: {
    readonly heading: string;
    readonly head: string;
    readonly lines: readonly {
      readonly label: string;
      readonly query: string | null;
      readonly figures: GradeFigures;
    }[];
  },
): ReportSection {
  const { speaker, isPublic } = telling;
  const t = speaker.words('reports');
  const counts = lines.map(({ figures }) => [...figures.bands]);
  const shown: readonly (readonly (number | null)[])[] = isPublic ? hideSmall(counts) : counts;
  const isHidden = shown.some((row) => row.includes(null));
  const textOf = (count: number | null | undefined): string =>
    count === null || count === undefined ? t('hidden') : speaker.number(count);
  const all = addGrades(lines.map(({ figures }) => figures));
  const together = isPublic ? (hideSmall([all.bands])[0] ?? []) : all.bands;
  const row = (
    label: string,
    figures: GradeFigures,
    { bands, query }: { readonly bands: readonly (number | null)[]; readonly query: string | null },
  ): Cell[] => {
    const isTold = !bands.includes(null);
    const isFew = isPublic && figures.students < FEWEST_TO_SHOW;
    return [
      cell(label),
      cell(countText(telling, figures.students)),
      cell(isFew ? t('hidden') : rateText(speaker, figures)),
      ...bands.map((count, at) =>
        cell(
          textOf(count),
          query === null || isPublic || count === 0 ? undefined : `/data/attendance?band=${BAND_NAMES[at]}${query}`,
        ),
      ),
      cell(isTold ? shareText(speaker, figures.bands[2] + figures.bands[3], figures.students) : t('hidden')),
    ];
  };
  return {
    heading,
    paragraphs: [t('bands.how'), ...(isHidden ? [t('bands.hidden', { count: FEWEST_TO_SHOW })] : [])],
    columns: columnsOf([
      { head, width: 16 },
      { head: t('students'), isEnd: true },
      { head: t('attendance.rate'), isEnd: true },
      ...BAND_NAMES.map((band) => ({ head: t(`bands.${band}`), isEnd: true })),
      { head: t('bands.share'), isEnd: true },
    ]),
    rows: [
      ...lines.map(({ label, query, figures }, at) => row(label, figures, { bands: shown[at] ?? [], query })),
      ...(lines.length > 1 ? [row(t('together'), all, { bands: together, query: isPublic ? null : '' })] : []),
    ],
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

export function levelText(speaker: Speaker, { kind, level }: Pick<StepsCount, 'kind' | 'level'>): string {
  if (level === '') return '';
  const place = level.lastIndexOf(' ');
  if (kind === 'letter') return `${level.slice(place + 1)} · ${level.slice(0, place)}`;
  return speaker.words('insight')(`steps.of.${kind}.${level}`, { defaultValue: level });
}
