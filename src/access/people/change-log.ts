/** Who changes a person, from which day and why: with every change, and kept with it. */
import type pg from 'pg';

export interface ChangeNote {
  /** Name of who does it, for the record. */
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  /** ISO day from which it holds; today in the district's zone unless given. */
  readonly from?: string | undefined;
}

export type ChangeKind =
  | 'added'
  | 'name'
  | 'email'
  | 'staff'
  | 'roles'
  | 'ended'
  | 'restored'
  | 'password'
  | 'two-step'
  | 'link';

export interface PersonChange {
  readonly districtId: number;
  readonly personId: string;
  readonly change: ChangeKind;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Notes one change of a person. */
export async function noteChange(
  client: pg.Pool | pg.ClientBase,
  change: PersonChange,
  note: ChangeNote,
): Promise<void> {
  const { districtId, personId, change: kind, detail = {} } = change;
  await client.query(
    `insert into person_changes (district_id, person_id, change, detail, from_on, reason, changed_by, changed_at)
     select $1, $2, $3, $4, coalesce($5::date, ($8::timestamptz at time zone time_zone)::date), $6, $7, $8 from districts where district_id = $1`,
    [districtId, personId, kind, JSON.stringify(detail), note.from ?? null, note.reason, note.by, note.at],
  );
}
