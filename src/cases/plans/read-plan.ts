/** One plan with everything that stands on its tabs. */
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../../calculation/index.ts';
import { readJournals, type JournalOnFile } from '../journals/read-journals.ts';
import { readSteps, type StepOnFile } from '../core/steps.ts';
import { countReady, readReadiness, type RequirementState } from '../requirements/readiness.ts';
import { readRequirementFacts, type RequirementFacts } from '../requirements/requirement-facts.ts';
import { requirementsOf, type Requirement } from '../requirements/requirement.ts';
import { attendanceAround, type AttendanceAround } from './attendance-around.ts';
import { readFilings, type FilingRow } from './filings.ts';
import { readInterventions, type InterventionRow } from './interventions.ts';
import { asOfDay, yearStartOf } from './plan-days.ts';
import { findPlan, type PlanRow } from './plan-row.ts';
import { journalDays } from './read-plans.ts';
import { readFamilyCopies, type FamilyCopy } from './tell-family.ts';
import { termsOf } from './term-of.ts';

export interface PlanFile {
  readonly plan: PlanRow;
  readonly student: { readonly no: number; readonly first: string; readonly last: string; readonly grade: string };
  readonly schoolName: string;
  /** Who answers for it: given to, or named by the school; '' the people of the role. */
  readonly ownerId: string;
  readonly owner: string;
  readonly supervisor: string;
  readonly interventions: readonly InterventionRow[];
  /** Written down in the student information system, in the term of the plan. */
  readonly elsewhere: readonly { readonly on: string; readonly what: string }[];
  readonly journals: readonly JournalOnFile[];
  readonly around: AttendanceAround | null;
  readonly readiness: readonly RequirementState[];
  readonly ready: number;
  readonly filings: readonly FilingRow[];
  readonly facts: RequirementFacts;
  readonly copies: readonly FamilyCopy[];
  /** The newest first. */
  readonly steps: readonly StepOnFile[];
}

export interface PlanFileAsk {
  readonly districtId: number;
  readonly planId: number;
  /** ISO, today. */
  readonly on: string;
  readonly known: KnownDistrict;
}

/** Undefined where there is none within the reach of the client. */
export async function readPlanFile(client: ClientBase, ask: PlanFileAsk): Promise<PlanFile | undefined> {
  const { districtId, planId } = ask;
  const plan = await findPlan(client, { districtId, planId });
  if (plan === undefined) return undefined;
  const names = await readNames(client, ask, plan);
  const asOf = await asOfDay(client, ask);
  const yearStart = yearStartOf(ask.on);
  const readiness = await readPlanReadiness(client, ask, plan);
  const pivot = plan.implementedOn ?? plan.beginsOn;
  const { student } = plan;
  return {
    plan,
    ...names,
    interventions: await readInterventions(client, { districtId, planId }),
    elsewhere: await readElsewhere(client, districtId, plan),
    journals: await readJournals(client, {
      districtId,
      student,
      joinsPlan: true,
      ...journalDays(plan),
      standingOnly: true,
    }),
    around: await attendanceAround(client, { districtId, student, on: pivot, asOf, known: ask.known }),
    readiness,
    ready: countReady(readiness),
    filings: await readFilings(client, { districtId, planId }),
    facts: await readRequirementFacts(client, { districtId, student, planId, from: plan.cycleOn, yearStart }),
    copies: await readFamilyCopies(client, { districtId, planId }),
    steps: await readSteps(client, { districtId, about: { thing: 'plan', id: planId } }),
  };
}

/** What a recommendation of this plan to court asks, and how far it is. */
export async function readPlanReadiness(
  client: ClientBase,
  { districtId, on, known }: Omit<PlanFileAsk, 'planId'>,
  plan: PlanRow,
): Promise<readonly RequirementState[]> {
  const maker = await makerOf(client, districtId, plan);
  const asOf = await asOfDay(client, { districtId, on });
  return readReadiness(client, {
    districtId,
    student: plan.student,
    about: { thing: 'plan', id: plan.planId },
    requires: await requiresOf(client, districtId, plan),
    plan: { planId: plan.planId, ...maker, cycleOn: plan.cycleOn, endsOn: plan.endsOn },
    on,
    yearStart: yearStartOf(on),
    asOf,
    known,
  });
}

/** As the plan keeps it from its making; a plan from before a pack asked for anything takes what the pack asks now. */
export async function requiresOf(
  client: ClientBase,
  districtId: number,
  plan: PlanRow,
): Promise<readonly Requirement[]> {
  const kept = requirementsOf(plan.requires);
  if (kept.length > 0) return kept;
  const [term] = await termsOf(client, districtId, [{ school: plan.school, on: plan.beginsOn }]);
  return term?.requires ?? [];
}

/** A plan by hand is counted by the criterion that makes plans at its school. */
async function makerOf(
  client: ClientBase,
  districtId: number,
  plan: PlanRow,
): Promise<{ readonly pack: string; readonly criterion: string }> {
  if (plan.criterion !== '') return { pack: plan.pack, criterion: plan.criterion };
  const [term] = await termsOf(client, districtId, [{ school: plan.school, on: plan.beginsOn }]);
  return { pack: term?.pack ?? '', criterion: term?.criterion ?? '' };
}

async function readElsewhere(client: ClientBase, districtId: number, plan: PlanRow): Promise<PlanFile['elsewhere']> {
  const found = await client.query<PlanFile['elsewhere'][number]>(
    `select on_date as "on", ref as what from events
      where district_id = $1 and student_id = $2 and event = 'intervention' and origin = 'bundle' and on_date between $3 and $4
        and superseded_import_id is null order by on_date`,
    [districtId, plan.student, plan.cycleOn, plan.closedOn ?? plan.endsOn],
  );
  return found.rows;
}

interface NameRow {
  readonly no: number;
  readonly first: string;
  readonly last: string;
  readonly grade: string;
  readonly schoolName: string;
  readonly ownerId: string;
  readonly owner: string;
  readonly supervisor: string;
}

async function readNames(
  client: ClientBase,
  { districtId, on }: Pick<PlanFileAsk, 'districtId' | 'on'>,
  plan: PlanRow,
): Promise<Pick<PlanFile, 'student' | 'schoolName' | 'owner' | 'ownerId' | 'supervisor'>> {
  const found = await client.query<NameRow>(
    `select s.student_no as no, s.first_name as first, s.last_name as last, s.grade, coalesce(c.name, $3) as "schoolName",
        coalesce(o.person_id, n.person_id, '') as "ownerId", coalesce(o.name, n.name, '') as owner, coalesce(v.name, '') as supervisor
       from students s left join schools c on c.district_id = s.district_id and c.school_id = $3
       left join people o on o.district_id = s.district_id and o.person_id = $4 and (o.ended_on is null or o.ended_on > $6::date)
       left join named_on($1, $6::date) n on n.school_id = $3 and n.duty = $7
       left join people v on v.district_id = s.district_id and v.person_id = $5
      where s.district_id = $1 and s.student_id = $2`,
    [
      districtId,
      plan.student,
      plan.school,
      plan.ownerId,
      plan.supervisorId,
      on,
      plan.tier === 3 ? 'specialist' : 'lead',
    ],
  );
  const row = found.rows[0];
  if (row === undefined) throw new Error('a plan of a student who is not on file');
  const { no, first, last, grade, ...names } = row;
  return { student: { no, first, last, grade }, ...names };
}
