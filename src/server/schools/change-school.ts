/** Changes letterhead and goal of a school; what was before, by whom and why stays on record. */
import type { ClientBase } from 'pg';
import { writeLetterhead, type LetterheadChange } from '../../documents/index.ts';
import type { SchoolChange, SchoolDetail } from './contract.ts';

const TEXTS = ['signer', 'signerTitle', 'contact', 'contactTitle', 'phone', 'email', 'logoAlt'] as const;

export interface ChangeAt {
  readonly districtId: number;
  /** '' is the default of the district. */
  readonly schoolId: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Writes what differs from `before`. Returns the names of the parts that were changed; none: nothing was written.
 * Fails: Refusal for a text that does not fit a letter, or a picture that no letter can hold.
 */
export async function changeSchool(
  client: ClientBase,
  at: ChangeAt,
  { before, change }: { readonly before: SchoolDetail; readonly change: SchoolChange },
): Promise<readonly string[]> {
  const letterhead = letterheadChange(before, change);
  const isGoalChanged = change.goal !== before.goal;
  const parts = [...Object.keys(letterhead), ...(isGoalChanged ? ['goal'] : [])];
  if (parts.length === 0) return [];
  if (Object.keys(letterhead).length > 0) await writeLetterhead(client, at, letterhead);
  if (isGoalChanged) await writeGoal(client, at, change.goal);
  const changes = Object.fromEntries(parts.map((part) => [part, recordOf(part, { before, change })]));
  await client.query(
    `insert into school_changes (district_id, school_id, change, reason, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)`,
    [at.districtId, at.schoolId, JSON.stringify(changes), change.reason, at.by, at.now],
  );
  return parts;
}

function letterheadChange({ own }: SchoolDetail, change: SchoolChange): LetterheadChange {
  const texts = Object.fromEntries(TEXTS.flatMap((name) => (change[name] === own[name] ? [] : [[name, change[name]]])));
  const isSameAddress = JSON.stringify(change.returnAddress) === JSON.stringify(own.returnAddress);
  return {
    ...texts,
    ...(isSameAddress ? {} : { returnAddress: change.returnAddress }),
    ...pictureChange('logo', own.logo, change.logo),
    ...pictureChange('signature', own.signature, change.signature),
  };
}

function pictureChange(
  name: 'logo' | 'signature',
  own: SchoolDetail['own']['logo'],
  given: string | null | undefined,
): LetterheadChange {
  if (given === undefined || (given ?? null) === (own?.base64 ?? null)) return {};
  return { [name]: given === null ? null : Buffer.from(given, 'base64') };
}

/** Before and after; of a picture only whether there was one. */
function recordOf(part: string, { before, change }: { before: SchoolDetail; change: SchoolChange }): unknown {
  if (part === 'goal') return { before: before.goal, after: change.goal };
  const { own } = before;
  if (part === 'logo' || part === 'signature') return { before: own[part] !== null, after: change[part] !== null };
  const name = part as (typeof TEXTS)[number] | 'returnAddress';
  return { before: own[name], after: change[name] };
}

async function writeGoal(client: ClientBase, { districtId, schoolId }: ChangeAt, goal: number | null): Promise<void> {
  if (goal === null) {
    await client.query('delete from school_settings where district_id = $1 and school_id = $2', [districtId, schoolId]);
    return;
  }
  await client.query(
    `insert into school_settings (district_id, school_id, attendance_goal_tenths) values ($1, $2, $3)
     on conflict (district_id, school_id) do update set attendance_goal_tenths = excluded.attendance_goal_tenths`,
    [districtId, schoolId, Math.round(goal * 10)],
  );
}
