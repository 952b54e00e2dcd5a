/** In which order lines stand. */
import type { Sort, WorklistLine } from './contract.ts';
import type { Entry } from './entry.ts';

/** The gravest first; as the doubts of a line are listed. */
const DOUBTS = [
  'no-letters',
  'no-address',
  'address-missing',
  'overdue',
  'contacted',
  'sibling-also-due',
  'in-english',
] as const;
/** Among the held: those that a person can do something about. */
const REASONS = ['note', 'conference', 'person'] as const;

const names = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

type Comparison = (one: Entry, other: Entry) => number;

/** Doubt first, then the oldest. */
export const byDoubt: Comparison = (one, other) =>
  doubtRank(one.line) - doubtRank(other.line) || byAge(one, other) || byName(one, other) || byKey(one, other);

/** What a column sorts by; equal ones stay in the order of doubt. */
export const COMPARISONS: Readonly<Record<Exclude<Sort, 'look-first'>, Comparison>> = {
  student: (one, other) => byName(one, other),
  grade: ({ line: one }, { line: other }) => gradeRank(one.grade) - gradeRank(other.grade),
  school: ({ line: one }, { line: other }) => names.compare(one.schoolName, other.schoolName),
  level: ({ line: one }, { line: other }) => names.compare(one.level, other.level),
  count: ({ line: one }, { line: other }) => one.count - other.count,
  'met-on': (one, other) => byAge(one, other),
  sends: ({ line: one }, { line: other }) => compare(sendsText(one), sendsText(other)),
};

function doubtRank({ state, doubts, reason }: WorklistLine): number {
  if (state === 'held') return rank(REASONS, (reason ?? '').split(':', 1)[0] ?? '');
  return Math.min(...doubts.map(({ kind }) => rank(DOUBTS, kind)), DOUBTS.length);
}

function rank(order: readonly string[], what: string): number {
  const at = order.indexOf(what);
  return at === -1 ? order.length : at;
}

/** Kindergarten and earlier before 1. */
function gradeRank(grade: string): number {
  const number = Number(grade);
  if (!Number.isNaN(number) && grade !== '') return number;
  return ['', 'PK', 'TK', 'K', 'KG'].includes(grade.toUpperCase()) ? -1 : 100;
}

function byAge({ line: one }: Entry, { line: other }: Entry): number {
  return compare(one.metOn, other.metOn);
}

function byName({ line: one }: Entry, { line: other }: Entry): number {
  return names.compare(one.name, other.name);
}

function byKey({ line: one }: Entry, { line: other }: Entry): number {
  return compare(one.trigger, other.trigger);
}

function sendsText({ sends }: WorklistLine): string {
  return sends.map(({ language }) => language).join(' ');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
