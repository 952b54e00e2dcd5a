import { createSchooling } from '../attendance/schooling.ts';
import { judgedSpan } from '../judged-span.ts';
import type { Day } from '../calendar/day.ts';
import { compileDistrict } from '../district.ts';
import type { CompiledDistrict } from '../district.ts';
import type { EventFact, StudentFacts } from '../facts.ts';
import type { JudgeInput } from '../judge.ts';
import type { Criterion, Policy } from '../policy.ts';
import { districtContext, schoolContexts } from '../student-context.ts';
import type { StudentContext } from '../student-context.ts';
import { compileWindow } from '../triggers/windows.ts';
import { referencesOf, type Reference } from './references.ts';

/** The identity that an `issued` event names, without pack and student. */
export interface NamedIdentity {
  readonly criterion: string;
  readonly cycle: Day;
  readonly occurrence: number;
  /** The student's school on the event's date under `scope: school`, else null. */
  readonly school: string | null;
  readonly event: EventFact;
}

/** The identities that a student's `issued` events of the school year name under one policy. */
export type Identify = (student: StudentFacts, policyIndex: number) => readonly NamedIdentity[];

/**
 * Compiles what it takes to say which identity an `issued` event names, whether or not a trigger is found for it.
 * An event outside every cycle, or of a code that the policy does not have, names none. Source: criteria.md section 7.
 */
export function createIdentifier(input: JudgeInput): Identify {
  const district = compileDistrict(input.district, input.names);
  const contexts = input.policies.map(({ policy }) => ({ policy, span: judgedSpan(policy, input.asOf) }));
  return (student, policyIndex) => {
    const found = contexts[policyIndex];
    if (found === undefined) throw new Error(`no policy number ${policyIndex}`);
    if (!student.events.some((event) => event.event === 'issued')) return [];
    const schooling = createSchooling(student.enrollments, district);
    const context = districtContext({
      district,
      student,
      schooling,
      records: NO_RECORDS,
      packId: found.policy.id,
      ...found.span,
      asOf: input.asOf,
    });
    return referencesOf(context, 'issued').flatMap((reference) =>
      identityOf(reference, found.policy, context, student, district),
    );
  };
}

function identityOf(
  reference: Reference,
  policy: Policy,
  context: StudentContext,
  student: StudentFacts,
  district: CompiledDistrict,
): NamedIdentity[] {
  const { event, code, occurrence } = reference;
  const criterion = definitionOn(policy.criteria, code, event.day);
  if (criterion === undefined) return [];
  const placed = criterion.scope === 'district' ? context : contextAtSchool(context, student, event);
  if (placed === undefined) return [];
  const cycle =
    reference.cycle === undefined
      ? compileWindow(criterion.window, policy, district).on(placed, event.day)?.cycle
      : reference.cycle;
  return cycle === undefined || cycle === null
    ? []
    : [{ criterion: code, cycle, occurrence, school: placed.school, event }];
}

/** Two definitions of one code do not overlap: the one that holds on the day, else the first. */
function definitionOn(criteria: readonly Criterion[], code: string, day: Day): Criterion | undefined {
  const definitions = criteria.filter((criterion) => criterion.code === code);
  return (
    definitions.find(({ effective: { from, until } }) => (from ?? day) <= day && (until ?? day + 1) > day) ??
    definitions[0]
  );
}

function contextAtSchool(context: StudentContext, student: StudentFacts, event: EventFact): StudentContext | undefined {
  const school = event.school ?? context.district.schoolIds[context.schooling.schoolOn(event.day)];
  return schoolContexts(context, student).find((one) => one.school === school);
}

const NONE = new Int32Array(0);
const NO_RECORDS: StudentContext['records'] = {
  count: 0,
  day: NONE,
  school: NONE,
  period: NONE,
  course: NONE,
  code: NONE,
  minutes: NONE,
  source: NONE,
};
