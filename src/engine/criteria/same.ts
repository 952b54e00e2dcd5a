import type { CountedDates } from '../attendance/counting.ts';
import type { Day } from '../calendar/day.ts';
import type { SameRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { isWithin } from './cumulation.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { CompiledWindow } from '../triggers/windows.ts';
import type { Hit, Progress, RuleType } from './rule-type.ts';

/** The counted period records of one period or course, in order. */
type Strand = readonly number[];

/**
 * Holds when the counted records of one period or course lie in the band and the date added to it.
 * Source: criteria.md section 5, `same`.
 */
export const SAME: RuleType<SameRule> = {
  type: 'same',
  compile: (rule, { district, counters }) => {
    const counter = counters.counterOf(rule.counts, rule.only);
    const names = rule.by === 'period' ? district.periodNames : district.courseNames;
    return {
      isPossible: (context) => counter.count(context).recordCount >= rule.band.atLeast,
      measure: (context) => {
        const strands = strandsOf(counter.count(context), rule.by, context);
        const holding = (start: Day, day: Day): number[][] =>
          [...strands.values()]
            .filter(
              (strand) => strand.length >= rule.band.atLeast && strand.some((r) => context.records.day[r] === day),
            )
            .map((strand) => inWindow(context, strand, start, day))
            .filter((inside) => isWithin(rule.band, inside.length));
        return {
          scan: (window, visit) => {
            for (const hit of hitsOf(rule, strands, context, window)) if (visit(hit)) return;
          },
          evidenceOf: (hit: Hit) =>
            holding(hit.window.start, hit.day)
              .flat()
              .sort((a, b) => a - b),
          get additions() {
            return daysOf(context, [...strands.values()]);
          },
          progressOn: (window, day) => most(strands, context, window.start, day, names),
        };
      },
      valueOf: (amount) => amount,
    };
  },
};

/** The dates on which a strand that the date added to lies in the band, in order, each with the largest of them. */
function hitsOf(
  { band }: SameRule,
  strands: ReadonlyMap<number, Strand>,
  context: StudentContext,
  window: CompiledWindow,
): Hit[] {
  const hits: Hit[] = [];
  for (const strand of strands.values()) {
    // A strand shorter than the minimum can never hold.
    for (let last = band.atLeast - 1; last < strand.length; last++) {
      const day = context.records.day[strand[last] as number] as Day;
      if (last + 1 < strand.length && context.records.day[strand[last + 1] as number] === day) continue;
      const within = window.on(context, day);
      if (within === undefined) continue;
      let first = last;
      while (first > 0 && (context.records.day[strand[first - 1] as number] as Day) >= within.start) first--;
      const amount = last - first + 1;
      if (isWithin(band, amount)) hits.push({ day, window: within, amount });
    }
  }
  if (hits.length < 2) return hits;
  hits.sort((a, b) => a.day - b.day || b.amount - a.amount);
  return hits.filter((hit, i) => hit.day !== hits[i - 1]?.day);
}

/** Whole-day records, and by course records without one, take no part. */
function strandsOf(counted: CountedDates, by: SameRule['by'], { records }: StudentContext): Map<number, number[]> {
  const strands = new Map<number, number[]>();
  for (let at = 0; at < counted.recordCount; at++) {
    const r = counted.records[at] as number;
    const period = records.period[r] as number;
    const key = by === 'period' || period === 0 ? period : (records.course[r] as number);
    if (key === 0) continue;
    const strand = strands.get(key);
    if (strand === undefined) strands.set(key, [r]);
    else strand.push(r);
  }
  return strands;
}

function inWindow({ records }: StudentContext, strand: Strand, start: Day, day: Day): number[] {
  return strand.filter((r) => (records.day[r] as Day) >= start && (records.day[r] as Day) <= day);
}

function daysOf({ records }: StudentContext, strands: readonly Strand[]): Day[] {
  if (strands.length === 0) return [];
  return [...new Set(strands.flatMap((strand) => strand.map((r) => records.day[r] as Day)))].sort((a, b) => a - b);
}

function most(
  strands: ReadonlyMap<number, Strand>,
  context: StudentContext,
  start: Day,
  day: Day,
  names: readonly string[],
): Progress {
  let best = NO_PROGRESS;
  for (const [key, strand] of strands) {
    const counted = inWindow(context, strand, start, day);
    if (counted.length > best.amount)
      best = { ...NO_PROGRESS, amount: counted.length, which: names[key] ?? null, counted };
  }
  return best;
}
