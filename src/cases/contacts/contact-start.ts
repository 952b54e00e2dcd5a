/** What a new entry of the log begins with: whom one may call, in which language, whether an interpreter is needed. */
import type pg from 'pg';

export interface ContactPerson {
  readonly name: string;
  readonly relation: string;
  /** Language tag; '' not known. */
  readonly language: string;
  readonly phone: string;
  readonly email: string;
  readonly isCustodial: boolean | null;
}

export interface ContactStart {
  /** Who may be told, the one to begin with first. Nobody with an order of no contact. */
  readonly guardians: readonly ContactPerson[];
  /** How many may be told nothing. */
  readonly noContact: number;
  readonly homeLanguage: string;
}

export async function readContactStart(
  client: pg.ClientBase | pg.Pool,
  { districtId, student }: { readonly districtId: number; readonly student: string },
): Promise<ContactStart> {
  const found = await client.query<ContactPerson & { readonly noContact: boolean | null }>(
    `select g.name, g.relation, coalesce(nullif(g.language, ''), s.home_language) as language, g.phone, g.email,
            g.custodial as "isCustodial", g.no_contact as "noContact"
       from guardians g join students s on s.district_id = g.district_id and s.student_id = g.student_id
      where g.district_id = $1 and g.student_id = $2
      order by g.custodial desc nulls last, (g.phone <> '') desc, g.guardian_id`,
    [districtId, student],
  );
  const home = await client.query<{ home_language: string }>(
    'select home_language from students where district_id = $1 and student_id = $2',
    [districtId, student],
  );
  return {
    guardians: found.rows.filter(({ noContact }) => noContact !== true).map(({ noContact: _, ...person }) => person),
    noContact: found.rows.filter(({ noContact }) => noContact === true).length,
    homeLanguage: home.rows[0]?.home_language ?? '',
  };
}
