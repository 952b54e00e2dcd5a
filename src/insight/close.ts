/** Who is close to the next step: one more counted day would meet a criterion that is not met yet. */
import type pg from 'pg';

/** A criterion and how far it is. */
export interface CloseStep {
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  /** In the unit of the criterion, days as plain numbers. */
  readonly have: number;
  readonly need: number;
}

/** Of the students who are at these schools now. Input: `schools` undefined: all. */
export async function readCloseCount(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from student_attendance a
     where a.district_id = $1 and a.close <> '[]' and a.school_id <> '' and ($2::text[] is null or a.school_id = any ($2))`,
    [districtId, schools ?? null],
  );
  return found.rows[0]?.count ?? 0;
}
