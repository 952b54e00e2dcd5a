/** What became of notices between two looks at them: issued by somebody else, changed, or no longer due. */
import type pg from 'pg';
import { identityOfRow, parseTriggerId, seenHash, triggerIdOf, type IssuePlan } from '../../notices/index.ts';
import { studentKeyOf, triggerKeyOf } from '../keys.ts';
import type { Meanwhile } from './contract.ts';
import { listOf, namedOf, type Named } from './preview.ts';
import type { SeenLine } from './seen-before.ts';

type Queries = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>;

/** Input: `plan` of everything that is due now where the earlier lines were read. */
export async function meanwhileOf(
  client: Queries,
  districtId: number,
  { earlier, plan }: { readonly earlier: readonly SeenLine[]; readonly plan: IssuePlan },
): Promise<Meanwhile> {
  const due = new Map(plan.lines.map((line) => [line.triggerId, line]));
  const leftOut = new Map(plan.leftOut.map(({ line }) => [line.triggerId, line]));
  const gone = earlier.filter(({ triggerId }) => !due.has(triggerId) && !leftOut.has(triggerId));
  const { names, issued } = await readGone(client, districtId, gone);
  const different = earlier.flatMap(({ triggerId, seenHash: hash }) => {
    const line = due.get(triggerId);
    return line === undefined || seenHash(line) === hash ? [] : [{ ...namedOf(line), change: 'different' as const }];
  });
  const unreachable = earlier.flatMap(({ triggerId }) => {
    const line = leftOut.get(triggerId);
    return line === undefined ? [] : [{ ...namedOf(line), change: 'nobody-to-write-to' as const }];
  });
  const already = gone.filter(({ triggerId }) => issued.has(triggerId));
  const notDue = gone.filter(({ triggerId }) => !issued.has(triggerId));
  const last = already
    .flatMap(({ triggerId }) => issued.get(triggerId) ?? [])
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .at(-1);
  return {
    already: listOf(already.flatMap((line) => nameOfGone(line, names))),
    by: last === undefined ? null : { person: last.person, at: last.at.toISOString() },
    changed: listOf([
      ...different,
      ...unreachable,
      ...notDue.flatMap((line) => nameOfGone(line, names).map((one) => ({ ...one, change: 'not-due' as const }))),
    ]),
  };
}

interface StudentName {
  readonly no: number;
  readonly name: string;
}

function nameOfGone({ triggerId }: SeenLine, names: ReadonlyMap<string, StudentName>): readonly Named[] {
  const identity = parseTriggerId(triggerId);
  const student = names.get(identity.student);
  if (student === undefined) return [];
  const key = studentKeyOf(student.no);
  return [{ trigger: triggerKeyOf(identity, key), student: key, name: student.name, level: identity.criterion }];
}

async function readGone(client: Queries, districtId: number, gone: readonly SeenLine[]) {
  const students = [...new Set(gone.map((line) => line.student))];
  const pool = client as pg.Pool;
  const named = await pool.query<{ student_id: string; student_no: number; name: string }>(
    `select student_id, student_no, last_name || ', ' || first_name as name from students
      where district_id = $1 and student_id = any ($2)`,
    [districtId, students],
  );
  const found = await pool.query<NoticeRow>(
    `select pack_id, student_id, criterion, cycle_on, occurrence, school_id, issued_by, issued_at from notices
      where district_id = $1 and student_id = any ($2) and state <> 'withdrawn' order by issue_no`,
    [districtId, students],
  );
  return {
    names: new Map(named.rows.map((row) => [row.student_id, { no: row.student_no, name: row.name }])),
    issued: new Map(
      found.rows.map((row) => [triggerIdOf(identityOfRow(row)), { person: row.issued_by, at: row.issued_at }]),
    ),
  };
}

interface NoticeRow {
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly issued_by: string;
  readonly issued_at: Date;
}
