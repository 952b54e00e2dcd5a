/** Who works with Rollcall, as the list of people shows it. */
import type { Database } from '../../db/index.ts';
import type { Grant } from '../actor.ts';

export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly staffId: string | null;
  /** That hold today or later. */
  readonly grants: readonly (Grant & { readonly from: string })[];
  /** `password` and the ids of providers with which the person has signed in before. */
  readonly signsInBy: readonly string[];
  readonly hasTwoStep: boolean;
  /** Latest request, exact to a minute; null: not signed in on any device. */
  readonly lastSeenAt: Date | null;
  /** The first day without access. */
  readonly endedOn: string | null;
  readonly hasEnded: boolean;
  /** Rises with every change. */
  readonly revision: number;
}

export interface PeopleAsked {
  readonly districtId: number;
  readonly now: Date;
  /** Only people with a role at one of these schools; undefined: everybody. */
  readonly schools?: readonly string[] | undefined;
  readonly personId?: string | undefined;
  /** Part of a name or an e-mail. */
  readonly search?: string | undefined;
  readonly withEnded?: boolean | undefined;
}

/** People by name. */
export async function readPeople(db: Database, asked: PeopleAsked): Promise<readonly Person[]> {
  const { districtId, now, schools, personId, search = '', withEnded = true } = asked;
  const found = await db.pool.query<Person>(READ, [
    districtId,
    now,
    schools ?? null,
    personId ?? null,
    search.trim().toLowerCase(),
    withEnded,
  ]);
  return found.rows;
}

/** One person, or undefined. */
export async function readPerson(
  db: Database,
  asked: PeopleAsked & { readonly personId: string },
): Promise<Person | undefined> {
  return (await readPeople(db, asked))[0];
}

export interface PersonChangeLine {
  readonly change: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly from: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** What was changed of a person, the latest first. */
export async function readPersonChanges(
  db: Database,
  { districtId, personId }: { readonly districtId: number; readonly personId: string },
): Promise<readonly PersonChangeLine[]> {
  const found = await db.pool.query<PersonChangeLine>(
    `select change, detail, from_on as "from", reason, changed_by as by, changed_at as at from person_changes
     where district_id = $1 and person_id = $2 order by change_id desc`,
    [districtId, personId],
  );
  return found.rows;
}

const READ = `
  select p.person_id as "personId", p.name, p.email, nullif(p.staff_id, '') as "staffId", p.ended_on as "endedOn",
    (p.ended_on is not null and p.ended_on <= t.today) as "hasEnded",
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'school', nullif(g.school_id, ''), 'from', g.from_on) order by g.role, g.school_id)
      from grants g where g.district_id = p.district_id and g.person_id = p.person_id and (g.until_on is null or g.until_on > t.today)), '[]') as grants,
    array(select distinct case a."providerId" when 'credential' then 'password' else a."providerId" end
      from sign_in."account" a where a."userId" = p.person_id order by 1) as "signsInBy",
    coalesce((select u."twoFactorEnabled" from sign_in."user" u where u."id" = p.person_id), false) as "hasTwoStep",
    (select max(s."lastSeenAt") from sign_in."session" s where s."userId" = p.person_id) as "lastSeenAt",
    coalesce((select max(c.change_id) from person_changes c where c.district_id = p.district_id and c.person_id = p.person_id), 0) as revision
  from people p join districts d using (district_id)
  cross join lateral (select ($2::timestamptz at time zone d.time_zone)::date as today) t
  where p.district_id = $1 and ($4::text is null or p.person_id = $4)
    and ($5 = '' or position($5 in lower(p.name)) > 0 or position($5 in p.email) > 0)
    and ($6 or p.ended_on is null or p.ended_on > t.today)
    and ($3::text[] is null or exists (select 1 from grants g where g.district_id = p.district_id and g.person_id = p.person_id
      and g.school_id = any($3) and (g.until_on is null or g.until_on > t.today)))
  order by lower(p.name), p.person_id`;
