/** Is the data in, and can what is due go out: the figures of Home. */
import type { ClientBase, Pool } from 'pg';
import { readNamedPeople, type Duty } from '../../access/index.ts';
import { letterheadOf, missingParts, readLetterheads } from '../../documents/index.ts';
import type { Context } from '../context.ts';
import { readComputedWorklist } from '../worklist/computed-worklist.ts';
import type { DataShape } from './contract.ts';

type Asking = Pick<Context, 'parts' | 'db' | 'districtId' | 'reach'>;

/** Rows of students at these schools that could not be counted. Rows that could not be read at all are told with their import. */
export async function readSetAsideCount(
  client: ClientBase | Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select coalesce(sum(j.set_aside_count), 0)::int as count
     from judged_students j
     join students s on s.district_id = j.district_id and s.student_id = j.student_id
     join student_attendance a on a.district_id = s.district_id and a.student_no = s.student_no
     where j.district_id = $1 and j.set_aside_count > 0 and ($2::text[] is null or a.school_id = any ($2))`,
    [districtId, schools ?? null],
  );
  return found.rows[0]?.count ?? 0;
}

/** Due letters that cannot reach somebody they are for, as the worklist marks them. */
export async function countMissingAddresses(asking: Asking, schools: readonly string[]): Promise<number> {
  const { entries } = await readComputedWorklist(asking, schools);
  return entries.filter(({ line }) => line.state === 'due' && line.doubts.some(isAboutAddress)).length;
}

export function isAboutAddress({ kind }: { readonly kind: string }): boolean {
  return kind === 'no-address' || kind === 'address-missing';
}

interface SchoolName {
  readonly school: string;
  readonly name: string;
}

/** Before letter day: what letters of these schools would lack, and where nobody is named to approve or to lead the attendance team. */
export async function readSchoolGaps(
  client: Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly SchoolName[] },
): Promise<Pick<DataShape, 'missingLetterheads' | 'withoutApprover' | 'withoutLead'>> {
  const [letterheads, named] = await Promise.all([
    readLetterheads(client, districtId, { pictures: false }),
    readNamedPeople(client, { districtId, schools: schools.map(({ school }) => school) }),
  ]);
  const without = (wanted: Duty): SchoolName[] => {
    const there = new Set(named.filter(({ duty }) => duty === wanted).map(({ school }) => school));
    return schools.filter(({ school }) => !there.has(school));
  };
  return {
    missingLetterheads: schools
      .map((school) => ({ ...school, missing: [...missingParts(letterheadOf(letterheads, school.school))] }))
      .filter(({ missing }) => missing.length > 0),
    withoutApprover: without('approver'),
    withoutLead: without('lead'),
  };
}
