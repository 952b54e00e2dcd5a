/** A pack as its YAML says it, unchecked: the oracle is given packs that are valid. */

export interface SelectorText {
  status?: string[];
  excuse?: string[];
  codes?: string[];
  groups?: string[];
  minutesOver?: number;
  minutesAtLeast?: number;
  minutesUnder?: number;
  minutesAtMost?: number;
  wholeDay?: boolean;
}

export interface OnlyText {
  weekdays?: string[];
  periods?: string[];
}

export interface ViewRowText {
  atLeast?: number;
  over?: number;
  value: number;
}

export interface ViewPartText {
  counts: SelectorText[];
  by?: 'periods' | 'minutes' | 'share';
  rows?: ViewRowText[];
  cap?: number;
}

export interface ViewText {
  cap?: number;
  parts: ViewPartText[];
}

export type WindowText =
  | 'year'
  | 'month'
  | { term: string }
  | { days: number }
  | { schoolDays: number }
  | { since: string; ref?: string };

export interface BandText {
  mode?: 'cumulative' | 'consecutive';
  atLeast?: number;
  atMost?: number;
}

export interface RuleText {
  type: 'total' | 'same' | 'pattern' | 'rate' | 'event';
  counts?: SelectorText[];
  view?: string;
  only?: OnlyText;
  measure?: 'periods' | 'dates' | 'days' | 'minutes';
  window?: WindowText;
  atLeast?: number;
  atMost?: number;
  over?: number;
  minDays?: number;
  by?: 'period' | 'course';
  withinDay?: BandText;
  days?: BandText;
  bridge?: SelectorText[];
  event?: string;
}

export interface AnyText {
  any: RuleText[];
  window?: WindowText;
}

export interface CriterionText {
  code: string;
  title?: string;
  description?: string;
  group?: string;
  order?: number;
  when: RuleText | AnyText;
  repeat?: 'once' | 'each' | { every: number };
  maxPerCycle?: number;
  scope?: 'district' | 'school';
  release?: 'review' | 'automatic' | 'none' | { approve: string };
  settle?: number;
  exempt?: string[];
  effective?: { from?: string; until?: string };
  grades?: string[];
  schools?: string[];
  source?: string;
  then?: Record<string, unknown>[];
}

export interface GroupText {
  id: string;
  mode: 'first-match' | 'ladder';
  cycle?: WindowText;
  skipped?: 'sequential' | 'highest' | 'all';
  gap?: { schoolDays?: number; further?: number; event?: string };
}

export interface IntervalText {
  name: string;
  start: string;
  end: string;
}

export interface PackFileText {
  id: string;
  title?: string;
  version?: string;
  sources?: { title: string; reviewed: string }[];
  schoolYear?: { start?: string };
  countThrough?: 'as-of' | 'previous-day';
  intervals?: Record<string, IntervalText[]>;
  events?: string[];
  views?: Record<string, ViewText>;
  groups?: GroupText[];
}

export interface PackText {
  pack: PackFileText;
  criteria: CriterionText[];
}

export function rulesOf(criterion: CriterionText): RuleText[] {
  return 'any' in criterion.when ? criterion.when.any : [criterion.when];
}

export function windowOf(criterion: CriterionText): WindowText {
  return criterion.when.window ?? 'year';
}

/** A number of a pack as integer thousandths: 0.5 is 500. */
export function thousandths(value: number): number {
  return Math.round(value * 1000);
}
