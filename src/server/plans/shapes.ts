/** Intervention plans as the API gives them. */
import { z } from 'zod';
import { dateField } from '../route.ts';

const PlanStateField = z.enum(['active', 'finished', 'ended', 'cancelled']);
const InterventionStateField = z.enum(['planned', 'running', 'done', 'stopped']);
const FilingStateField = z.enum(['recommended', 'filed', 'hearing', 'decided', 'withdrawn', 'returned']);
export const OutcomeField = z.enum(['recovered', 'improved', 'no-change', 'moved', 'referred', 'other']);
export const OurViewField = z.enum(['', 'helped', 'partly', 'not']);
export const FamilyPartField = z.enum(['', 'took-part', 'invited', 'not-reached']);
export const DecisionField = z.enum(['order', 'services', 'continued', 'dismissed', 'other']);
const PersonField = z.object({ person: z.string(), name: z.string() });

export const PlanLine = z
  .object({
    /** `P12`. */
    plan: z.string(),
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    state: PlanStateField,
    term: z.string(),
    /** Code of the criterion; '' by hand. */
    because: z.string(),
    beginsOn: dateField,
    endsOn: dateField,
    closedOn: dateField.nullable(),
    outcome: z.string(),
    owner: z.string(),
    tier: z.int().nullable(),
    supervisor: z.string(),
    interventions: z.int(),
    journals: z.int(),
    filing: FilingStateField.nullable(),
  })
  .meta({ id: 'PlanLine' });
export type PlanLine = z.output<typeof PlanLine>;

const PlanIntervention = z.object({
  intervention: z.int(),
  code: z.string(),
  title: z.string(),
  state: InterventionStateField,
  startOn: dateField,
  endOn: dateField.nullable(),
  dosage: z.string(),
  person: z.string(),
  note: z.string(),
  may: z.array(z.enum(['start', 'complete', 'stop', 'change'])),
});

export const RequirementField = z.object({
  key: z.string(),
  kind: z.string(),
  /** The folder of a letter; '' for the others. */
  letter: z.string(),
  need: z.int(),
  have: z.number(),
  state: z.enum(['done', 'started', 'missing', 'not-needed']),
  reachedOn: dateField.nullable(),
  days: z.array(dateField),
  /** Why it is not needed, and who said so. */
  reason: z.string(),
  by: z.string(),
  mayWaive: z.boolean(),
});
export type RequirementField = z.output<typeof RequirementField>;

const Span = z.object({
  from: dateField.nullable(),
  to: dateField.nullable(),
  days: z.int(),
  absentThousandths: z.int(),
});

export const Filing = z.object({
  filing: z.int(),
  state: FilingStateField,
  recommendedOn: dateField,
  recommendedBy: z.string(),
  reason: z.string(),
  court: z.string(),
  docket: z.string(),
  filedOn: dateField.nullable(),
  hearingOn: dateField.nullable(),
  hearingAt: z.string().nullable(),
  hearingPlace: z.string(),
  hearingNotes: z.string(),
  decision: z.union([DecisionField, z.literal('')]),
  decisionNotes: z.string(),
  decidedOn: dateField.nullable(),
  endedOn: dateField.nullable(),
  endedReason: z.string(),
});
export type Filing = z.output<typeof Filing>;

export const Guardian = z.object({
  /** Its place in the list: a guardian's number of the student information system is in no address. */
  guardian: z.int(),
  name: z.string(),
  relation: z.string(),
  birthOn: dateField.nullable(),
  /** The file of guardians has it: it is corrected there. */
  isBirthFromFile: z.boolean(),
  gender: z.string(),
});

export const StudentDetailsField = z.object({
  gender: z.string().trim().max(40),
  eyeColor: z.string().trim().max(40),
  hairColor: z.string().trim().max(40),
  height: z.string().trim().max(40),
  weight: z.string().trim().max(40),
});

const FamilyCopyField = z.object({
  copy: z.int(),
  recipients: z.array(z.string()),
  language: z.string(),
  wantedLanguage: z.string(),
  way: z.enum(['email', 'print']),
  /** The plan as it was, or how it went. */
  about: z.enum(['shared', 'closed']),
  state: z.enum(['made', 'queued', 'printed', 'handed-over']),
  by: z.string(),
  at: z.iso.datetime(),
  seal: z.string(),
});

export const PlanDetail = z
  .object({
    plan: z.string(),
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    /** The key of its attendance file. */
    case: z.string(),
    kind: z.string(),
    state: PlanStateField,
    because: z.string(),
    term: z.string(),
    cycleOn: dateField,
    beginsOn: dateField,
    endsOn: dateField,
    atEnd: z.enum(['close', 'carry-over']),
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
    closedOn: dateField.nullable(),
    outcome: z.string(),
    owner: PersonField.nullable(),
    tier: z.int().nullable(),
    courtBlock: z.string(),
    implementedOn: dateField.nullable(),
    familyPart: FamilyPartField,
    familyComments: z.string(),
    ourView: OurViewField,
    ourReasons: z.string(),
    supervisor: PersonField.nullable(),
    assignedOn: dateField.nullable(),
    interventions: z.array(PlanIntervention),
    /** Written down in the student information system. */
    elsewhere: z.array(z.object({ on: dateField, what: z.string() })),
    journals: z.array(z.object({ journal: z.int(), on: dateField, entry: z.string(), by: z.string() })),
    /** Its days, both included. */
    journalDays: z.object({ from: dateField, to: dateField }),
    around: z.object({ on: dateField, before: Span, after: Span }).nullable(),
    requirements: z.array(RequirementField),
    /** Of them done or not needed. */
    ready: z.int(),
    /** The tabs of the supervisor are shown: from the eighth day, or once it was given to them. */
    hasCourtTabs: z.boolean(),
    filings: z.array(Filing),
    /** Court packets that were sealed, the newest first. */
    packets: z.array(z.object({ file: z.string(), pages: z.int(), at: z.iso.datetime(), by: z.string() })),
    details: StudentDetailsField.extend({ revision: z.int() }),
    guardians: z.array(Guardian),
    copies: z.array(FamilyCopyField),
    steps: z.array(
      z.object({
        step: z.string(),
        on: dateField,
        at: z.string(),
        by: z.string(),
        reason: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    /** What the district offers to try. */
    catalog: z.array(z.object({ code: z.string(), name: z.string(), dosage: z.string(), tier: z.int() })),
    /** Who may own it. */
    people: z.array(PersonField),
    may: z.object({
      change: z.boolean(),
      evaluate: z.boolean(),
      finish: z.boolean(),
      /** It is with the supervisor or a court: closed once they are done with it. */
      finishLater: z.boolean(),
      /** How it went; once. */
      tell: z.boolean(),
      markCopy: z.boolean(),
      implement: z.boolean(),
      journal: z.boolean(),
      recommend: z.boolean(),
      withdraw: z.boolean(),
      /** Of the supervisor. */
      file: z.array(z.enum(['return', 'file', 'set-hearing', 'decide'])),
    }),
    revision: z.int(),
  })
  .meta({ id: 'PlanDetail' });
export type PlanDetail = z.output<typeof PlanDetail>;
