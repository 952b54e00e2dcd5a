/** Which criteria one more counted day, date or period would meet. */
import { createCounters } from './attendance/counting.ts';
import { createDayValues } from './attendance/day-value.ts';
import { createSieve } from './attendance/records.ts';
import { createSchooling } from './attendance/schooling.ts';
import { compileDistrict } from './district.ts';
import type { StudentFacts } from './facts.ts';
import type { JudgeInput } from './judge.ts';
import { compilePolicy } from './judge-policy.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import type { Criterion, TotalRule } from './policy.ts';
import { districtContext, type StudentContext } from './student-context.ts';
import type { CompiledCriterion } from './triggers/find-triggers.ts';

/** `have` is short of `need` by at most one; both as section 10 prints values. */
export interface StepWithinReach {
  readonly policyIndex: number;
  readonly criterion: Criterion;
  readonly have: number;
  readonly need: number;
}

/** Of criteria that count a total over the school year and have consequences; `minutes` have no step of one. */
export function createNextSteps(input: JudgeInput): (student: StudentFacts) => readonly StepWithinReach[] {
  const district = compileDistrict(input.district, input.names);
  const environment = { district, counters: createCounters(district), dayValues: createDayValues(district) };
  const sieve = createSieve(district);
  const policies = input.policies.map((policy) => compilePolicy(policy, environment, input));
  return (student) => {
    const schooling = createSchooling(student.enrollments, district);
    const { records } = sieve.sift(student.records, schooling);
    return policies.flatMap((compiled, policyIndex) => {
      const { yearStart, yearEnd, through, asOf, policy } = compiled;
      const year = { yearStart, yearEnd, through, asOf, packId: policy.id };
      return stepsOf(
        compiled,
        districtContext({ student, schooling, district, records, ...year }),
        student,
        policyIndex,
      );
    });
  };
}

function stepsOf(
  { criteria }: CompiledPolicy,
  context: StudentContext,
  { flags }: StudentFacts,
  policyIndex: number,
): StepWithinReach[] {
  return criteria.flatMap((compiled) => {
    const { criterion } = compiled;
    const rule = totalOf(criterion);
    if (rule === undefined || criterion.exempt.some((flag) => flags.includes(flag))) return [];
    if (!compiled.allows(context, context.through)) return [];
    const amount = amountOf(compiled, context);
    const { atLeast } = rule.band;
    const step = rule.measure === 'days' ? 1000 : 1;
    if (amount <= 0 || amount >= atLeast || atLeast - amount > step) return [];
    const unit = rule.measure === 'days' ? 1000 : 1;
    return [{ policyIndex, criterion, have: amount / unit, need: atLeast / unit }];
  });
}

function totalOf({ when, window, scope, release, then }: Criterion): TotalRule | undefined {
  if (when.type !== 'total' || when.measure === 'minutes') return undefined;
  return window.kind === 'year' && scope === 'district' && release !== 'none' && then.length > 0 ? when : undefined;
}

function amountOf({ rules, window }: CompiledCriterion, context: StudentContext): number {
  const within = window.on(context, context.through);
  const [rule] = rules;
  if (within === undefined || rule === undefined) return 0;
  return rule.measure(context).progressOn(within, context.through).amount;
}
