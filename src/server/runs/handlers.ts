/** Runs of the calculation. Counts only: who they are stands in the worklist, for those who may see it. */
import { z } from 'zod';
import type { CalculationFigures } from '../../calculation/index.ts';
import { refuseFarDay } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { decideHeldBack, readHeldBack } from '../../notices/index.ts';
import { whoOf } from '../who.ts';
import type { Handlers } from '../context.ts';
import { readDataState, withCasework } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';
import { cursorOf, readCursor } from '../keys.ts';
import { problem } from '../problems.ts';
import type { RunDetails, RunLine, runsContract } from './contract.ts';
import { districtOnlyFacts } from './district-only.ts';

interface RunRow {
  readonly run: number;
  readonly asOf: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly by: string;
  readonly packs: RunLine['packs'] | null;
  readonly figures: CalculationFigures;
}

const COLUMNS = `calculation_id as run, as_of_on as "asOf", started_at as "startedAt", finished_at as "finishedAt",
  calculated_by as by, figures,
  (select jsonb_agg(distinct jsonb_build_object('id', v.pack_id, 'title', v.title, 'version', v.version))
     from jsonb_array_elements(c.packs) used join pack_versions v on v.district_id = c.district_id and v.pack_hash = used ->> 'hash') as packs`;

export const runsHandlers: Handlers<typeof runsContract> = {
  readHeldBack: async ({ parts, districtId }) => {
    // Every trigger of the district is looked at: once for each state of triggers, effects and packs in use.
    const state = await withCasework(parts, await readDataState(parts));
    const wanted = { parts, state, reach: { kind: 'district' }, of: ['held back'] } as const;
    const items = await keptWhileTrue(wanted, () => readHeldBack(parts.db.pool, districtId));
    return { items: items.map((one) => ({ ...one, kinds: [...one.kinds] })) };
  },
  decideHeldBack: async (context) => {
    const { parts, body, audit, actor, idempotencyKey } = context;
    const who = await whoOf(context, 'calculate');
    const { decided, effects } = await decideHeldBack(parts.db, who, {
      ...body,
      key: `${actor.personId} ${idempotencyKey}`,
    });
    await audit({ action: `${body.decision}-held-back`, detail: { ...body, decided } });
    return { decided, effects: effects.map((one) => ({ ...one, values: { ...one.values } })) };
  },
  listRuns: async ({ parts: { db }, districtId, query }) => {
    const before = readCursor(z.int(), query.cursor) ?? Number.MAX_SAFE_INTEGER;
    const found = await db.pool.query<RunRow>(
      `select ${COLUMNS} from calculations c where district_id = $1 and calculation_id < $2 order by calculation_id desc limit $3`,
      [districtId, before, query.limit + 1],
    );
    const counted = await db.pool.query<{ total: number }>(
      'select count(*)::int as total from calculations where district_id = $1',
      [districtId],
    );
    const items = found.rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(lineOf),
      next: found.rows.length > items.length && last !== undefined ? cursorOf(last.run) : null,
      total: counted.rows[0]?.total ?? 0,
    };
  },
  readRun: async ({ parts: { db }, districtId, params }) => {
    const found = await db.pool.query<RunRow>(
      `select ${COLUMNS} from calculations c where district_id = $1 and calculation_id = $2`,
      [districtId, params.run],
    );
    const [row] = found.rows;
    if (row === undefined) throw problem('not-found');
    const changed = await db.pool.query<RunDetails['changed'][number]>(
      `select t.pack_id as pack, t.criterion, t.decision, t.current_school_id as school,
         coalesce(s.name, t.current_school_id) as "schoolName", count(*)::int as count
       from triggers t left join schools s on s.district_id = t.district_id and s.school_id = t.current_school_id
       where t.district_id = $1 and t.calculation_id = $2 and t.state = 'active'
       group by 1, 2, 3, 4, 5 order by 1, 2, 3, 5`,
      [districtId, params.run],
    );
    return { ...lineOf(row), standing: [...row.figures.byCriterion], changed: changed.rows };
  },
  startRun: async ({ parts, districtId, body, actor, audit }) => {
    const { asOf, dryRun, school } = body;
    if (school !== '') throw problem('district-only', { facts: await districtOnlyFacts(parts, districtId) });
    if (asOf !== undefined) await refuseFarDay(parts.db.pool, { districtId, asOf: parseDay(asOf) ?? 0 });
    const job = await withTransaction(parts.db, (client) =>
      enqueue(client, 'calculation', {
        districtId,
        by: actor.name,
        now: parts.now(),
        data: { dryRun, ...(asOf === undefined ? {} : { asOf }) },
      }),
    );
    await audit({ action: 'calculate', detail: { dryRun, ...(asOf === undefined ? {} : { asOf }) } });
    return { job };
  },
};

function lineOf({ run, asOf, startedAt, finishedAt, by, packs, figures }: RunRow): RunLine {
  const seconds = (finishedAt.getTime() - startedAt.getTime()) / 1000;
  const { mode, students, judged, new: found, moved, redecided, lapsed } = figures;
  const { activeAgain, amended, noLongerMet, metAgain, setAside } = figures;
  return {
    run,
    asOf,
    startedAt: startedAt.toISOString(),
    seconds: seconds > 0 ? seconds : null,
    by,
    packs: [...(packs ?? [])],
    mode,
    students,
    judged,
    new: found,
    moved,
    redecided,
    lapsed,
    activeAgain,
    amended,
    noLongerMet,
    metAgain,
    setAside,
  };
}
