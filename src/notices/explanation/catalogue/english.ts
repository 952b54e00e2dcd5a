/** English of explanations. Source of the sentences: screens.md 6.2. */
import { decisions } from './english-decisions.ts';
import { rules } from './english-rules.ts';

const UNITS = {
  day: ['day', 'days'],
  period: ['period', 'periods'],
  minute: ['minute', 'minutes'],
  time: ['time', 'times'],
  'school day': ['school day', 'school days'],
  record: ['record', 'records'],
  notice: ['notice', 'notices'],
  letter: ['letter', 'letters'],
  condition: ['condition', 'conditions'],
  conference: ['conference', 'conferences'],
  student: ['student', 'students'],
} as const;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WEEKDAYS_PLURAL = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Parts of a day; weekday and month count from 0. */
export interface DayParts {
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

export type UnitName = keyof typeof UNITS;

const shortDay = ({ weekday, month, day }: DayParts): string => `${WEEKDAYS[weekday]} ${MONTHS[month]} ${day}`;

const numbers = {
  unit: (unit: UnitName, isOne: boolean): string => UNITS[unit][isOne ? 0 : 1],
  partOf: (have: number, need: string): string => `${have} of ${need}`,
  shortDay,
  fullDay: (parts: DayParts): string => `${shortDay(parts)}, ${parts.year}`,
  monthDay: ({ month, day }: DayParts): string => `${MONTHS[month]} ${day}`,
  /** The word before the last one of a list. */
  and: (_last: string): string => 'and',
  or: (_last: string): string => 'or',
  weekday: (weekday: number): string => WEEKDAYS_PLURAL[weekday] as string,
  weekdays: (list: string): string => list,
};

export const english = { numbers, ...rules, ...decisions };
