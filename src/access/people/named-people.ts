/** Whom a school names for a duty, and who stands in for them. */
import type pg from 'pg';
import { withTransaction, type Database } from '../../db/index.ts';
import { ProblemError, Refusal, type Problem } from '../../problem.ts';
import { coversSchool, reachOf } from '../actor.ts';
import type { Action } from '../roles.ts';
import { actorOfPerson } from './actor-of-person.ts';

export const DUTIES = ['approver', 'lead', 'supervisor', 'officer', 'specialist'] as const;
export type Duty = (typeof DUTIES)[number];

export interface NamedPerson {
  readonly school: string;
  readonly duty: Duty;
  readonly personId: string;
  readonly name: string;
  /** In the days from `from` to `until`, both included, ISO. */
  readonly deputy: {
    readonly personId: string;
    readonly name: string;
    readonly from: string;
    readonly until: string;
  } | null;
  readonly revision: number;
}

interface NamedRow {
  readonly school_id: string;
  readonly duty: Duty;
  readonly person_id: string;
  readonly name: string;
  readonly deputy_id: string;
  readonly deputy_name: string | null;
  readonly deputy_from_on: string | null;
  readonly deputy_until_on: string | null;
  readonly revision: number;
}

/** In the order of schools and duties. `schools` undefined: all. */
export async function readNamedPeople(
  client: pg.Pool | pg.ClientBase,
  { districtId, schools }: { readonly districtId: number; readonly schools?: readonly string[] | undefined },
): Promise<readonly NamedPerson[]> {
  const found = await client.query<NamedRow>(
    `select n.school_id, n.duty, n.person_id, p.name, n.deputy_id, d.name as deputy_name, n.deputy_from_on, n.deputy_until_on, n.revision
     from named_people n
     join people p on p.district_id = n.district_id and p.person_id = n.person_id
     left join people d on d.district_id = n.district_id and d.person_id = n.deputy_id
     where n.district_id = $1 and ($2::text[] is null or n.school_id = any ($2))
     order by n.school_id, n.duty`,
    [districtId, schools ?? null],
  );
  return found.rows.map((row) => ({
    school: row.school_id,
    duty: row.duty,
    personId: row.person_id,
    name: row.name,
    deputy:
      row.deputy_from_on === null || row.deputy_until_on === null
        ? null
        : {
            personId: row.deputy_id,
            name: row.deputy_name ?? '',
            from: row.deputy_from_on,
            until: row.deputy_until_on,
          },
    revision: row.revision,
  }));
}

export interface NamePerson {
  readonly districtId: number;
  readonly school: string;
  readonly duty: Duty;
  readonly personId: string;
  readonly deputy: { readonly personId: string; readonly from: string; readonly until: string } | null;
  readonly by: string;
  readonly now: Date;
  readonly reason: string;
  /** The revision that was read; 0 where nobody was named. */
  readonly revision: number;
}

/**
 * Names a person, and a deputy for some days. Returns what stands now, or null when another person changed it meanwhile.
 * Fails: ProblemError for somebody who may not do what the duty asks; Refusal for a school that is not known.
 */
export async function namePerson(db: Pick<Database, 'pool'>, request: NamePerson): Promise<NamedPerson | null> {
  return withTransaction(db, async (client) => {
    await requireAble(client, request);
    const { districtId, school, duty, personId, deputy, by, now, reason, revision } = request;
    const written = await client.query(
      `insert into named_people as n (district_id, school_id, duty, person_id, deputy_id, deputy_from_on, deputy_until_on, named_by, named_at, reason)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
       where $11 = 0 or exists (select from named_people o where o.district_id = $1 and o.school_id = $2 and o.duty = $3)
       on conflict (district_id, school_id, duty) do update set person_id = excluded.person_id, deputy_id = excluded.deputy_id,
         deputy_from_on = excluded.deputy_from_on, deputy_until_on = excluded.deputy_until_on, named_by = excluded.named_by,
         named_at = excluded.named_at, reason = excluded.reason, revision = n.revision + 1
       where n.revision = $11`,
      [
        districtId,
        school,
        duty,
        personId,
        deputy?.personId ?? '',
        deputy?.from ?? null,
        deputy?.until ?? null,
        by,
        now,
        reason,
        revision,
      ],
    );
    if (written.rowCount === 0) return null;
    const named = await readNamedPeople(client, { districtId, schools: [school] });
    return named.find((one) => one.duty === duty) ?? null;
  });
}

export interface Approver {
  readonly school: string;
  readonly personId: string;
}

/** Who is asked for approvals on a day: the approver, and in the deputy's days the deputy too. */
export async function readApprovers(
  client: pg.Pool | pg.ClientBase,
  { districtId, on }: { readonly districtId: number; readonly on: string },
): Promise<readonly Approver[]> {
  const named = await readNamedPeople(client, { districtId });
  return named
    .filter(({ duty }) => duty === 'approver')
    .flatMap(({ school, personId, deputy }) => [
      { school, personId },
      ...(deputy !== null && deputy.from <= on && on <= deputy.until ? [{ school, personId: deputy.personId }] : []),
    ]);
}

/** What a duty asks that a person may do at the school; null: nothing of the app. */
const ASKS: Readonly<Record<Duty, Action | null>> = {
  approver: 'approve-trigger',
  lead: 'manage-tiers',
  supervisor: null,
  officer: null,
  specialist: null,
};

const WORDS: Readonly<Partial<Record<Duty, string>>> = { approver: 'approve', lead: 'lead the attendance team' };
const WHO: Readonly<Partial<Record<Duty, string>>> = {
  approver: 'an administrator',
  lead: 'an administrator or somebody of the team',
};

async function requireAble(client: pg.ClientBase, request: NamePerson): Promise<void> {
  const { districtId, school, duty, personId, deputy, now } = request;
  const known = await client.query('select 1 from schools where district_id = $1 and school_id = $2', [
    districtId,
    school,
  ]);
  if (known.rowCount === 0) throw new Refusal('There is no such school.', { code: 'people.no-school' });
  const problems: Problem[] = [];
  const check = async (path: string, id: string): Promise<void> => {
    const actor = await actorOfPerson(client, { districtId, personId: id, now });
    const action = ASKS[duty];
    if (actor === null) problems.push({ path, found: 'nobody who may sign in', allowed: 'a person of Rollcall' });
    else if (action !== null && !coversSchool(reachOf(actor, action), school))
      problems.push({
        path,
        found: `${actor.name}, who may not ${WORDS[duty]} at this school`,
        allowed: `${WHO[duty]} of the school or the district office; give the role first, for some days if need be`,
      });
  };
  await check('person', personId);
  if (deputy !== null) {
    await check('deputy.person', deputy.personId);
    if (deputy.personId === personId)
      problems.push({ path: 'deputy.person', found: 'the same person', allowed: 'somebody else' });
    if (deputy.until < deputy.from)
      problems.push({ path: 'deputy.until', found: deputy.until, allowed: `${deputy.from} or later` });
  }
  if (problems.length > 0) throw new ProblemError(problems);
}
