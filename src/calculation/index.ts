/**
 * The calculation's only door: who met which criterion on which date, stored and compared with what went out.
 *
 *   const report = await calculate(db, { districtId, asOf, by, now });
 */
export { absenceRuleOf, type AbsenceRuleUsed } from './absence-rule.ts';
export { calculate, calculateIn, type CalculateOptions, type CalculationReport } from './calculate.ts';
export type { DecisionFact, Identity, NoticeFact } from './decision-events.ts';
export type { AutomaticRelease } from './automatic-release.ts';
export type { CalculationFigures } from './figures.ts';
export { inTransactionOrDry } from './dry-run.ts';
export { refuseFarDay } from './far-day.ts';
export { forgetJudged } from './judged-writer.ts';
export { DISTRICT_REVISION, DistrictMemory, KnownDistrict } from './known-district.ts';
export { lastCalculation, type LastCalculation } from './last-calculation.ts';
export { lockDistrict } from './lock.ts';
export { isInUse, judgedFrom, type PackInUse } from './packs-in-use.ts';
export { readPacksInUse } from './read-packs.ts';
export { readDistrict } from './district.ts';
export { rejudge, type RejudgeOptions } from './rejudge.ts';
export { forgetTouches, readTouches, rejudgeTouched } from './touched.ts';
export type { ChangeExample } from './tally.ts';
export {
  explainStudent,
  type ExplainedPack,
  type ExplainStudentOptions,
  type StudentExplanation,
} from './explain-student.ts';
export { adopt, settleTriggers, type AdoptOptions, type AdoptReport, type AdoptedRow, type Settling } from './adopt.ts';
export { refuseSchoolScope } from './district-only.ts';
export {
  readiness,
  type ConferenceReadiness,
  type MissingAddress,
  type MissingLetterhead,
  type Readiness,
  type ReadinessOptions,
  type SchoolData,
  type SetAsideStudent,
  type UnverifiedAbsence,
} from './readiness/index.ts';
