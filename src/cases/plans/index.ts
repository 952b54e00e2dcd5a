/** Intervention plans: what other rooms use of them. */
export { attendanceAround, AROUND_DAYS, type AttendanceAround, type AttendanceSpan } from './attendance-around.ts';
export { assignPlan, type AssignPlan } from './assign-plan.ts';
export {
  cancelPlans,
  changePlan,
  evaluatePlan,
  finishPlan,
  implementPlan,
  type Evaluation,
  type PlanChange,
} from './change-plan.ts';
export { saveGuardianDetails, saveStudentDetails, type GuardianDetails } from './court-details.ts';
export { createPlanByHand, createPlans, type MadePlan, type NewPlan } from './create-plans.ts';
export { endPlanTerms } from './end-terms.ts';
export { percentOf } from './family-letter.ts';
export {
  NOTHING_ASKED,
  notYet,
  readFilings,
  recommendToCourt,
  requireReady,
  stepFiling,
  type FilingRow,
  type FilingStep,
} from './filings.ts';
export {
  addIntervention,
  interventionActions,
  readInterventions,
  stepIntervention,
  type InterventionRow,
  type NewIntervention,
} from './interventions.ts';
export { findPlan, planName, type PlanRow } from './plan-row.ts';
export { asOfDay, yearStartOf } from './plan-days.ts';
export { readPlanFile, readPlanReadiness, requiresOf, type PlanFile, type PlanFileAsk } from './read-plan.ts';
export { journalDays, PLAN_TIMES, readPlans, type PlanLine, type PlanTime } from './read-plans.ts';
export {
  COURT_DECISIONS,
  PLAN_FAMILY_PARTS,
  FILING,
  mayClose,
  INTERVENTION,
  OUR_VIEWS,
  PLAN,
  PLAN_OUTCOMES,
  type CourtDecision,
  type PlanFamilyPart,
  type FilingAction,
  type FilingState,
  type InterventionAction,
  type InterventionState,
  type OurView,
  type PlanAction,
  type PlanOutcome,
  type PlanState,
} from './states.ts';
export {
  markCopy,
  readCopyContent,
  readFamilyCopies,
  tellFamily,
  writeFamilyCopies,
  copiesInShort,
  type CopyAbout,
  type FamilyCopies,
  type FamilyCopy,
} from './tell-family.ts';
export { termsOf, type PlanTerm } from './term-of.ts';
export { countReady, readReadiness, type ReadinessAsk, type RequirementState } from '../requirements/readiness.ts';
export { readRequirementFacts, type GuardianFacts, type StudentDetails } from '../requirements/requirement-facts.ts';
export { requirementsOf, type Requirement } from '../requirements/requirement.ts';
export { unwaive, waive } from '../requirements/waivers.ts';
