/**
 * The kinds of consequence that are carried out, in the order in which they are: an attendance file before what is written into it.
 * A kind that is not here stays planned, and is listed as not performed. A new one: a `performer.ts` in its folder, a line here,
 * `performed: true` in its settings, and its sentences in the words `effects` (by the key of `says`, and in `also` with a count).
 */
import { alertPerformer } from './alert/performer.ts';
import { assignmentPerformer } from './assignment/performer.ts';
import { atRiskPerformer } from './at-risk/performer.ts';
import { casePerformer } from './case/performer.ts';
import { eligibilityPerformer } from './eligibility/performer.ts';
import { incidentPerformer } from './incident/performer.ts';
import type { AnyPerformer } from './performer.ts';
import { notificationPerformer } from './notification/performer.ts';
import { planPerformer } from './plan/performer.ts';
import { referralPerformer } from './referral/performer.ts';
import { taskPerformer } from './task/performer.ts';

export const PERFORMERS: readonly AnyPerformer[] = [
  casePerformer,
  planPerformer,
  assignmentPerformer,
  alertPerformer,
  referralPerformer,
  taskPerformer,
  eligibilityPerformer,
  incidentPerformer,
  atRiskPerformer,
  // Last: what it says may rest on what the others made.
  notificationPerformer,
];

/** The performer of a kind; undefined where no part of Rollcall carries it out. */
export function performerOf(kind: string): AnyPerformer | undefined {
  return PERFORMERS.find((performer) => performer.kind === kind);
}
