/** The figures of Insight for a spreadsheet. Heads are keys, as in every file that Rollcall writes; dates ISO, rates in percent. */
import { csvRow, type Cell } from '../csv.ts';
import type { InsightBands, InsightRates } from './contract.ts';
import { inOrder, type StepLines } from './read-steps.ts';

export function csvOfRates({ asOf, through, goal, days, weeks, months }: InsightRates): string {
  const rows = [
    ...days.map((point): Cell[] => ['day', point.from, text(point.percent), text(goal), '']),
    ...weeks.map((point): Cell[] => ['week', point.from, text(point.percent), text(goal), '']),
    ...months.map((point): Cell[] => ['month', point.from, text(point.percent), text(goal), text(point.before)]),
  ];
  return table(['of', 'from', 'percent', 'goal', 'percent_year_before', ...BASIS], rows, [through ?? '', asOf ?? '']);
}

export function csvOfBands({ asOf, through, bands, all, grades, schools }: InsightBands): string {
  const line = ({ students, counts, percent }: InsightBands['all']): Cell[] => [students, ...counts, text(percent)];
  const rows = [
    ['all', '', ...line(all)],
    ...grades.map((one): Cell[] => ['grade', one.grade, ...line(one)]),
    ...schools.map((one): Cell[] => ['school', one.name, ...line(one)]),
  ];
  const head = ['of', 'which', 'students', ...bands.map((band) => `absent_${band}_percent`), 'attendance_percent'];
  return table([...head, ...BASIS], rows, [through ?? '', asOf ?? '']);
}

export function csvOfSteps({ from, to, lines }: StepLines): string {
  const rows = inOrder(lines).map(({ month, schoolName, kind, pack, level, count }): Cell[] => [
    month.slice(0, 7),
    schoolName,
    kind,
    pack,
    level,
    count,
  ]);
  return table(['month', 'school', 'step', 'pack', 'level', 'count', 'from', 'to'], rows, [from, to]);
}

const BASIS = ['data_through', 'calculated_for'];

/** Each row says from which data it is. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[], basis: readonly string[]): string {
  return [csvRow(head), ...rows.map((row) => csvRow([...row, ...basis]))].join('');
}

function text(percent: number | null): Cell {
  return percent ?? '';
}
