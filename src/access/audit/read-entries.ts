/** Reads the log of who saw or changed what. */
import type pg from 'pg';

export interface EntryFilter {
  readonly personId?: string;
  /** By student_no. */
  readonly student?: number;
  readonly action?: string;
  readonly outcome?: 'done' | 'refused';
  /** Ends: both included, days in the district's zone, ISO. */
  readonly from?: string;
  readonly to?: string;
}

export interface EntryOnFile {
  readonly id: number;
  readonly at: Date;
  readonly personId: string;
  readonly person: string;
  readonly from: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** By student_no. */
  readonly students: readonly number[];
  readonly detail: Readonly<Record<string, unknown>>;
  readonly isSealed: boolean;
}

type Queries = Pick<pg.Pool, 'query'>;

/** The newest first. Input: `before`: entries below this number; undefined: from the newest. */
export async function readEntries(
  client: Queries,
  districtId: number,
  filter: EntryFilter,
  page: { readonly before?: number; readonly limit: number },
): Promise<readonly EntryOnFile[]> {
  const { where, values } = conditionsOf(districtId, filter);
  if (page.before !== undefined) where.push(`e.entry_id < $${values.push(page.before)}`);
  const found = await client.query<EntryOnFile>(
    `select e.entry_id as id, e.at, e.person_id as "personId", e.person, e.come_from as "from", e.action, e.outcome,
        e.students, e.detail, e.entry_id <= coalesce((select s.ids[cardinality(s.ids)] from audit_segments s
          where s.district_id = $1 and s.log = 'entries' order by s.segment_no desc limit 1), 0) as "isSealed"
       from audit_entries e where ${where.join(' and ')} order by e.entry_id desc limit $${values.push(page.limit)}`,
    values,
  );
  return found.rows;
}

/** Input: `part` narrows it to entries after one, and up to one. */
export async function countEntries(
  client: Queries,
  districtId: number,
  filter: EntryFilter,
  part: { readonly after?: number; readonly through?: number } = {},
): Promise<number> {
  const { where, values } = conditionsOf(districtId, filter);
  if (part.after !== undefined) where.push(`e.entry_id > $${values.push(part.after)}`);
  if (part.through !== undefined) where.push(`e.entry_id <= $${values.push(part.through)}`);
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from audit_entries e where ${where.join(' and ')}`,
    values,
  );
  return found.rows[0]?.count ?? 0;
}

/** The last entry that is sealed, 0 before the first: up to it none comes and none changes any more. And where days begin. */
export async function readSealed(
  client: Queries,
  districtId: number,
): Promise<{ readonly through: number; readonly timeZone: string }> {
  const found = await client.query<{ through: number; timeZone: string }>(
    `select coalesce((select s.ids[cardinality(s.ids)] from audit_segments s
        where s.district_id = $1 and s.log = 'entries' order by s.segment_no desc limit 1), 0) as through, d.time_zone as "timeZone"
       from districts d where d.district_id = $1`,
    [districtId],
  );
  return found.rows[0] ?? { through: 0, timeZone: '' };
}

export interface EntryChoices {
  readonly people: readonly { readonly personId: string; readonly name: string }[];
  readonly actions: readonly string[];
}

/** Who and what the log holds, to choose from. Steps from one to the next by an index, however long the log is. */
export async function readChoices(client: Queries, districtId: number): Promise<EntryChoices> {
  const people = await client.query<{ personId: string; name: string }>(
    `with recursive p as (
       select min(person_id) as person_id from audit_entries where district_id = $1
       union all
       select (select min(e.person_id) from audit_entries e where e.district_id = $1 and e.person_id > p.person_id)
         from p where p.person_id is not null)
     select p.person_id as "personId", e.person as name from p, lateral (
       select person from audit_entries e where e.district_id = $1 and e.person_id = p.person_id
        order by e.entry_id desc limit 1) e
      where p.person_id <> '' order by 2, 1`,
    [districtId],
  );
  const actions = await client.query<{ action: string }>(
    `with recursive a as (
       select min(action) as action from audit_entries where district_id = $1
       union all
       select (select min(e.action) from audit_entries e where e.district_id = $1 and e.action > a.action)
         from a where a.action is not null)
     select action from a where action is not null order by 1`,
    [districtId],
  );
  return { people: people.rows, actions: actions.rows.map(({ action }) => action) };
}

function conditionsOf(districtId: number, filter: EntryFilter): { where: string[]; values: unknown[] } {
  const values: unknown[] = [districtId];
  const where = ['e.district_id = $1'];
  const { personId, student, action, outcome, from, to } = filter;
  const zone = '(select d.time_zone from districts d where d.district_id = $1)';
  if (personId !== undefined) where.push(`e.person_id = $${values.push(personId)}`);
  if (action !== undefined) where.push(`e.action = $${values.push(action)}`);
  if (outcome !== undefined) where.push(`e.outcome = $${values.push(outcome)}`);
  if (from !== undefined) where.push(`e.at >= $${values.push(from)}::date::timestamp at time zone ${zone}`);
  if (to !== undefined) where.push(`e.at < ($${values.push(to)}::date + 1)::timestamp at time zone ${zone}`);
  if (student !== undefined)
    where.push(
      `e.entry_id in (select s.entry_id from audit_entry_students s where s.district_id = $1 and s.student_no = $${values.push(student)})`,
    );
  return { where, values };
}
