import type { ClientBase } from 'pg';
import type { DueLetter } from './due-letters.ts';
import type { ReadinessScope } from './scope.ts';

/** Conference dates of a school: free ones after the as-of date, and how many due letters need one. */
export interface ConferenceReadiness {
  readonly school: string;
  readonly needed: number;
  readonly free: number;
}

/** The schools where a due letter needs a conference, or a slot is free. */
export async function readConferences(
  client: ClientBase,
  { districtId, asOfOn, school }: ReadinessScope,
  letters: readonly DueLetter[],
): Promise<readonly ConferenceReadiness[]> {
  const found = await client.query<{ school: string; free: number }>(
    `select school_id as school, count(*)::int as free from conference_slots
     where district_id = $1 and removed_at is null and notice_id is null and on_date > $2 and ($3::text is null or school_id = $3)
     group by school_id`,
    [districtId, asOfOn, school],
  );
  const free = new Map(found.rows.map((row) => [row.school, row.free]));
  const needed = new Map<string, number>();
  for (const letter of letters) {
    if (letter.needsConference) needed.set(letter.school, (needed.get(letter.school) ?? 0) + 1);
  }
  return [...new Set([...needed.keys(), ...free.keys()])]
    .sort()
    .map((one) => ({ school: one, needed: needed.get(one) ?? 0, free: free.get(one) ?? 0 }));
}
