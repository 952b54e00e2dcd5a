/**
 * What a consequence leaves where the district's catalogs or directory lack what it needs: nothing half done, and a task that says so.
 * Nothing stands then for the notice, so that it can be withdrawn, lifted and issued anew once the catalog has what was missing.
 */
import type pg from 'pg';
import { createTasks, type ThingRef, type Who } from '../cases/index.ts';
import type { Occasion } from './performer.ts';

/** A sentence of the words `tasks`. What exactly is missing stands with the effect of the notice. */
export interface Missing {
  readonly missing: 'incidentNotMade' | 'eligibilityNotSet' | 'atRiskNotSet';
}

interface Effect<Data> {
  readonly occasion: Occasion;
  readonly data: Data;
}

/** Performs what can be performed and leaves a task for the rest. Returns, in the order of the effects, what was made; null: a task was left. */
export async function performOrLeaveTask<Data extends object>(
  client: pg.ClientBase,
  who: Who,
  effects: readonly Effect<Data | Missing>[],
  perform: (ready: readonly Effect<Data>[]) => Promise<readonly ThingRef[]>,
): Promise<readonly (ThingRef | null)[]> {
  const ready = effects.filter((effect): effect is Effect<Data> => !('missing' in effect.data));
  const made = await perform(ready);
  await leaveTasks(
    client,
    who,
    effects.filter((effect): effect is Effect<Missing> => 'missing' in effect.data),
  );
  const thingOf = new Map<object, ThingRef>(ready.map((effect, at) => [effect, made[at] as ThingRef]));
  return effects.map((effect) => thingOf.get(effect) ?? null);
}

/** For the attendance office, which keeps the catalogs. One for each notice, also when it is performed again. */
async function leaveTasks(client: pg.ClientBase, who: Who, effects: readonly Effect<Missing>[]): Promise<void> {
  const open = await client.query<{ notice: number; what: string }>(
    `select notice_id as notice, what from tasks where district_id = $1 and notice_id = any ($2) and state = 'open'`,
    [who.districtId, effects.map(({ occasion }) => occasion.noticeId)],
  );
  const there = new Set(open.rows.map(({ notice, what }) => `${notice} ${what}`));
  await createTasks(
    client,
    who,
    effects
      .map(({ occasion: { student, school, noticeId }, data: { missing } }) => ({
        student,
        school,
        what: `key:${missing}`,
        role: 'attendance-office',
        dueOn: null,
        noticeId,
      }))
      .filter(({ noticeId, what }) => !there.has(`${noticeId} ${what}`)),
  );
}
