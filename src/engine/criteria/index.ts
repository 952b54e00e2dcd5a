import type { SimpleRule } from '../policy.ts';
import { EVENT } from './event.ts';
import { PATTERN } from './pattern.ts';
import { RATE } from './rate.ts';
import type { CompiledRule, RuleEnvironment, RuleType } from './rule-type.ts';
import { SAME } from './same.ts';
import { TOTAL } from './total.ts';

/** Every rule type: one file, one line. `any` is made of these (triggers/find-triggers.ts). */
export const RULE_TYPES = { total: TOTAL, same: SAME, pattern: PATTERN, rate: RATE, event: EVENT } as const;

export function compileRule(rule: SimpleRule, environment: RuleEnvironment): CompiledRule {
  return (RULE_TYPES[rule.type] as RuleType<SimpleRule>).compile(rule, environment);
}
