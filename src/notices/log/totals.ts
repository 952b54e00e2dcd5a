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
    `select t.month, t.school, coalesce(sc.name, '') as school_name, t.pack, t.criterion, t.notices, t.letters, t.received, t.returned, t.rescinded
       from (
         select to_char(n.issued_on, 'YYYY-MM') as month, n.notice_school_id as school, n.pack_id as pack, n.criterion, count(*)::integer as notices,
                coalesce(sum(l.letters), 0)::integer as letters,
                (count(*) filter (where n.state = 'received'))::integer as received,
                (count(*) filter (where n.state = 'returned'))::integer as returned,
                (count(*) filter (where n.state = 'rescinded'))::integer as rescinded
           from notices n
           ${LETTERS[options.school === undefined ? 'of all' : 'of a school']}
          where n.district_id = $1 and n.origin = 'rollcall' and n.state <> 'withdrawn' and n.issued_by <> '${ROLLCALL}'
            and ($2::text is null or n.notice_school_id = $2)
            and ($3::date is null or n.issued_on >= $3) and ($4::date is null or n.issued_on <= $4)
          group by 1, 2, 3, 4) t
       left join schools sc on sc.district_id = $1 and sc.school_id = t.school
      order by 1, 2, 4, 5`,
    [options.districtId, options.school ?? null, options.from ?? null, options.to ?? null],
  );
  return found.rows;
}

/** Of a district they are counted in one pass, of a school for each of its notices. */
const LETTERS = {
  'of all': `left join (select notice_id, count(*) as letters from notice_letters where district_id = $1 and letter_no < 101
             group by notice_id) l on l.notice_id = n.notice_id`,
  'of a school': `left join lateral (select count(*) as letters from notice_letters
             where district_id = n.district_id and notice_id = n.notice_id and letter_no < 101) l on true`,
} as const;
