/**
 * A policy pack as the engine reads it: plain values, already checked by `src/packs`.
 * Dates are days; day values and percentages are integer thousandths, so that arithmetic is exact.
 * Source: criteria.md sections 2 to 9.
 */
import type { Day, Weekday } from './calendar/day.ts';

export type Status = 'absent' | 'tardy' | 'left-early' | 'present' | 'exempt';
export type Excuse = 'excused' | 'unexcused' | 'unverified' | '';

/** One selector: a record matches when every key that is given holds. */
export interface Selector {
  readonly status?: readonly Status[];
  readonly excuse?: readonly Excuse[];
  readonly codes?: readonly string[];
  readonly groups?: readonly string[];
  readonly minutesOver?: number;
  readonly minutesAtLeast?: number;
  readonly minutesUnder?: number;
  readonly minutesAtMost?: number;
  readonly wholeDay?: boolean;
}

/** Narrows the days and periods that are looked at. */
export interface Only {
  readonly weekdays?: readonly Weekday[];
  readonly periods?: readonly string[];
}

/** One row of a view part. `threshold` in the unit of the part's `by` (periods, minutes, or thousandths of a percent for share). */
export interface ViewRow {
  readonly test: 'atLeast' | 'over';
  readonly threshold: number;
  /** Thousandths of a day. */
  readonly value: number;
}

export interface ViewPart {
  readonly counts: readonly Selector[];
  readonly by: 'periods' | 'minutes' | 'share';
  readonly rows: readonly ViewRow[];
  /** Thousandths of a day; undefined: none. */
  readonly cap?: number;
}

/** What turns one student's records on one date into a value. `cap` in thousandths of a day. */
export interface View {
  readonly name: string;
  readonly cap: number;
  readonly parts: readonly ViewPart[];
}

export type Window =
  | { readonly kind: 'year' }
  | { readonly kind: 'month' }
  | { readonly kind: 'term'; readonly term: string }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'schoolDays'; readonly days: number }
  | { readonly kind: 'since'; readonly event: string; readonly ref?: string };

export type Measure = 'periods' | 'dates' | 'days' | 'minutes';

/** Ends: both included. In the unit of the measure (`days`: thousandths of a day). */
export interface Band {
  readonly atLeast: number;
  readonly atMost?: number;
}

export interface TotalRule {
  readonly type: 'total';
  readonly counts?: readonly Selector[];
  readonly view?: View;
  readonly only?: Only;
  readonly measure: Measure;
  readonly band: Band;
}

export interface SameRule {
  readonly type: 'same';
  readonly by: 'period' | 'course';
  readonly counts: readonly Selector[];
  readonly only?: Only;
  readonly band: Band;
}

export interface PatternRule {
  readonly type: 'pattern';
  readonly counts: readonly Selector[];
  readonly only?: Only;
  readonly withinDay: Band & { readonly mode: 'cumulative' | 'consecutive' };
  readonly days: Band & { readonly mode: 'cumulative' | 'consecutive' };
  readonly bridge?: readonly Selector[];
}

export interface RateRule {
  readonly type: 'rate';
  readonly counts?: readonly Selector[];
  readonly view?: View;
  /** `over` is strict, `atLeast` is not. */
  readonly test: 'atLeast' | 'over';
  /** Thousandths of a percent. */
  readonly percent: number;
  readonly minDays: number;
}

export interface EventRule {
  readonly type: 'event';
  readonly event: string;
}

export type SimpleRule = TotalRule | SameRule | PatternRule | RateRule | EventRule;
export type Rule = SimpleRule | { readonly type: 'any'; readonly rules: readonly SimpleRule[] };

/** `every` in the unit of the measure (`days`: thousandths of a day). */
export type Repeat = 'once' | 'each' | { readonly every: number };

export type Release = 'review' | 'automatic' | 'none' | { readonly approve: string };

/** One entry of `then:`. `settings` is what the consequence's own schema accepted. */
export interface Consequence {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Criterion {
  readonly code: string;
  readonly title: string;
  readonly description: string;
  /** The same in other languages, by tag (`es`). */
  readonly translated?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  readonly group?: string;
  readonly order: number;
  readonly when: Rule;
  readonly window: Window;
  readonly repeat: Repeat;
  readonly maxPerCycle?: number;
  readonly scope: 'district' | 'school';
  readonly release: Release;
  /** School days. 0: none. */
  readonly settle: number;
  readonly exempt: readonly string[];
  /** Ends: `from` included, `until` not. */
  readonly effective: { readonly from?: Day; readonly until?: Day };
  readonly grades?: readonly string[];
  readonly schools?: readonly string[];
  readonly source?: string;
  readonly then: readonly Consequence[];
}

export interface Gap {
  readonly schoolDays?: number;
  readonly further?: number;
  readonly event?: string;
}

export type Group =
  | { readonly id: string; readonly mode: 'first-match' }
  | {
      readonly id: string;
      readonly mode: 'ladder';
      /** `year`, `month` or a term. */
      readonly cycle: Window;
      readonly skipped: 'sequential' | 'highest' | 'all';
      readonly gap: Gap;
    };

export interface Interval {
  readonly name: string;
  readonly start: Day;
  readonly end: Day;
}

export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** `MM-DD`. */
  readonly schoolYearStart: string;
  readonly countThrough: 'as-of' | 'previous-day';
  /** Replace the terms of the same kind of every school. */
  readonly intervals: ReadonlyMap<string, readonly Interval[]>;
  readonly groups: readonly Group[];
  readonly criteria: readonly Criterion[];
}
