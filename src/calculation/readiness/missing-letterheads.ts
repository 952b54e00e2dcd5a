import type { ClientBase } from 'pg';
import { letterheadOf, missingParts, readLetterheads, type LetterheadPart } from '../../documents/index.ts';
import type { ReadinessScope } from './scope.ts';

/** What the letterhead of a school lacks, after the district's default and schools.csv were asked. */
export interface MissingLetterhead {
  readonly school: string;
  readonly name: string;
  readonly missing: readonly LetterheadPart[];
}

/** The schools whose letters would go out with a part of the letterhead left out. */
export async function readMissingLetterheads(
  client: ClientBase,
  { districtId, school }: ReadinessScope,
): Promise<readonly MissingLetterhead[]> {
  const letterheads = await readLetterheads(client, districtId);
  const schools = await client.query<{ school: string; name: string }>(
    `select school_id as school, name from schools where district_id = $1 and ($2::text is null or school_id = $2) order by name, school_id`,
    [districtId, school],
  );
  return schools.rows
    .map((row) => ({ ...row, missing: missingParts(letterheadOf(letterheads, row.school)) }))
    .filter(({ missing }) => missing.length > 0);
}
