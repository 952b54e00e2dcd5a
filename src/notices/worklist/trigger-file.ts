/** Everything on file about one trigger: what was found, what people decided, what was sent to the student before. */
import type pg from 'pg';
import { triggerIdOf } from '../identity.ts';
import type { TriggerIdentity } from '../identity.ts';
import { readPersonDecisions } from './person-decisions.ts';
import type { PersonDecision } from './person-decisions.ts';
import { readTriggers } from './read-triggers.ts';
import type { StoredTrigger } from './read-triggers.ts';
import { noticesOf, readNoticesOnFile } from './sent-before.ts';
import type { NoticeOnFile } from './sent-before.ts';

export interface TriggerFile {
  readonly trigger: StoredTrigger;
  /** Also what was lifted, the latest first. */
  readonly decisions: readonly PersonDecision[];
  /** Of the trigger itself, by issue number. */
  readonly notices: readonly NoticeOnFile[];
  /** Of the student under all packs, without those withdrawn, the earliest first. */
  readonly sentBefore: readonly NoticeOnFile[];
}

/** Undefined when no such trigger is on file, or it is out of the client's reach. */
export async function readTriggerFile(
  client: pg.ClientBase | pg.Pool,
  { districtId, identity }: { readonly districtId: number; readonly identity: TriggerIdentity },
): Promise<TriggerFile | undefined> {
  const students = [identity.student];
  const triggerId = triggerIdOf(identity);
  const stored = await readTriggers(client, { districtId, students, lapsed: true });
  const trigger = stored.find((one) => triggerIdOf(one.identity) === triggerId);
  if (trigger === undefined) return undefined;
  const decisions = await readPersonDecisions(client, { districtId, students, lifted: true });
  const onFile = (await readNoticesOnFile(client, { districtId, students })).get(identity.student) ?? [];
  return {
    trigger,
    decisions: decisions.get(triggerId) ?? [],
    notices: noticesOf(onFile, triggerId),
    sentBefore: onFile.filter((notice) => notice.state !== 'withdrawn'),
  };
}
