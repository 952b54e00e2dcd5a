/** A plan as it stands in the database. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import type { Requirement } from '../requirements/requirement.ts';
import type { PlanFamilyPart, OurView, PlanState } from './states.ts';

export interface PlanRow {
  readonly planId: number;
  readonly student: string;
  readonly school: string;
  readonly caseId: number;
  readonly kind: string;
  readonly pack: string;
  readonly criterion: string;
  readonly noticeId: number | null;
  readonly requires: readonly Requirement[];
  readonly cycleOn: string;
  readonly termKind: string;
  readonly termName: string;
  readonly beginsOn: string;
  readonly endsOn: string;
  readonly atEnd: 'close' | 'carry-over';
  readonly state: PlanState;
  readonly ownerId: string;
  readonly tier: number | null;
  readonly courtBlock: string;
  readonly implementedOn: string | null;
  readonly familyPart: PlanFamilyPart | '';
  readonly familyComments: string;
  readonly ourView: OurView | '';
  readonly ourReasons: string;
  readonly supervisorId: string;
  readonly assignedOn: string | null;
  readonly closedOn: string | null;
  readonly outcome: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly revision: number;
}

const PLAN_COLUMNS = `p.plan_id as "planId", p.student_id as student, p.school_id as school, p.case_id as "caseId", p.kind,
  p.pack_id as pack, p.criterion, p.notice_id as "noticeId", p.requires, p.cycle_on as "cycleOn", p.term_kind as "termKind",
  p.term_name as "termName", p.begins_on as "beginsOn", p.ends_on as "endsOn", p.at_end as "atEnd", p.state, p.owner_id as "ownerId",
  p.tier, p.court_block as "courtBlock", p.implemented_on as "implementedOn", p.family_part as "familyPart",
  p.family_comments as "familyComments", p.our_view as "ourView", p.our_reasons as "ourReasons", p.supervisor_id as "supervisorId",
  p.assigned_on as "assignedOn", p.closed_on as "closedOn", p.outcome, p.made_by as "madeBy", p.made_at as "madeAt", p.revision`;

type Queries = Pick<pg.ClientBase | pg.Pool, 'query'>;

export interface PlanAsked {
  readonly districtId: number;
  readonly planId: number;
}

/** Undefined where there is none within reach. */
export async function findPlan(client: Queries, { districtId, planId }: PlanAsked): Promise<PlanRow | undefined> {
  const found = await client.query<PlanRow>(
    `select ${PLAN_COLUMNS} from plans p where p.district_id = $1 and p.plan_id = $2`,
    [districtId, planId],
  );
  return found.rows[0];
}

/** As {@link findPlan}, and nobody else changes it until the transaction ends. Fails: Refusal where there is none. */
export async function lockPlan(client: pg.ClientBase, { districtId, planId }: PlanAsked): Promise<PlanRow> {
  const found = await client.query<PlanRow>(
    `select ${PLAN_COLUMNS} from plans p where p.district_id = $1 and p.plan_id = $2 for update`,
    [districtId, planId],
  );
  const plan = found.rows[0];
  if (plan === undefined) throw new Refusal(`There is no plan ${planId}.`, { code: 'work.gone' });
  return plan;
}

/** `P12`, as it stands in addresses and logs. */
export const planName = (planId: number): string => `P${planId}`;
