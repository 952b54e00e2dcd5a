/** A new school year starts new files: those of earlier years that are still open close, each linked to the new one where there is one. */
import type pg from 'pg';
import { yearOf } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';

interface Row {
  readonly case_id: number;
  readonly student_id: string;
  readonly next_id: number | null;
}

/** In the caller's transaction; again changes nothing. Returns how many were closed. */
export async function closeEarlierYears(client: pg.ClientBase, who: Who): Promise<number> {
  const closed = await client.query<Row>(
    `update cases c set state = 'closed', closed_on = $3, outcome = 'year-ended', revision = revision + 1
      where c.district_id = $1 and c.year < $2 and c.state = 'open'
      returning c.case_id, c.student_id, (select n.case_id from cases n
        where n.district_id = c.district_id and n.student_id = c.student_id and n.year = $2) as next_id`,
    [who.districtId, yearOf(who.on), who.on],
  );
  await appendSteps(
    client,
    who,
    closed.rows.map(({ case_id: caseId, student_id: student, next_id: next }) => ({
      student,
      caseId,
      thing: 'case',
      thingId: caseId,
      step: 'closed',
      detail: { outcome: 'year-ended', ...(next === null ? {} : { next }) },
    })),
  );
  return closed.rows.length;
}
