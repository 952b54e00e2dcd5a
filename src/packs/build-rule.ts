/** Rules as written → rules as the engine reads them, with every default of criteria.md. */
import type {
  Band,
  Measure,
  PatternRule,
  RateRule,
  Rule,
  SimpleRule,
  TotalRule,
  View,
  Window,
} from '../engine/index.ts';
import { thousandthsOf } from '../fields.ts';
import type { CriterionFile, WrittenSimpleRule, WrittenWhen, WrittenWindow } from './schema/criterion-file.ts';
import type { WrittenView } from './schema/pack-file.ts';

type Views = ReadonlyMap<string, View>;
type Written<T extends SimpleRule['type']> = Extract<WrittenSimpleRule, { type: T }>;

const DEFAULT_MIN_DAYS = 10;

export function buildWhen(when: WrittenWhen, views: Views): { readonly rule: Rule; readonly window: Window } {
  if ('any' in when)
    return {
      rule: { type: 'any', rules: when.any.map((rule) => buildRule(rule, views)) },
      window: buildWindow(when.window),
    };
  return { rule: buildRule(when, views), window: buildWindow(when.window) };
}

export function buildWindow(window: WrittenWindow | undefined): Window {
  if (window === undefined) return { kind: 'year' };
  if (typeof window === 'string') return { kind: window };
  if ('term' in window) return { kind: 'term', term: window.term };
  if ('days' in window) return { kind: 'days', days: window.days };
  if ('schoolDays' in window) return { kind: 'schoolDays', days: window.schoolDays };
  return { kind: 'since', event: window.since, ...(window.ref === undefined ? {} : { ref: window.ref }) };
}

/** Unit: `every` in that of the measure. */
export function buildRepeat(
  repeat: CriterionFile['repeat'],
  measure: Measure | undefined,
): 'once' | 'each' | { readonly every: number } {
  if (repeat === undefined || typeof repeat === 'string') return repeat ?? 'once';
  return { every: inUnit(repeat.every, measure === 'days') };
}

export function buildView(name: string, written: WrittenView): View {
  return {
    name,
    cap: thousandths(written.cap ?? 1),
    parts: written.parts.map((part) => ({
      counts: part.counts,
      by: part.by ?? 'periods',
      rows: (part.rows ?? []).map((row) => ({
        test: row.over === undefined ? 'atLeast' : 'over',
        threshold: inUnit(row.over ?? row.atLeast ?? 0, part.by === 'share'),
        value: thousandths(row.value),
      })),
      ...(part.cap === undefined ? {} : { cap: thousandths(part.cap) }),
    })),
  };
}

function buildRule(rule: WrittenSimpleRule, views: Views): SimpleRule {
  switch (rule.type) {
    case 'total':
      return buildTotal(rule, views);
    case 'same':
      return {
        type: 'same',
        by: rule.by,
        counts: rule.counts,
        ...given('only', rule.only),
        band: buildBand(rule, false),
      };
    case 'pattern':
      return buildPattern(rule);
    case 'rate':
      return buildRate(rule, views);
    case 'event':
      return { type: 'event', event: rule.event };
  }
}

function buildTotal(rule: Written<'total'>, views: Views): TotalRule {
  const measure = rule.measure ?? 'dates';
  return {
    type: 'total',
    ...countsOrView(rule, views),
    ...given('only', rule.only),
    measure,
    band: buildBand(rule, measure === 'days'),
  };
}

function buildPattern(rule: Written<'pattern'>): PatternRule {
  const within = rule.withinDay ?? {};
  return {
    type: 'pattern',
    counts: rule.counts,
    ...given('only', rule.only),
    withinDay: { mode: within.mode ?? 'cumulative', ...buildBand({ ...within, atLeast: within.atLeast ?? 1 }, false) },
    days: { mode: rule.days.mode ?? 'cumulative', ...buildBand(rule.days, false) },
    ...given('bridge', rule.bridge),
  };
}

function buildRate(rule: Written<'rate'>, views: Views): RateRule {
  return {
    type: 'rate',
    ...countsOrView(rule, views),
    test: rule.over === undefined ? 'atLeast' : 'over',
    percent: thousandths(rule.over ?? rule.atLeast ?? 0),
    minDays: rule.minDays ?? DEFAULT_MIN_DAYS,
  };
}

function countsOrView(rule: Written<'total'> | Written<'rate'>, views: Views): Pick<TotalRule, 'counts' | 'view'> {
  const view = rule.view === undefined ? undefined : views.get(rule.view);
  return { ...given('counts', rule.counts), ...given('view', view) };
}

function buildBand(band: { readonly atLeast: number; readonly atMost?: number | undefined }, isDecimal: boolean): Band {
  return {
    atLeast: inUnit(band.atLeast, isDecimal),
    ...(band.atMost === undefined ? {} : { atMost: inUnit(band.atMost, isDecimal) }),
  };
}

function inUnit(value: number, isThousandths: boolean): number {
  return isThousandths ? thousandths(value) : value;
}

function thousandths(value: number): number {
  const exact = thousandthsOf(value);
  if (exact === undefined) throw new Error(`${value} has more than three decimals and passed the check`);
  return exact;
}

/** The key with its value, or nothing where it is undefined. */
export function given<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
