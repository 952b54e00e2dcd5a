/** Writes down who saw or changed what. Never waits for a seal. */
import type pg from 'pg';
import type { Actor } from '../actor.ts';

export interface AuditEntry {
  /** `view-student`, `view-list`, `view-document`, `issue`, ... */
  readonly action: string;
  /** Keys of the API (`s123`), or ids of the student information system. */
  readonly students?: readonly string[];
  /** What a reader needs to understand it: a list's filter, a notice's number. No student's name. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly outcome?: 'done' | 'refused';
}

/** Who acted, from where, and when. `actor` null: nobody was signed in. */
export interface AuditWho {
  readonly actor: Pick<Actor, 'personId' | 'name'> | null;
  readonly districtId: number;
  /** Address of the network; `command line`, `job`. */
  readonly from: string;
  readonly at: Date;
}

type Queries = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>;

/** One statement. In the caller's transaction it stands or falls with what was done. */
export async function recordAudit(client: Queries, who: AuditWho, entry: AuditEntry): Promise<void> {
  const students = await studentNumbers(client, who.districtId, entry.students ?? []);
  await client.query(WRITE, [
    who.districtId,
    who.at,
    who.actor?.personId ?? '',
    who.actor?.name ?? '',
    who.from,
    entry.action,
    entry.outcome ?? 'done',
    students,
    JSON.stringify(entry.detail ?? {}),
  ]);
}

/** A function of the database writes it, so that whoever acts may leave an entry and nobody else may put one in. */
const WRITE = `select write_audit_entry($1::int, $2::timestamptz, $3, $4, $5, $6, $7, $8::int[], $9::jsonb)`;

async function studentNumbers(client: Queries, districtId: number, students: readonly string[]): Promise<number[]> {
  const numbers = new Set<number>();
  const ids: string[] = [];
  for (const student of students) {
    const digits = /^s([1-9]\d{0,8})$/.exec(student)?.[1];
    if (digits === undefined) ids.push(student);
    else numbers.add(Number(digits));
  }
  if (ids.length > 0) {
    const found = await (client as pg.Pool).query<{ student_no: number }>(
      'select student_no from students where district_id = $1 and student_id = any ($2)',
      [districtId, ids],
    );
    for (const { student_no: no } of found.rows) numbers.add(no);
  }
  return [...numbers].sort((one, other) => one - other);
}
