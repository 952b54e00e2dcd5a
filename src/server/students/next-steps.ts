/** Which level comes next at what count. Pure. */
import type { z } from 'zod';
import type { StudentExplanation } from '../../calculation/index.ts';
import type { Criterion, Explanation, Policy } from '../../engine/index.ts';
import { missingToMeet, type Language } from '../../notices/index.ts';
import type { NextStep } from './shapes.ts';

type Step = z.input<typeof NextStep>;

/** Of every pack in use at the student's school the rules that are counting and not met, the closest first. */
export function nextSteps(explanation: StudentExplanation, language: Language = 'en'): readonly Step[] {
  const steps = explanation.packs.flatMap(({ pack, inUseAtSchool }, index) =>
    inUseAtSchool ? stepsOf({ explanation, language }, pack.policy, index) : [],
  );
  return steps.toSorted((one, other) => other.have / other.need - one.have / one.need || one.need - other.need);
}

function stepsOf({ explanation, language }: Asked, policy: Policy, index: number): readonly Step[] {
  const { asOf, facts } = explanation;
  const doneGroups = new Set<string>();
  return policy.criteria
    .filter((criterion) => criterion.release !== 'none' && isFor(criterion, facts.grade, asOf))
    .toSorted((one, other) => one.order - other.order || (one.code < other.code ? -1 : 1))
    .flatMap((criterion) => {
      const ladder = policy.groups.find((group) => group.id === criterion.group && group.mode === 'ladder');
      if (ladder !== undefined && doneGroups.has(ladder.id)) return [];
      const step = explanation
        .explain(index, criterion.code)
        .map((one) => stepOf({ criterion, policy, language }, one))
        .find((one) => one !== undefined);
      if (step !== undefined && ladder !== undefined) doneGroups.add(ladder.id);
      return step ?? [];
    });
}

interface Asked {
  readonly explanation: StudentExplanation;
  readonly language: Language;
}

interface OfCriterion {
  readonly criterion: Criterion;
  readonly policy: Policy;
  readonly language: Language;
}

/** undefined: met already in this cycle, or nothing to count. */
function stepOf(
  { criterion, policy, language }: OfCriterion,
  { window, rules, outcomes }: Explanation,
): Step | undefined {
  if (window.cycle === null || outcomes.some(({ cycle }) => cycle === window.cycle)) return undefined;
  const [closest] = rules
    .map((progress) => missingToMeet({ progress, recorded: null }, language))
    .flatMap(({ need, ...rest }) => (need === null || need <= 0 || rest.unit === 'percent' ? [] : [{ ...rest, need }]))
    .toSorted((one, other) => other.have / other.need - one.have / one.need);
  if (closest === undefined || closest.missing === '') return undefined;
  return { pack: policy.id, criterion: criterion.code, title: criterion.title, ...closest };
}

function isFor({ grades, effective: { from, until } }: Criterion, grade: string, asOf: number): boolean {
  if (grades !== undefined && !grades.includes(grade)) return false;
  return (from === undefined || from <= asOf) && (until === undefined || asOf < until);
}
