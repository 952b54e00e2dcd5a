/** Selectors, `only` and views. Source: criteria.md sections 2 and 3. */
import { anyListOf, decimal, keys, listOf, oneOf, text, whole, yesOrNo } from '../../fields.ts';
import { weekday } from './values.ts';

const MINUTES = { least: 0, most: 100_000 };

export const STATUSES = ['absent', 'tardy', 'left-early', 'present', 'exempt'] as const;
const EXCUSES = ['excused', 'unexcused', 'unverified', ''] as const;

/** One selector: every key given must hold. */
export const selector = keys({
  status: listOf(oneOf(STATUSES), 'status').exactOptional().describe('The status of the code.'),
  excuse: listOf(oneOf(EXCUSES), 'excuse').exactOptional().describe('Whether it is excused; "" is neither.'),
  codes: listOf(text('an attendance code', 60), 'attendance code in quotes')
    .exactOptional()
    .describe('These attendance codes.'),
  groups: listOf(text('a group of codes', 100), 'group, as state:A')
    .exactOptional()
    .describe('The code carries one of these groups.'),
  minutesOver: whole('minutesOver', MINUTES).exactOptional().describe('More minutes missed than this.'),
  minutesAtLeast: whole('minutesAtLeast', MINUTES).exactOptional().describe('At least so many minutes missed.'),
  minutesUnder: whole('minutesUnder', MINUTES).exactOptional().describe('Fewer minutes missed than this.'),
  minutesAtMost: whole('minutesAtMost', MINUTES).exactOptional().describe('At most so many minutes missed.'),
  wholeDay: yesOrNo('wholeDay').exactOptional().describe('true: a record for the whole day; false: for a period.'),
});

export const counts = listOf(selector, 'selector').describe('A record counts when at least one of these matches.');

export const only = keys({
  weekdays: listOf(weekday, 'weekday').exactOptional().describe('Only these weekdays are looked at.'),
  periods: listOf(text('a period', 60), 'period in quotes')
    .exactOptional()
    .describe('Only these periods; a record for the whole day passes.'),
});

const dayValue = (what: string) => decimal(what, { least: 0, most: 1000 });

const viewRow = keys({
  atLeast: decimal('atLeast', { over: 0, most: 100_000 }).exactOptional().describe('So much or more.'),
  over: decimal('over', { least: 0, most: 100_000 }).exactOptional().describe('Strictly more.'),
  value: dayValue('value').describe('The part of a day it is worth.'),
});

const viewPart = keys({
  counts,
  by: oneOf(['periods', 'minutes', 'share'])
    .exactOptional()
    .describe(
      "What the rows measure: different periods (default), minutes, or the percentage of the school's periods.",
    ),
  rows: anyListOf(viewRow, 'rows { atLeast: 3, value: 0.5 }')
    .exactOptional()
    .describe('Most demanding first; the first that holds gives the value.'),
  cap: decimal('cap', { over: 0, most: 1000 }).exactOptional().describe('The part is never worth more than this.'),
});

/** What turns one student's records on one date into a value. */
export const view = keys({
  cap: decimal('cap', { over: 0, most: 1000 })
    .exactOptional()
    .describe('A date is never worth more than this; default 1.'),
  parts: listOf(viewPart, 'part').describe('Their values are added.'),
});
