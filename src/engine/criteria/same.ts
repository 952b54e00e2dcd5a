import { compileOnly, compileSelectors } from '../attendance/selectors.ts';
import type { Day } from '../calendar/day.ts';
import type { SameRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { isWithin } from './cumulation.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleType } from './rule-type.ts';

/** The counted period records of one period or course, in order. */
type Strand = readonly number[];

/**
 * Holds when the counted records of one period or course lie in the band and the date added to it.
 * Source: criteria.md section 5, `same`.
 */
export const SAME: RuleType<SameRule> = {
  type: 'same',
  compile: (rule, district) => {
    const isCounted = compileSelectors(rule.counts, district);
    const isLookedAt = compileOnly(rule.only, district);
    const strandsOf = (context: StudentContext): ReadonlyMap<number, Strand> => {
      const { records, from, to } = context;
      const strands = new Map<number, number[]>();
      for (let r = from; r < to; r++) {
        const key = rule.by === 'period' || records.period[r] === 0 ? records.period[r] : records.course[r];
        if (key === undefined || key === 0 || !isCounted(records, r) || !isLookedAt(records, r)) continue;
        const strand = strands.get(key);
        if (strand === undefined) strands.set(key, [r]);
        else strand.push(r);
      }
      return strands;
    };
    const inWindow = (context: StudentContext, strand: Strand, start: Day, day: Day): number[] =>
      strand.filter((r) => (context.records.day[r] as Day) >= start && (context.records.day[r] as Day) <= day);
    const addedOn = (context: StudentContext, strand: Strand, day: Day): boolean => strand.some((r) => context.records.day[r] === day);
    const additions = (context: StudentContext, strands: ReadonlyMap<number, Strand>): Day[] =>
      [...new Set([...strands.values()].flat().map((r) => context.records.day[r] as Day))].sort((a, b) => a - b);
    const holding = (context: StudentContext, start: Day, day: Day, strands: ReadonlyMap<number, Strand>): number[][] =>
      [...strands.values()]
        .filter((strand) => addedOn(context, strand, day))
        .map((strand) => inWindow(context, strand, start, day))
        .filter((counted) => isWithin(rule.band, counted.length));
    return {
      scan: (context, window, visit) => {
        // A strand shorter than the minimum can never hold.
        const strands = new Map([...strandsOf(context)].filter(([, strand]) => strand.length >= rule.band.atLeast));
        for (const day of additions(context, strands)) {
          const within = window.on(context, day);
          if (within === undefined) continue;
          const amount = Math.max(0, ...holding(context, within.start, day, strands).map((counted) => counted.length));
          if (amount > 0 && visit({ day, window: within, amount })) return;
        }
      },
      evidenceOf: (context, hit) =>
        holding(context, hit.window.start, hit.day, strandsOf(context))
          .flat()
          .sort((a, b) => a - b),
      additions: (context) => additions(context, strandsOf(context)),
      progressOn: (context, window, day) => {
        if (window === undefined) return NO_PROGRESS;
        const names = rule.by === 'period' ? district.periodNames : district.courseNames;
        let most: { key: number; counted: number[] } | undefined;
        for (const [key, strand] of strandsOf(context)) {
          const counted = inWindow(context, strand, window.start, day);
          if (counted.length > (most?.counted.length ?? 0)) most = { key, counted };
        }
        if (most === undefined) return NO_PROGRESS;
        return { ...NO_PROGRESS, amount: most.counted.length, which: names[most.key] ?? null, counted: most.counted };
      },
      valueOf: (amount) => amount,
    };
  },
};
