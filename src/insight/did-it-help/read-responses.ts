/** What students got in a school year and on which day, in one pass over the district. */
import type { ClientBase } from 'pg';
import { copyRows, dayOfField, int4Of, textOf } from '../../db/copy-rows.ts';
import { formatDay, type Day } from '../../engine/index.ts';
import { familyOf, type Response } from './school-year.ts';

/** Kinds of responses to a student. A key is one of these, or one with what it was: `contact:phone`. */
export const RESPONSE_FAMILIES = [
  'letter',
  'contact',
  'meeting',
  'contract',
  'plan',
  'intervention',
  'activity',
  'referral',
] as const;
export type ResponseFamily = (typeof RESPONSE_FAMILIES)[number];

/** By number of the student; in order of day. Each is there as what it was and as its family. Ends: both days included. */
export async function readResponses(
  client: ClientBase,
  { districtId, from, to }: { readonly districtId: number; readonly from: Day; readonly to: Day },
): Promise<ReadonlyMap<number, readonly Response[]>> {
  const byStudent = new Map<number, Response[]>();
  const within = (on: string): string =>
    `x.district_id = ${districtId} and ${on} between '${formatDay(from)}' and '${formatDay(to)}'`;
  const select = `select s.student_no, r.response, r.on_date from (${RESPONSE_FAMILIES.map((family) => ROWS[family](within)).join(' union all ')}) r
    join students s on s.district_id = ${districtId} and s.student_id = r.student_id order by s.student_no, r.on_date, r.response`;
  for await (const rows of copyRows(client, select)) {
    for (const [no, response, on] of rows) {
      const studentNo = int4Of(no) ?? 0;
      const key = textOf(response);
      const family = familyOf(key);
      const own = byStudent.get(studentNo) ?? [];
      if (own.length === 0) byStudent.set(studentNo, own);
      own.push({ key: family, family, on: dayOfField(on) });
      if (key !== family) own.push({ key, family, on: dayOfField(on) });
    }
  }
  return byStudent;
}

type Rows = (within: (on: string) => string) => string;

/**
 * Letters by the day of issue, where they went out and did not come back; contacts that reached the family (of a student of 18 the student);
 * meetings that were held; contracts by the day they were signed; plans and what they try by the day they begin; activities with one
 * student by the day they were done; referrals by the day their review was asked for.
 */
const ROWS: Readonly<Record<ResponseFamily, Rows>> = {
  letter: (
    within,
  ) => `select x.student_id, 'letter:' || x.pack_id || '/' || x.criterion as response, x.issued_on as on_date from notices x
    where ${within('x.issued_on')} and (x.origin = 'carried-over' and x.state not in ('withdrawn', 'rescinded', 'returned', 'failed')
      or x.origin = 'rollcall' and x.state in ('produced', 'sent', 'received') and exists (
        select from notice_letters l where l.district_id = x.district_id and l.notice_id = x.notice_id))`,
  contact: (within) => `select x.student_id, 'contact:' || x.kind, x.on_date from contacts x
    join students c on c.district_id = x.district_id and c.student_id = x.student_id
    where ${within('x.on_date')} and x.outcome = 'reached' and not x.is_void
      and (x.with_whom = 'guardian' or x.with_whom = 'student' and c.birth_on <= x.on_date - interval '18 years')
      and not exists (select from contacts n where n.district_id = x.district_id and n.corrects_id = x.contact_id)`,
  meeting: (within) => `select x.student_id, 'meeting:' || x.kind, x.on_date from meetings x
    where ${within('x.on_date')} and x.state = 'held'`,
  contract: (within) => `select x.student_id, 'contract', x.signed_on from contracts x where ${within('x.signed_on')}`,
  plan: (within) => `select x.student_id, 'plan:' || x.kind, x.begins_on from plans x
    where ${within('x.begins_on')} and x.state <> 'cancelled'`,
  intervention: (within) => `select x.student_id, 'intervention:' || x.code, x.start_on from plan_interventions x
    where ${within('x.start_on')} and x.state <> 'planned'`,
  activity: (within) => `select x.student_id, 'activity:' || x.kind, x.done_on from support_activities x
    where ${within('x.done_on')} and x.student_id is not null and x.state = 'done'`,
  referral: (within) => `select x.student_id, 'referral:' || x.duty, x.asked_on from referrals x
    where ${within('x.asked_on')} and x.state <> 'withdrawn'`,
};
