/** Letters by month, school and level. */
import type pg from 'pg';
import { ROLLCALL } from '../identity.ts';

export interface NoticeTotal {
  /** `2026-03`. */
  readonly month: string;
  readonly school: string;
  readonly school_name: string;
  readonly pack: string;
  readonly criterion: string;
  readonly notices: number;
  readonly letters: number;
  readonly received: number;
  readonly returned: number;
  readonly rescinded: number;
}

/** What Rollcall issued, without what was withdrawn. Ends: `from` and `to` included, ISO; the day of issue. */
export async function readTotals(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly school?: string; readonly from?: string; readonly to?: string },
): Promise<readonly NoticeTotal[]> {
  const found = await client.query<NoticeTotal>(
    `select to_char(n.issued_on, 'YYYY-MM') as month, n.notice_school_id as school, coalesce(min(sc.name), '') as school_name,
            n.pack_id as pack, n.criterion, count(*)::integer as notices,
            coalesce(sum((select count(*) from notice_letters l
               where l.district_id = n.district_id and l.notice_id = n.notice_id and l.letter_no < 101)), 0)::integer as letters,
            (count(*) filter (where n.state = 'received'))::integer as received,
            (count(*) filter (where n.state = 'returned'))::integer as returned,
            (count(*) filter (where n.state = 'rescinded'))::integer as rescinded
       from notices n
       left join schools sc on sc.district_id = n.district_id and sc.school_id = n.notice_school_id
      where n.district_id = $1 and n.origin = 'rollcall' and n.state <> 'withdrawn' and n.issued_by <> '${ROLLCALL}'
        and ($2::text is null or n.notice_school_id = $2)
        and ($3::date is null or n.issued_on >= $3) and ($4::date is null or n.issued_on <= $4)
      group by 1, 2, 4, 5
      order by 1, 2, 4, 5`,
    [options.districtId, options.school ?? null, options.from ?? null, options.to ?? null],
  );
  return found.rows;
}
