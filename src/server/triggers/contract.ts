/** One trigger: why it was met, what is on file about it, and what a person decides. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';
import { SentBefore, WorklistLine } from '../worklist/contract.ts';

const params = z.object({ trigger: z.string().min(1).max(500) });

/** Why a person decides; kept, and shown wherever the trigger is explained. */
const reasonField = z.string().trim().min(1).max(500);

const Counted = z.object({
  on: dateField,
  code: z.string(),
  period: z.string().nullable(),
  course: z.string().nullable(),
  minutes: z.number().nullable(),
});

/** A notice's facts as they were sent, or as they are found now. */
const Facts = z.object({ metOn: dateField.nullable(), count: z.number().nullable(), counted: z.array(Counted) });

const PersonDecision = z.object({
  kind: z.enum(['declined', 'approved', 'held', 'note']),
  on: dateField,
  until: dateField.nullable(),
  reason: z.string(),
  /** That a note covers. */
  days: z.array(dateField),
  by: z.string(),
  lifted: z.object({ by: z.string(), on: dateField, reason: z.string() }).nullable(),
});

export const TriggerDetail = z
  .object({
    trigger: z.string(),
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    schoolName: z.string(),
    pack: z.string(),
    level: z.string(),
    title: z.string(),
    metOn: dateField,
    /** As the worklist has it now; null: it stands in no tab any more. */
    line: WorklistLine.nullable(),
    /** Why it is met, in a sentence; null: the criterion is not met any more. */
    why: z.string().nullable(),
    /** What is decided, and who or what it waits for. */
    decided: z.string(),
    /** The criterion in words. */
    rule: z.string(),
    progress: z.array(z.object({ have: z.number(), need: z.number().nullable(), unit: z.string() })),
    counted: z.array(Counted),
    notCounted: z.array(Counted.extend({ why: z.string() })),
    sentBefore: z.array(SentBefore.extend({ notice: z.string(), pack: z.string() })),
    decisions: z.array(PersonDecision),
    /** Its notice, as sent and as found now; null where nothing changed after sending. */
    change: z
      .object({
        notice: z.string(),
        kind: z.enum(['amended', 'no-longer-met', 'met-again']),
        state: z.string(),
        issuedOn: dateField,
        /** The day on which the change was found. */
        since: dateField.nullable(),
        then: Facts,
        now: Facts,
      })
      .nullable(),
    /** What this person may do about it now. */
    may: z.object({ decide: z.boolean(), approve: z.boolean(), issue: z.boolean(), rescind: z.boolean() }),
  })
  .meta({ id: 'TriggerDetail' });
export type TriggerDetail = z.output<typeof TriggerDetail>;

const Decided = z.object({
  trigger: z.string(),
  kind: z.enum(['declined', 'approved', 'held', 'note']),
  until: dateField.nullable(),
});

const decision = { method: 'POST', tag: 'triggers', action: 'decide-trigger', params, ok: Decided } as const;

export const triggersContract = {
  readTrigger: route({
    method: 'GET',
    path: '/api/triggers/:trigger',
    tag: 'triggers',
    summary: 'Why it is met, the days that count and those that do not, what was sent before, what people decided.',
    action: 'see-worklist',
    params,
    query: z.object({
      /** Of the list it is looked at from. */
      school: schoolField,
    }),
    ok: TriggerDetail,
  }),
  declineTrigger: route({
    ...decision,
    path: '/api/triggers/:trigger/decline',
    summary: 'The notice does not go out, and is not offered again until this is lifted.',
    body: z.object({ reason: reasonField }),
  }),
  holdTrigger: route({
    ...decision,
    path: '/api/triggers/:trigger/hold',
    summary: 'Held up to and including a day.',
    body: z.object({ reason: reasonField, until: dateField }),
  }),
  noteTrigger: route({
    ...decision,
    path: '/api/triggers/:trigger/note',
    summary:
      'An excuse lies on the desk that the student information system does not show yet: held until it is lifted.',
    body: z.object({
      reason: reasonField,
      days: z.array(dateField).min(1).max(60),
      until: dateField.nullable().default(null),
    }),
  }),
  approveTrigger: route({
    ...decision,
    action: 'approve-trigger',
    path: '/api/triggers/:trigger/approve',
    summary: 'Lets a notice go out that waits for an approval.',
    body: z.object({ reason: reasonField }),
  }),
  liftTrigger: route({
    ...decision,
    path: '/api/triggers/:trigger/lift',
    summary: 'Lifts what people decided about it: all of it, or one kind. An approval is lifted by who may approve.',
    body: z.object({ reason: reasonField, kind: z.enum(['declined', 'approved', 'held', 'note']).optional() }),
    ok: z.object({ trigger: z.string(), lifted: z.int() }),
  }),
};
