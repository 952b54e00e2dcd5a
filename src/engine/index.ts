/**
 * The engine's only door. Pure: no files, network, clock, randomness, environment.
 *
 *   const judge = createJudge(policies, districtFacts, names, { asOf });
 *   judge.evaluateStudent(studentFacts)   // StudentOutcome for each policy, in the order given
 */
export * from './calendar/day.ts';
export type * from './facts.ts';
export type * from './outcome.ts';
export type * from './policy.ts';
