/** Casework: what follows a trigger until attendance recovers. The only door of this room. */
export { assign, DUTY_OF_ROLE, endAssignment, personOfDuty, type Assign, type CaseDuty } from './core/assignments.ts';
export { ALERT } from './alerts/states.ts';
export { endAlert, endAlerts, makeAlerts, type NewAlert } from './alerts/make-alerts.ts';
export { readAlerts, type Alert } from './alerts/read-alerts.ts';
export { closeTasksAbout, createTasks, type EndTasks, type NewTask } from './core/create-tasks.ts';
export { dueOn, type DueAsk } from './core/due-on.ts';
export { findCases } from './core/find-cases.ts';
export { findCase, openCase, openCases, yearOf, type CaseRow, type OpenCase } from './core/open-case.ts';
export { recordEvents, takeBackEvent, type NewEvent } from './core/record-events.ts';
export { actionsOf, defineStates, nextStep, requireStep, type States, type StepTable } from './core/states.ts';
export {
  appendSteps,
  readSteps,
  THINGS,
  type NewStep,
  type StepOnFile,
  type Thing,
  type ThingRef,
} from './core/steps.ts';
export type { ActingRole, Who } from './core/who.ts';
export { cancelTasks } from './tasks/cancel-tasks.ts';
