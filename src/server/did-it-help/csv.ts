/** Did it help, for a spreadsheet. Heads are keys, as in every file that Rollcall writes; rates in percent, differences in points. */
import { csvRow } from '../csv.ts';
import type { DidItHelp } from './contract.ts';

const OUTCOME = ['before', 'after', 'alikeBefore', 'alikeAfter', 'difference', 'low', 'high', 'verdict'] as const;
const LEFT_OUT = ['early', 'running', 'came', 'left', 'repeated', 'alone'] as const;

const HEAD = [
  'response',
  'level',
  'title',
  'students',
  'responses',
  'alike',
  'percent_before',
  'percent_after',
  'alike_percent_before',
  'alike_percent_after',
  'difference_points',
  'likely_from',
  'likely_to',
  'verdict',
  ...LEFT_OUT.map((why) => `left_out_${why}`),
  'calculated_for',
];

/** Where too few students are behind a row its figures are empty, and the verdict says so. */
export function csvOfHelp({ asOf, responses }: DidItHelp): string {
  const rows = responses.map(({ family, level, title, students, responses: count, alike, outcome, leftOut }) =>
    csvRow([
      family,
      level,
      title,
      students,
      count,
      alike,
      ...OUTCOME.map((name) => outcome?.[name] ?? (name === 'verdict' ? 'too-few' : '')),
      ...LEFT_OUT.map((why) => leftOut[why]),
      asOf ?? '',
    ]),
  );
  return [csvRow(HEAD), ...rows].join('');
}
