/** What somebody of a school asks the district to do: written down, and mailed to the district's people where mail is set up. */
import type { ClientBase } from 'pg';
import { queueMail } from './outbox.ts';

type Client = Pick<ClientBase, 'query'>;

/** While an ask is this young, another for the same of the same school is the same one. Unit: hours. */
export const SAME_ASK_HOURS = 4;
/** Asks of one person in 24 hours. */
export const MOST_ASKS = 5;
const MOST_MAILED = 10;

export interface DistrictAsk {
  readonly districtId: number;
  readonly what: 'calculate';
  readonly schoolId: string;
  readonly personId: string;
  readonly person: string;
  readonly now: Date;
  /** The words of the mail for one of the district's people; null: no mail is set up. It names no student. */
  readonly mailFor:
    | ((asked: { readonly name: string; readonly language: 'en' | 'es' }) => {
        readonly subject: string;
        readonly text: string;
      })
    | null;
}

export interface AskOnFile {
  readonly ask: number;
  readonly what: 'calculate';
  readonly school: string;
  readonly schoolName: string;
  readonly person: string;
  readonly at: Date;
  /** How many people were written to. */
  readonly mails: number;
  readonly doneBy: string | null;
  readonly doneAt: Date | null;
}

export type AskOutcome =
  | { readonly kind: 'asked'; readonly ask: AskOnFile }
  /** Somebody of the school asked for the same a while ago, and it is still open. */
  | { readonly kind: 'asked-already'; readonly ask: AskOnFile }
  | { readonly kind: 'too-many' };

/** Input: on the caller's transaction; the mails leave when it is committed. */
export async function askDistrict(client: Client, asking: DistrictAsk): Promise<AskOutcome> {
  const { districtId, what, schoolId, personId, now } = asking;
  await client.query('select pg_advisory_xact_lock($1::int, hashtext($2))', [districtId, 'district asks']);
  const since = new Date(now.getTime() - SAME_ASK_HOURS * 3_600_000);
  const [same] = await readAsks(client, districtId, { what, schoolId, since });
  if (same !== undefined) return { kind: 'asked-already', ask: same };
  const lately = await client.query<{ count: number }>(
    `select count(*)::integer as count from district_asks
      where district_id = $1 and person_id = $2 and asked_at > $3::timestamptz - interval '24 hours'`,
    [districtId, personId, now],
  );
  if ((lately.rows[0]?.count ?? 0) >= MOST_ASKS) return { kind: 'too-many' };
  const people = asking.mailFor === null ? [] : await readDistrictPeople(client, districtId);
  const written = await client.query<{ id: number }>(
    `insert into district_asks (district_id, what, school_id, person_id, person, asked_at, mails)
     values ($1, $2, $3, $4, $5, $6, $7) returning ask_id as id`,
    [districtId, what, schoolId, personId, asking.person, now, people.length],
  );
  const id = written.rows[0]?.id ?? 0;
  for (const one of people) await queueOne(client, asking, { ...one, id });
  const [ask] = await readAsks(client, districtId, { id });
  if (ask === undefined) throw new Error('an ask that was just written is not there');
  return { kind: 'asked', ask };
}

/** Open ones first, the newest first; of those that are done the last few. */
export function readAskList(client: Client, districtId: number): Promise<readonly AskOnFile[]> {
  return readAsks(client, districtId, {});
}

/** Takes it off the list. False: it is not there. What was done already stays as it was. */
export async function endAsk(
  client: Client,
  {
    districtId,
    ask,
    by,
    now,
  }: { readonly districtId: number; readonly ask: number; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const found = await client.query(
    `update district_asks set done_by = coalesce(done_by, $3), done_at = coalesce(done_at, $4)
      where district_id = $1 and ask_id = $2`,
    [districtId, ask, by, now],
  );
  return found.rowCount === 1;
}

interface DistrictPerson {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly language: 'en' | 'es';
}

async function queueOne(
  client: Client,
  asking: DistrictAsk,
  to: DistrictPerson & { readonly id: number },
): Promise<void> {
  const words = asking.mailFor?.(to);
  if (words === undefined) return;
  await queueMail(client, {
    districtId: asking.districtId,
    to: to.email,
    toName: to.name,
    language: to.language,
    key: `ask-${to.id}-${to.personId.replaceAll(/[^\w.-]/g, '-')}`,
    by: asking.person,
    now: asking.now,
    about: { thing: 'ask', id: to.id },
    ...words,
  });
}

/** Who has the district's role now. */
async function readDistrictPeople(client: Client, districtId: number): Promise<readonly DistrictPerson[]> {
  const found = await client.query<DistrictPerson>(
    `select distinct p.person_id as "personId", p.name, p.email, coalesce(o.language, 'en') as language
       from people p join grants g on g.district_id = p.district_id and g.person_id = p.person_id
       left join person_preferences o on o.district_id = p.district_id and o.person_id = p.person_id
      where p.district_id = $1 and g.role = 'district' and g.school_id = '' and p.ended_on is null and g.until_on is null
      order by p.name, p.person_id limit $2`,
    [districtId, MOST_MAILED],
  );
  return found.rows;
}

interface AskFilter {
  readonly id?: number;
  readonly what?: string;
  readonly schoolId?: string;
  readonly since?: Date;
}

async function readAsks(client: Client, districtId: number, filter: AskFilter): Promise<readonly AskOnFile[]> {
  const { id, what, schoolId, since } = filter;
  const found = await client.query<AskOnFile>(
    `select a.ask_id as ask, a.what, a.school_id as school, coalesce(s.name, a.school_id) as "schoolName", a.person,
        a.asked_at as at, a.mails, a.done_by as "doneBy", a.done_at as "doneAt"
       from district_asks a left join schools s on s.district_id = a.district_id and s.school_id = a.school_id
      where a.district_id = $1 and ($2::bigint is null or a.ask_id = $2) and ($3::text is null or a.what = $3)
        and ($4::text is null or a.school_id = $4) and ($5::timestamptz is null or (a.asked_at > $5 and a.done_at is null))
      order by a.done_at is not null, a.asked_at desc limit 30`,
    [districtId, id ?? null, what ?? null, schoolId ?? null, since ?? null],
  );
  return found.rows;
}
