/** The life of an intervention plan, of what is tried under it, and of a recommendation to court: one table each. */
import { defineStates } from '../core/states.ts';

const SCHOOL = ['administrator', 'team', 'district'] as const;
const APPROVER = ['administrator', 'district'] as const;
const SUPERVISOR = ['officer', 'district'] as const;

export type PlanState = 'active' | 'finished' | 'ended' | 'cancelled';
export type PlanAction =
  | 'change'
  | 'implement'
  | 'finish'
  | 'carry-over'
  | 'end'
  | 'cancel'
  | 'assign'
  | 'evaluate'
  | 'tell'
  | 'mark-copy'
  | 'recommend';

/**
 * A term that is over ends it, and a calculation cancels it; a person finishes it. What is closed is still evaluated and told. A copy that the
 * family was given of a running plan is marked while it runs.
 */
export const PLAN = defineStates<PlanState, PlanAction>('plan', {
  active: {
    change: { to: 'active', may: SCHOOL, words: 'change it' },
    implement: { to: 'active', may: SCHOOL, words: 'mark it implemented' },
    evaluate: { to: 'active', may: SCHOOL, words: 'evaluate it' },
    recommend: { to: 'active', may: APPROVER, words: 'recommend it to court' },
    finish: { to: 'finished', may: SCHOOL, words: 'close it with an outcome' },
    assign: { to: 'active', may: APPROVER, words: 'give it to the supervisor' },
    'carry-over': { to: 'active', may: APPROVER, words: 'carry it over into the next term' },
    end: { to: 'ended', may: [], words: 'end it with its term' },
    cancel: { to: 'cancelled', may: APPROVER, words: 'cancel it' },
    'mark-copy': { to: 'active', may: SCHOOL, words: 'mark a copy for the family' },
  },
  finished: {
    evaluate: { to: 'finished', may: SCHOOL, words: 'evaluate it' },
    tell: { to: 'finished', may: SCHOOL, words: 'send it to the family' },
    'mark-copy': { to: 'finished', may: SCHOOL, words: 'mark a copy for the family' },
  },
  ended: {
    evaluate: { to: 'ended', may: SCHOOL, words: 'evaluate it' },
    tell: { to: 'ended', may: SCHOOL, words: 'send it to the family' },
    'mark-copy': { to: 'ended', may: SCHOOL, words: 'mark a copy for the family' },
    finish: { to: 'finished', may: SCHOOL, words: 'close it with an outcome' },
  },
  cancelled: {},
});

export type InterventionState = 'planned' | 'running' | 'done' | 'stopped';
export type InterventionAction = 'start' | 'complete' | 'stop' | 'change';

export const INTERVENTION = defineStates<InterventionState, InterventionAction>('intervention', {
  planned: {
    change: { to: 'planned', may: SCHOOL, words: 'change it' },
    start: { to: 'running', may: SCHOOL, words: 'start it' },
    stop: { to: 'stopped', may: SCHOOL, words: 'give it up' },
  },
  running: {
    change: { to: 'running', may: SCHOOL, words: 'change it' },
    complete: { to: 'done', may: SCHOOL, words: 'mark it done' },
    stop: { to: 'stopped', may: SCHOOL, words: 'stop it' },
  },
  done: {},
  stopped: { start: { to: 'running', may: SCHOOL, words: 'start it again' } },
});

export type FilingState = 'recommended' | 'filed' | 'hearing' | 'decided' | 'withdrawn' | 'returned';
export type FilingAction = 'withdraw' | 'return' | 'file' | 'set-hearing' | 'decide' | 'close-plan';

/**
 * The administrator recommends and may withdraw; everything from the filing on is the supervisor's. The plan is closed only once the court
 * has nothing to do with it any more.
 */
export const FILING = defineStates<FilingState, FilingAction>('recommendation to court', {
  recommended: {
    withdraw: { to: 'withdrawn', may: APPROVER, words: 'withdraw it' },
    return: { to: 'returned', may: SUPERVISOR, words: 'give it back to the school' },
    file: { to: 'filed', may: SUPERVISOR, words: 'file it with the court' },
  },
  filed: {
    'set-hearing': { to: 'hearing', may: SUPERVISOR, words: 'enter the hearing' },
    decide: { to: 'decided', may: SUPERVISOR, words: 'enter what the court decided' },
  },
  hearing: {
    'set-hearing': { to: 'hearing', may: SUPERVISOR, words: 'enter another hearing' },
    decide: { to: 'decided', may: SUPERVISOR, words: 'enter what the court decided' },
  },
  decided: { 'close-plan': { to: 'decided', may: SCHOOL, words: 'close its plan' } },
  withdrawn: { 'close-plan': { to: 'withdrawn', may: SCHOOL, words: 'close its plan' } },
  returned: { 'close-plan': { to: 'returned', may: SCHOOL, words: 'close its plan' } },
});

/** Whether the plan may be closed, by what was recommended of it: nobody closes what the supervisor or a court works with. */
export function mayClose(filings: readonly { readonly state: FilingState }[]): boolean {
  return filings.every(({ state }) => FILING.table[state]['close-plan'] !== undefined);
}

export const PLAN_OUTCOMES = ['recovered', 'improved', 'no-change', 'moved', 'referred', 'other'] as const;
export type PlanOutcome = (typeof PLAN_OUTCOMES)[number];
export const OUR_VIEWS = ['helped', 'partly', 'not'] as const;
export type OurView = (typeof OUR_VIEWS)[number];
export const PLAN_FAMILY_PARTS = ['took-part', 'invited', 'not-reached'] as const;
export type PlanFamilyPart = (typeof PLAN_FAMILY_PARTS)[number];
export const COURT_DECISIONS = ['order', 'services', 'continued', 'dismissed', 'other'] as const;
export type CourtDecision = (typeof COURT_DECISIONS)[number];
