/** What becomes of active plans when their term is over: they end with it, or go on into the next. */
import type pg from 'pg';
import { appendSteps, type NewStep } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { termAt } from './term-of.ts';

interface Over {
  readonly planId: number;
  readonly student: string;
  readonly caseId: number;
  readonly school: string;
  readonly termKind: string;
  readonly endsOn: string;
  readonly atEnd: 'close' | 'carry-over';
}

/**
 * Ends or carries over every active plan whose last day is before today. Done again it changes nothing.
 * A plan with a recommendation that still runs goes on: the court is not bound to a term.
 */
export async function endPlanTerms(
  client: pg.ClientBase,
  who: Who,
): Promise<{ readonly ended: number; readonly carriedOver: number }> {
  const over = await client.query<Over>(
    `select p.plan_id as "planId", p.student_id as student, p.case_id as "caseId", p.school_id as school, p.term_kind as "termKind",
            p.ends_on as "endsOn",
            case when exists (select from court_filings f where f.district_id = p.district_id and f.plan_id = p.plan_id
              and f.state in ('recommended', 'filed', 'hearing')) then 'carry-over' else p.at_end end as "atEnd"
       from plans p where p.district_id = $1 and p.state = 'active' and p.ends_on < $2::date
      order by p.plan_id for update`,
    [who.districtId, who.on],
  );
  const next = await nextTerms(client, who, over.rows);
  const [going, ending] = [over.rows.filter(goesOn(next)), over.rows.filter((plan) => !goesOn(next)(plan))];
  await carryOver(client, who, going, next);
  await end(client, who, ending);
  return { ended: ending.length, carriedOver: going.length };
}

type NextTerms = ReadonlyMap<string, { readonly name: string; readonly endsOn: string }>;

const placeOf = ({ school, termKind }: Over): string => `${school}\n${termKind}`;
const goesOn =
  (next: NextTerms) =>
  (plan: Over): boolean =>
    plan.atEnd === 'carry-over' && next.has(placeOf(plan));

async function nextTerms(client: pg.ClientBase, who: Who, over: readonly Over[]): Promise<NextTerms> {
  const next = new Map<string, { readonly name: string; readonly endsOn: string }>();
  for (const plan of over) {
    if (plan.atEnd !== 'carry-over' || next.has(placeOf(plan))) continue;
    const { school, termKind: kind } = plan;
    const term = await termAt(client, who.districtId, { school, kind, on: who.on });
    if (term !== undefined) next.set(placeOf(plan), term);
  }
  return next;
}

async function carryOver(client: pg.ClientBase, who: Who, plans: readonly Over[], next: NextTerms): Promise<void> {
  if (plans.length === 0) return;
  const terms = plans.map((plan) => next.get(placeOf(plan)) as { readonly name: string; readonly endsOn: string });
  await client.query(
    `update plans p set ends_on = n.ends_on, revision = p.revision + 1
       from unnest($2::bigint[], $3::date[]) as n (plan_id, ends_on) where p.district_id = $1 and p.plan_id = n.plan_id`,
    [who.districtId, plans.map(({ planId }) => planId), terms.map(({ endsOn }) => endsOn)],
  );
  await appendSteps(
    client,
    who,
    plans.map((plan, at) =>
      stepOf(plan, 'carried-over', { term: terms[at]?.name ?? '', endsOn: terms[at]?.endsOn ?? '' }),
    ),
  );
}

async function end(client: pg.ClientBase, who: Who, plans: readonly Over[]): Promise<void> {
  if (plans.length === 0) return;
  await client.query(
    `update plans set state = 'ended', closed_on = ends_on, outcome = 'term-over', revision = revision + 1
      where district_id = $1 and plan_id = any ($2)`,
    [who.districtId, plans.map(({ planId }) => planId)],
  );
  await appendSteps(
    client,
    who,
    plans.map((plan) => stepOf(plan, 'ended', { endsOn: plan.endsOn })),
  );
}

function stepOf({ student, caseId, planId }: Over, step: string, detail: Readonly<Record<string, unknown>>): NewStep {
  return { student, caseId, thing: 'plan', thingId: planId, step, detail };
}
