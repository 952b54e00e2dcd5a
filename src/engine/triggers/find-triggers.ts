import type { Day } from '../calendar/day.ts';
import { compileRule } from '../criteria/index.ts';
import type { CompiledRule, Hit, MeasuredRule, RuleEnvironment } from '../criteria/rule-type.ts';
import type { PackUse } from '../facts.ts';
import type { Criterion, Policy, SimpleRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { compileLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { compileWindow } from './windows.ts';
import type { CompiledWindow } from './windows.ts';

export interface CompiledCriterion {
  readonly criterion: Criterion;
  readonly simpleRules: readonly SimpleRule[];
  /** One, or those of `any` in the order listed. */
  readonly rules: readonly CompiledRule[];
  readonly window: CompiledWindow;
  readonly allows: Limits;
}

/** A student met a criterion on a date. Identity: code, cycle, occurrence and the context's school. */
export interface Trigger {
  readonly compiled: CompiledCriterion;
  readonly context: StudentContext;
  readonly rule: CompiledRule;
  readonly measured: MeasuredRule;
  readonly hit: Hit;
  readonly occurrence: number;
}

export function compileCriterion(
  criterion: Criterion,
  policy: Policy,
  environment: RuleEnvironment,
  uses: readonly PackUse[] | undefined,
): CompiledCriterion {
  const simpleRules = criterion.when.type === 'any' ? criterion.when.rules : [criterion.when];
  return {
    criterion,
    simpleRules,
    rules: simpleRules.map((rule) => compileRule(rule, environment)),
    window: compileWindow(criterion.window, policy, environment.district),
    allows: compileLimits(criterion, uses),
  };
}

/** The triggers of one definition of a criterion in the school year, in order of date. Source: criteria.md section 6. */
export function findTriggers(compiled: CompiledCriterion, context: StudentContext): readonly Trigger[] {
  const { repeat, maxPerCycle } = compiled.criterion;
  const triggers = repeat === 'once' ? firstHits(compiled, context) : repeatedHits(compiled, context);
  if (maxPerCycle === undefined) return triggers;
  const kept = new Map<Day, number>();
  return triggers.filter(({ hit }) => {
    const before = kept.get(hit.window.cycle) ?? 0;
    kept.set(hit.window.cycle, before + 1);
    return before < maxPerCycle;
  });
}

/** `once`: the first date of each cycle; over the rules of `any` the earliest, then the first listed. */
function firstHits(compiled: CompiledCriterion, context: StudentContext): readonly Trigger[] {
  const { window, allows } = compiled;
  const isOneCycle = window.kind === 'year' || window.kind === 'days' || window.kind === 'schoolDays';
  const first: Trigger[] = [];
  for (const rule of compiled.rules) {
    if (!rule.isPossible(context)) continue;
    const seen: Day[] = [];
    const measured = rule.measure(context);
    measured.scan(window, (hit) => {
      const { cycle } = hit.window;
      if (seen.includes(cycle) || !allows(context, hit.day)) return false;
      seen.push(cycle);
      const trigger = { compiled, context, rule, measured, hit, occurrence: 1 };
      const before = first.findIndex((one) => one.hit.window.cycle === cycle);
      if (before < 0) first.push(trigger);
      else if (hit.day < (first[before] as Trigger).hit.day) first[before] = trigger;
      return isOneCycle;
    });
  }
  return first.length < 2 ? first : first.sort((a, b) => a.hit.day - b.hit.day);
}

/** `each` numbers the dates of a cycle; `every` numbers the steps, of which a date takes the highest it reached. */
function repeatedHits(compiled: CompiledCriterion, context: StudentContext): Trigger[] {
  const { window, allows, criterion } = compiled;
  const rule = compiled.rules[0] as CompiledRule;
  const triggers: Trigger[] = [];
  const reached = new Map<Day, number>();
  if (!rule.isPossible(context)) return triggers;
  const measured = rule.measure(context);
  measured.scan(window, (hit) => {
    if (!allows(context, hit.day)) return false;
    const before = reached.get(hit.window.cycle) ?? 0;
    const occurrence = occurrenceOf(criterion, hit, before);
    if (occurrence > before) {
      reached.set(hit.window.cycle, occurrence);
      triggers.push({ compiled, context, rule, measured, hit, occurrence });
    }
    return false;
  });
  return triggers;
}

function occurrenceOf({ repeat, when }: Criterion, hit: Hit, before: number): number {
  if (typeof repeat === 'string') return before + 1;
  if (when.type !== 'total') throw new Error('repeat every needs a total');
  return Math.floor((hit.amount - when.band.atLeast) / repeat.every) + 1;
}
