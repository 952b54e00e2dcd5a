/**
 * The engine's only door. Pure: no files, network, clock, randomness, environment.
 *
 *   const judge = createJudge({ policies: [{ policy }], district, names, asOf });
 *   judge.evaluateStudent(student).policies[0].outcomes
 */
export * from './calendar/day.ts';
export { createAttendanceDays } from './attendance-days.ts';
export type * from './attendance-days.ts';
export { createJudge } from './create-judge.ts';
export type * from './facts.ts';
export type * from './judge.ts';
export type * from './outcome.ts';
export type * from './policy.ts';
export { createNextSteps, type StepWithinReach } from './next-step.ts';
export * from './decisions/reconcile.ts';
export * from './decisions/identify.ts';
