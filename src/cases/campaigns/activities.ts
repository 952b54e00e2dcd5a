/** What is done for belonging: restorative conversations, engaging families, relationship mapping, for a school or one student. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { ACTIVITY, type ActivityAction, type ActivityState } from './states.ts';

export const ACTIVITY_KINDS = [
  'restorative-conversation',
  'engage-family',
  'relationship-mapping',
  'event',
  'other',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface NewActivity {
  readonly school: string;
  /** Null: for the school. */
  readonly student: string | null;
  readonly campaignId: number | null;
  readonly kind: ActivityKind;
  readonly what: string;
  /** ISO. */
  readonly on: string;
  /** Done already, with what came of it. */
  readonly done?: { readonly note: string };
  readonly ownerId: string;
}

export interface Activity {
  readonly activityId: number;
  readonly school: string;
  readonly student: string | null;
  readonly campaignId: number | null;
  readonly kind: ActivityKind;
  readonly what: string;
  readonly on: string;
  readonly state: ActivityState;
  readonly doneOn: string | null;
  readonly note: string;
  readonly ownerId: string;
  readonly by: string;
}

const COLUMNS = `activity_id as "activityId", school_id as school, student_id as student, campaign_id as "campaignId", kind, what,
  on_date as "on", state, done_on as "doneOn", note, owner_id as "ownerId", made_by as by`;

/** Logs one that was done, or plans one. */
export async function addActivity(client: pg.ClientBase, who: Who, activity: NewActivity): Promise<number> {
  const { school, student, campaignId, kind, what, on, done, ownerId } = activity;
  const written = await client.query<{ id: number }>(
    `insert into support_activities (district_id, school_id, student_id, campaign_id, kind, what, on_date, state, done_on, note, owner_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning activity_id as id`,
    [
      who.districtId,
      school,
      student,
      campaignId,
      kind,
      what,
      on,
      done === undefined ? 'planned' : 'done',
      done === undefined ? null : on,
      done?.note ?? '',
      ownerId,
      who.name,
      who.now,
    ],
  );
  const id = written.rows[0]?.id;
  if (id === undefined) throw new Error('an activity without a number');
  const step = done === undefined ? 'planned' : 'done';
  await appendSteps(client, who, [
    { student, school, thing: 'activity', thingId: id, step, on, detail: { kind, what, campaignId } },
  ]);
  return id;
}

export interface ActivityStep {
  readonly activityId: number;
  readonly action: ActivityAction;
  /** What came of it, or why not. */
  readonly note: string;
}

/** Fails: Refusal for one that is not there, or whose state forbids it. */
export async function moveActivity(
  client: pg.ClientBase,
  who: Who,
  { activityId, action, note }: ActivityStep,
): Promise<ActivityState> {
  const found = await client.query<Activity>(
    `select ${COLUMNS} from support_activities where district_id = $1 and activity_id = $2 for update`,
    [who.districtId, activityId],
  );
  const [activity] = found.rows;
  if (activity === undefined) throw new Refusal('There is no such activity.', { code: 'work.gone' });
  const state = requireStep(ACTIVITY, { status: activity.state, action, who });
  await client.query(
    `update support_activities set state = $3, done_on = $4, note = $5, revision = revision + 1 where district_id = $1 and activity_id = $2`,
    [who.districtId, activityId, state, state === 'done' ? who.on : null, note],
  );
  const { student, school } = activity;
  await appendSteps(client, who, [
    { student, school, thing: 'activity', thingId: activityId, step: state, reason: note },
  ]);
  return state;
}

export interface ActivityQuestion {
  readonly districtId: number;
  readonly schools?: readonly string[] | undefined;
  readonly campaigns?: readonly number[];
  readonly student?: string;
  readonly limit?: number;
}

/** The latest first. */
export async function readActivities(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, campaigns, student, limit = 200 }: ActivityQuestion,
): Promise<readonly Activity[]> {
  const found = await client.query<Activity>(
    `select ${COLUMNS} from support_activities
      where district_id = $1 and ($2::text[] is null or school_id = any ($2)) and ($3::bigint[] is null or campaign_id = any ($3))
        and ($4::text is null or student_id = $4)
      order by on_date desc, activity_id desc limit $5`,
    [districtId, schools ?? null, campaigns ?? null, student ?? null, limit],
  );
  return found.rows;
}
