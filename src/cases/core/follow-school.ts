/** A student who changes school within the district: the attendance file and all that is open in it goes along. */
import type pg from 'pg';
import { createTasks } from './create-tasks.ts';
import { appendSteps, type NewStep, type Thing } from './steps.ts';
import type { Who } from './who.ts';

interface Following {
  readonly table: string;
  readonly thing: Thing;
  readonly id: string;
  /** Rows that are open; those that are over stay where they were. */
  readonly isOpen: string;
  /** The column with whoever answers for it; left out: nobody does. */
  readonly owner?: string;
}

/** A meeting stays where it was arranged; the people of the new school see it with the student. */
const FOLLOWING: readonly Following[] = [
  { table: 'cases', thing: 'case', id: 'case_id', isOpen: `state = 'open'`, owner: 'owner_id' },
  { table: 'plans', thing: 'plan', id: 'plan_id', isOpen: `state = 'active'`, owner: 'owner_id' },
  { table: 'tier_students', thing: 'tier', id: 'tier_id', isOpen: `stage <> 'decided'`, owner: 'owner_id' },
  { table: 'referrals', thing: 'referral', id: 'referral_id', isOpen: 'closed_on is null', owner: 'owner_id' },
  {
    table: 'contracts',
    thing: 'contract',
    id: 'contract_id',
    isOpen: `state in ('draft', 'offered', 'signed', 'reviewed', 'violated')`,
    owner: 'owner_id',
  },
  { table: 'tasks', thing: 'task', id: 'task_id', isOpen: `state = 'open'`, owner: 'assignee_id' },
  { table: 'alerts', thing: 'alert', id: 'alert_id', isOpen: `state = 'active'` },
  { table: 'eligibility_records', thing: 'eligibility', id: 'record_id', isOpen: `state = 'active'` },
  { table: 'at_risk_records', thing: 'at-risk', id: 'record_id', isOpen: `state = 'active'` },
];

interface Moved {
  readonly id: number;
  readonly student: string;
  /** Names. */
  readonly from: string;
  readonly to: string;
  readonly school: string;
  readonly caseId: number | null;
  readonly ownerBefore: string;
  readonly ownerStays: boolean;
}

/**
 * Takes what is open of each student to the school where the student is on `who.on`, with a step that says from where. Who answers
 * for it goes on doing so where they work at the new school too; else nobody does, and the new school's administrator is asked.
 * The old school reads on for as long as the student is within its reach. Who is at no school now stays where they were.
 * In the calculation's transaction. Returns how many students moved. Safe to repeat.
 */
export async function followSchools(client: pg.ClientBase, who: Who): Promise<number> {
  const students = new Set<string>();
  for (const following of FOLLOWING) {
    const moved = await moveRows(client, who, following);
    for (const { student } of moved) students.add(student);
    await appendSteps(
      client,
      who,
      moved.map((one) => stepOf(one, following)),
    );
    if (following.thing === 'case') await askForOwner(client, who, moved);
  }
  return students.size;
}

async function moveRows(
  client: pg.ClientBase,
  who: Who,
  { table, id, isOpen, owner }: Following,
): Promise<readonly Moved[]> {
  const asks = owner === undefined ? `''` : `m.${owner}`;
  const keeps = `${asks} in (select g.person_id from grants g where g.district_id = $1 and g.school_id in (at.school_id, '')
    and (g.until_on is null or g.until_on > $2::date))`;
  const found = await client.query<Moved>(
    `with moving as (
       select m.*, at.school_id as to_school, ${asks} as owner_before, ${keeps} as owner_stays
         from ${table} m
         cross join lateral (select e.school_id from enrollments e
           where e.district_id = m.district_id and e.student_id = m.student_id and e.entry_on <= $2
             and (e.exit_on is null or e.exit_on >= $2) order by e.entry_on desc, e.school_id limit 1) at
        where m.district_id = $1 and m.student_id is not null and m.${isOpen} and m.school_id <> at.school_id)
     update ${table} t set school_id = moving.to_school${owner === undefined ? '' : `, ${owner} = case when moving.owner_stays then t.${owner} else '' end`}
       from moving where t.district_id = $1 and t.${id} = moving.${id}
     returning t.${id} as id, t.student_id as student, t.school_id as school,
       ${nameOf('moving.school_id')} as "from", ${nameOf('t.school_id')} as "to",
       ${caseColumn(table)} as "caseId", moving.owner_before as "ownerBefore", moving.owner_stays as "ownerStays"`,
    [who.districtId, who.on],
  );
  return found.rows;
}

function nameOf(school: string): string {
  return `coalesce((select c.name from schools c where c.district_id = $1 and c.school_id = ${school}), ${school})`;
}

function caseColumn(table: string): string {
  return ['alerts', 'eligibility_records', 'at_risk_records'].includes(table) ? 'null::bigint' : 't.case_id';
}

function stepOf({ id, student, school, caseId, from, to }: Moved, { thing }: Following): NewStep {
  return { student, school, caseId, thing, thingId: id, step: 'moved-school', detail: { from, to } };
}

/** Once for each file that came: who answers for it now. */
async function askForOwner(client: pg.ClientBase, who: Who, moved: readonly Moved[]): Promise<void> {
  await createTasks(
    client,
    who,
    moved
      .filter(({ ownerStays }) => !ownerStays)
      .map(({ id, student, school }) => ({
        student,
        school,
        what: 'key:take-over-file',
        role: 'administrator',
        dueOn: null,
        caseId: id,
        about: { thing: 'case' as const, id },
      })),
  );
}
