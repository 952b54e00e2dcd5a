/**
 * How a school is doing, in figures: attendance by day, week and year, who misses how much, what is due, what waits and why, and
 * whether the data is in. The only door of this room.
 *
 *   await refreshAttendance(db, { districtId, now });
 *   const schools = await readSchoolRates(client, { districtId, schools: ['oak'] });
 */
export { selectorsOf, type AbsenceRuleUsed } from '../calculation/absence-rule.ts';
export {
  BANDS,
  bandOf,
  readBands,
  readOrderOfBand,
  readStudentsInOrder,
  readStudentsOfBand,
  type AttendanceStudent,
  type Band,
  type BandCounts,
} from './bands.ts';
export { readCloseCount, type CloseStep } from './close.ts';
export { addDaysSince } from './days-since.ts';
export { readWaiting, type DueFigures, type WaitingFigures } from './due-figures.ts';
export {
  isBelow,
  percentOf,
  readSchoolRates,
  together,
  type AttendanceTogether,
  type Rate,
  type SchoolRates,
} from './read-attendance.ts';
export { refreshAttendance } from './refresh.ts';
export { readSetAsideOrder, readSetAsidePage, type SetAsideRecord } from './set-aside.ts';
export { countUnverifiedAbsences, readUnverifiedAbsences, type UnverifiedAbsence } from './unverified.ts';
export { readFiguresState, type FiguresState } from './state.ts';
export {
  judgedFigures,
  runningFigures,
  proposeCampaigns,
  readCampaignGround,
  readJudgement,
  type JudgedFigures,
} from './campaign-figures.ts';
export { lastFullMonth, monthsOf, monthTogether, type MonthRate } from './school-months.ts';
export {
  CHRONIC,
  countTierList,
  readTierList,
  readTierLists,
  type TierList,
  type TierListStudent,
} from './tier-lists.ts';
export { readGoals, USUAL_GOAL_TENTHS } from './goals.ts';
export { addGrades, gradesTogether, readGrades, type GradeFigures } from './grades.ts';
export { FEWEST_TO_SHOW, hideSmall } from './hide-small.ts';
export { monthsTogether, readKeptMonths, type KeptMonth } from './kept-months.ts';
export { countSteps, LISTED_KINDS, readStepList, type ListedKind, type ListedStep } from './step-list.ts';
export { readStepsTaken, STEP_KINDS, type StepKind, type StepsCount, type StepsQuestion } from './steps-taken.ts';
export { readNewChronic } from './new-chronic.ts';
export * from './did-it-help/index.ts';
export { readBoardSummary, type BoardSchool, type BoardSummary } from './board-summary.ts';
export {
  lastDayOf,
  MOST_NAMED,
  readPrincipalReport,
  type MonthLine,
  type PrincipalReport,
  type StudentsNamed,
} from './principal-report.ts';
