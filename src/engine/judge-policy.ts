import type { CompiledPolicy, JudgedStudent } from './compiled-policy.ts';
import { decide, compareInGroup } from './decisions/decide.ts';
import type { CompiledGroups } from './decisions/decide.ts';
import type { Decided } from './decisions/holds.ts';
import type { RuleEnvironment } from './criteria/rule-type.ts';
import { compareText } from './district.ts';
import type { CompiledDistrict } from './district.ts';
import type { PackUse } from './facts.ts';
import { judgedSpan } from './judged-span.ts';
import type { JudgeInput } from './judge.ts';
import type { Outcome, StudentOutcome } from './outcome.ts';
import type { Group, Policy } from './policy.ts';
import { quietUntil } from './quiet.ts';
import { districtContext, schoolContexts } from './student-context.ts';
import type { StudentContext } from './student-context.ts';
import { evidenceOf } from './triggers/evidence.ts';
import { compileCriterion, findTriggers } from './triggers/find-triggers.ts';
import type { Trigger } from './triggers/find-triggers.ts';
import { compileWindow } from './triggers/windows.ts';

export function compilePolicy(
  { policy, uses }: { readonly policy: Policy; readonly uses?: readonly PackUse[] },
  environment: RuleEnvironment,
  { asOf, evidence }: Pick<JudgeInput, 'asOf' | 'evidence'>,
): CompiledPolicy {
  const criteria = policy.criteria.map((criterion) => compileCriterion(criterion, policy, environment, uses));
  return {
    policy,
    uses,
    criteria,
    rates: criteria.filter(({ simpleRules }) => simpleRules.some((rule) => rule.type === 'rate')),
    isApart: policy.criteria.some((criterion) => criterion.scope === 'school'),
    groups: compileGroups(policy, environment.district),
    ...judgedSpan(policy, asOf),
    asOf,
    hasEvidence: evidence ?? true,
  };
}

/** Judges one student by one policy: triggers, decisions, evidence, in the order of section 10. */
export function judgePolicy(compiled: CompiledPolicy, judged: JudgedStudent): StudentOutcome {
  const { context, triggers } = findPolicyTriggers(compiled, judged);
  if (triggers.length === 0)
    return { outcomes: [], quietUntil: quietUntil(compiled, context, judged, triggers, NO_DECISIONS) };
  const decided = decide(triggers, compiled.groups, context, judged.student);
  const outcomes = triggers.map((trigger) => outcomeOf(trigger, decided.get(trigger), compiled.hasEvidence));
  return {
    outcomes: outcomes.sort(compareOutcomes),
    quietUntil: quietUntil(compiled, context, judged, triggers, decided),
  };
}

const NO_DECISIONS: ReadonlyMap<Trigger, Decided> = new Map();

/** All triggers of the school year, in order of date, each identity once. */
export function findPolicyTriggers(
  compiled: CompiledPolicy,
  judged: JudgedStudent,
): { context: StudentContext; triggers: Trigger[] } {
  const { student } = judged;
  const context = contextOf(compiled, judged);
  const apart = compiled.isApart ? schoolContexts(context, student) : [];
  const triggers: Trigger[] = [];
  for (const criterion of compiled.criteria) {
    if (criterion.criterion.scope === 'district') addAll(triggers, findTriggers(criterion, context));
    else for (const one of apart) addAll(triggers, findTriggers(criterion, one));
  }
  if (triggers.length > 1) triggers.sort((a, b) => a.hit.day - b.hit.day || compareInGroup(a, b));
  return { context, triggers: firstOfEachIdentity(triggers) };
}

/** The student as the policy sees them. */
export function contextOf(
  compiled: CompiledPolicy,
  { student, schooling, district, records }: JudgedStudent,
): StudentContext {
  const { yearStart, yearEnd, through, asOf, policy } = compiled;
  return districtContext({
    student,
    schooling,
    district,
    records,
    packId: policy.id,
    yearStart,
    yearEnd,
    through,
    asOf,
  });
}

function addAll(triggers: Trigger[], found: readonly Trigger[]): void {
  for (const trigger of found) triggers.push(trigger);
}

/** Two definitions of one code: in one cycle the earlier trigger keeps the identity. */
function firstOfEachIdentity(triggers: Trigger[]): Trigger[] {
  if (triggers.length < 2) return triggers;
  const seen = new Set<string>();
  return triggers.filter(({ compiled, hit, occurrence, context }) => {
    const identity = `${compiled.criterion.code}\n${hit.window.cycle}\n${occurrence}\n${context.school ?? ''}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

export function outcomeOf(trigger: Trigger, decided: Decided | undefined, hasEvidence: boolean): Outcome {
  const { compiled, context, rule, hit, occurrence } = trigger;
  if (decided === undefined) throw new Error(`criterion ${compiled.criterion.code}: a trigger without a decision`);
  return {
    criterion: compiled.criterion.code,
    cycle: hit.window.cycle,
    occurrence,
    school: context.school,
    day: hit.day,
    value: rule.valueOf(hit.amount),
    decision: decided.decision,
    reason: decided.reason,
    evidence: hasEvidence ? evidenceOf(trigger) : [],
  };
}

export function compareOutcomes(a: Outcome, b: Outcome): number {
  return (
    compareText(a.criterion, b.criterion) ||
    a.cycle - b.cycle ||
    compareText(a.school ?? '', b.school ?? '') ||
    a.occurrence - b.occurrence
  );
}

function compileGroups(policy: Policy, district: CompiledDistrict): CompiledGroups {
  const ladders = policy.groups.filter((group): group is Extract<Group, { mode: 'ladder' }> => group.mode === 'ladder');
  return {
    firstMatch: policy.groups.filter((group) => group.mode === 'first-match').map((group) => group.id),
    ladders: ladders.map((group) => ({
      group,
      cycle: compileWindow(group.cycle, policy, district),
      levels: levelsOf(policy, group.id),
    })),
  };
}

/** The codes of a ladder in `order`, then by code, each once. */
function levelsOf(policy: Policy, group: string): string[] {
  const criteria = policy.criteria.filter((criterion) => criterion.group === group && criterion.release !== 'none');
  const inOrder = criteria.toSorted((a, b) => a.order - b.order || compareText(a.code, b.code));
  return [...new Set(inOrder.map((criterion) => criterion.code))];
}
