/** Until when a student need not be judged again, as far as what is stored beside the outcomes is concerned. */
import type { Day, EnrollmentFact, StudentFacts, StudentJudgement } from '../engine/index.ts';
import type { StudentFile } from './on-file.ts';

/**
 * The last as-of day up to which nothing that is stored changes without new facts; null: look again at any later day.
 * The engine speaks for the outcomes, records and events; the student's school, and notices and decisions that are dated
 * later and so count on the as-of date, are looked at here.
 */
export function quietUntil(facts: StudentFacts, judgement: StudentJudgement, file: StudentFile, asOf: Day): Day | null {
  let until = Infinity;
  for (const policy of judgement.policies) until = Math.min(until, policy.quietUntil ?? -Infinity);
  const later = [
    schoolChange(facts.enrollments, asOf),
    ...file.notices.flatMap(({ issuedOn, day }) => [issuedOn, day ?? asOf]),
    ...file.decisions.map(({ on }) => on),
  ].filter((day) => day > asOf);
  for (const one of later) until = Math.min(until, one - 1);
  return Number.isFinite(until) && until >= asOf ? until : null;
}

/** The first day after the as-of date on which the student's school may be another; Infinity without one. */
function schoolChange(enrollments: readonly EnrollmentFact[], asOf: Day): Day {
  let change = Infinity;
  for (const { entry, exit } of enrollments) {
    if (entry > asOf) change = Math.min(change, entry);
    if (exit !== undefined && exit >= asOf && enrollments.length > 1) change = Math.min(change, exit + 1);
  }
  return change;
}
