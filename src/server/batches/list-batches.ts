/** The list of batches within reach. */
import { z } from 'zod';
import { batchName, ROLLCALL } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import { cursorOf, readCursor } from '../keys.ts';
import { figuresOfNotices } from '../notices/kept-figures.ts';

interface Row {
  readonly batch_id: number;
  readonly issued_at: Date;
  readonly issued_by: string;
  readonly notices: number;
  readonly levels: string[];
  readonly not_printed: number;
  readonly withdrawn: number;
}

/** Newest first. Input: `school` '' for all that the person sees; a batch is a school's when one of its notices is. */
export async function readBatches(
  context: Pick<Context, 'db' | 'districtId' | 'parts' | 'reach'>,
  query: { readonly school: string; readonly cursor?: string | undefined; readonly limit: number },
) {
  const { db, districtId } = context;
  const before = readCursor(z.int(), query.cursor) ?? Number.MAX_SAFE_INTEGER;
  const school = query.school === '' ? null : query.school;
  const sql = context.reach.kind === 'district' && school === null ? listSql(OF_DISTRICT) : listSql(OF_REACH);
  const figures = await figuresOfNotices(context);
  const found = await figures(
    ['batch page', school, before, query.limit],
    async () => (await db.pool.query<Row>(sql, [districtId, school, before, query.limit + 1])).rows,
  );
  const total = await figures(['batches', school], () => countBatches(db, districtId, school));
  const rows = found.slice(0, query.limit);
  return {
    items: rows.map((row) => ({
      batch: batchName(row.batch_id),
      issuedAt: row.issued_at.toISOString(),
      issuedBy: row.issued_by,
      notices: row.notices,
      levels: row.levels,
      notPrinted: row.not_printed,
      withdrawn: row.withdrawn,
    })),
    next: found.length > query.limit ? cursorOf(rows.at(-1)?.batch_id) : null,
    total,
  };
}

async function countBatches(db: Context['db'], districtId: number, school: string | null): Promise<number> {
  const found = await db.pool.query<{ total: number }>(
    `select count(distinct batch_id)::integer as total from notices
      where district_id = $1 and batch_id is not null and issued_by <> $3 and ($2::text is null or notice_school_id = $2)`,
    [districtId, school, ROLLCALL],
  );
  return found.rows[0]?.total ?? 0;
}

/** Nearly every batch is seen: from the newest down, each with a look for one notice of it. */
const OF_DISTRICT = `
  select b.batch_id, b.issued_at, b.issued_by from batches b
   where b.district_id = $1 and not b.is_silent and b.calculation_id is null and b.batch_id < $3
     and exists (select from notices n where n.district_id = $1 and n.batch_id = b.batch_id and $2::text is null)
   order by b.batch_id desc limit $4`;

/** Few of the district's batches are seen: those of the notices within reach, each looked up by its number. */
const OF_REACH = `
  select b.batch_id, b.issued_at, b.issued_by
    from (select distinct n.batch_id from notices n
           where n.district_id = $1 and n.batch_id < $3 and ($2::text is null or n.notice_school_id = $2)
           order by n.batch_id desc) n
   cross join lateral (select * from batches b where b.district_id = $1 and b.batch_id = n.batch_id offset 0) b
   where not b.is_silent and b.calculation_id is null
   order by n.batch_id desc limit $4`;

/** Which batches stand on the page first, then what is in them. */
const listSql = (page: string): string => `
  select b.batch_id, b.issued_at, b.issued_by, i.notices, i.levels, i.not_printed, i.withdrawn
    from (${page}) b
    cross join lateral (
      select count(*)::integer as notices, array_agg(distinct n.criterion order by n.criterion) as levels,
             (count(*) filter (where n.state = 'issued' and not exists (select from notice_letters l
                where l.district_id = n.district_id and l.notice_id = n.notice_id and l.by_email <> '')))::integer as not_printed,
             (count(*) filter (where n.state = 'withdrawn'))::integer as withdrawn
        from notices n where n.district_id = $1 and n.batch_id = b.batch_id and ($2::text is null or n.notice_school_id = $2)) i
   order by b.batch_id desc`;
