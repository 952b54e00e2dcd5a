/** Everything of a school year about a student: the steps of casework, and what became of every letter; the newest first. */
import type pg from 'pg';
import { readSteps, type StepOnFile } from '../../cases/index.ts';
import { noticeName } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import type { CaseStep } from './contract.ts';
import { maySee } from './may.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'actor'>;

/**
 * The school year runs from 1 July to 30 June; what became of the file itself belongs to it whenever it was, as a file closes
 * when the next year has begun. A file is read whole: hundreds of steps at most.
 */
export async function readCaseTimeline(
  context: Asking,
  { student, year, caseId }: { readonly student: string; readonly year: number; readonly caseId: number },
): Promise<CaseStep[]> {
  const { db, districtId } = context;
  const span = [`${year}-07-01`, `${year + 1}-06-30`] as const;
  const steps = await readSteps(db.pool, { districtId, student, limit: MOST });
  const notices = await readNoticeSteps(db.pool, { districtId, student, span });
  const isOfFile = ({ thing, thingId }: StepOnFile): boolean => thing === 'case' && thingId === caseId;
  const own = steps.filter((step) => isOfFile(step) || (step.on >= span[0] && step.on <= span[1])).map(stepOf);
  return [...own, ...notices]
    .toSorted((one, other) => (one.at === other.at ? rankOf(one) - rankOf(other) : one.at < other.at ? 1 : -1))
    .map((step) => (maySee(context, step.thing) ? step : closed(step)));
}

/** Of what happened at the same instant: what came of a notice stands above the notice. */
function rankOf({ thing, thingId }: CaseStep): number {
  return thing === 'notice' ? 1_000_000 - (thingId % 1_000_000) : 0;
}

const MOST = 5000;

/** How many there are of each kind, for the filter. */
export function thingsOf(steps: readonly CaseStep[]): { thing: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { thing } of steps) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return [...counts].map(([thing, count]) => ({ thing, count }));
}

function stepOf({ stepId, at, on, thing, thingId, step, by, reason, detail }: StepOnFile): CaseStep {
  return {
    id: `S${stepId}`,
    at,
    on,
    thing,
    thingId,
    step,
    by,
    reason,
    detail: { ...detail },
    notice: null,
    isClosed: false,
  };
}

function closed(step: CaseStep): CaseStep {
  return { ...step, reason: '', detail: {}, notice: null, isClosed: true };
}

interface Row {
  readonly id: number;
  readonly notice: number;
  readonly criterion: string;
  readonly languages: string | null;
  readonly origin: string;
  readonly step: string;
  readonly on: string;
  readonly way: string;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

/** The first of a notice is the notice itself; carried over and adopted ones say so. */
async function readNoticeSteps(
  client: pg.Pool,
  {
    districtId,
    student,
    span,
  }: { readonly districtId: number; readonly student: string; readonly span: readonly [string, string] },
): Promise<CaseStep[]> {
  const found = await client.query<Row>(
    `select s.step_id as id, n.notice_id as notice, n.criterion, n.origin, s.step, s.on_date as "on", s.way, s.note, s.done_by as by, s.done_at as at,
        (select string_agg(distinct l.language, ' ') from notice_letters l where l.district_id = n.district_id and l.notice_id = n.notice_id) as languages
       from notices n join notice_steps s on s.district_id = n.district_id and s.notice_id = n.notice_id
      where n.district_id = $1 and n.student_id = $2 and n.issued_on between $3 and $4 order by s.step_id`,
    [districtId, student, span[0], span[1]],
  );
  const seen = new Set<number>();
  return found.rows.map(({ id, notice, criterion, languages, origin, step, on, way, note, by, at }) => {
    const isFirst = !seen.has(notice);
    seen.add(notice);
    const isEarlier = isFirst && origin !== 'rollcall';
    return {
      id: `N${id}`,
      // What was sent before Rollcall came stands on its day, not on that of the import.
      at: isEarlier ? `${on}T12:00:00.000Z` : at.toISOString(),
      on,
      thing: 'notice',
      thingId: notice,
      step: isEarlier ? origin : step === 'issued' && (languages ?? '') === '' ? 'carried-out' : step,
      by,
      reason: '',
      detail: { criterion, languages: languages ?? '', way, note },
      notice: noticeName(notice),
      isClosed: false,
    };
  });
}
