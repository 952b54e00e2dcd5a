/** Home, for each role its own. Reading it changes nothing; students' names on it leave an entry. */
import { lastCalculation } from '../../calculation/index.ts';
import type { Handlers } from '../context.ts';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import type { Home, homeContract } from './contract.ts';
import { countInBackground, waitForCounting } from './counting.ts';
import { readDataState } from './kept.ts';
import { readRunTimes } from './runs.ts';
import { readSchoolsHome } from './schools-home.ts';
import { readOwnStudents } from './teacher-home.ts';
import { NOTHING_WAITS } from './waiting.ts';

/** A small district is counted within it, and nobody sees that it was. */
const PATIENCE_MS = 1500;

export const homeHandlers: Handlers<typeof homeContract> = {
  readHome: async (context) => {
    const { parts, districtId, reach, query } = context;
    let state = await readDataState(parts);
    const last = await lastCalculation(parts.db.pool, districtId);
    if (state.figures.isStale) {
      countInBackground(parts);
      await waitForCounting(parts, state.figures.asOfOn === null ? PATIENCE_MS : PATIENCE_MS / 3);
      state = await readDataState(parts);
    }
    if (reach.kind === 'none') throw problem('not-open');
    const home = { ...EMPTY, today: state.today, runs: await readRunTimes(parts.db.pool, districtId) };
    if (reach.kind === 'cases') return { ...home, kind: 'cases', asOf: last?.asOfOn ?? null };
    if (last === null) return { ...home, kind: kindOf(context), beginning: await readBeginning(context) };
    if (reach.kind === 'students') return teachersHome(context, { ...home, asOf: last.asOfOn });
    const isStale = await isImportNewer(context, last.importId);
    return readSchoolsHome(context, { state, school: query.school, calculation: { asOfOn: last.asOfOn, isStale } });
  },
};

const EMPTY: Omit<Home, 'today' | 'runs' | 'kind'> = {
  asOf: null,
  beginning: null,
  cycle: null,
  due: [],
  ...NOTHING_WAITS,
  data: null,
  attendance: null,
  schools: [],
  failedJobs: null,
  students: [],
  at: [],
};

type HomeContext = Context<(typeof homeContract)['readHome']>;

function kindOf({ reach, query }: HomeContext): Home['kind'] {
  if (reach.kind === 'students') return 'students';
  return reach.kind === 'district' && query.school === '' ? 'district' : 'schools';
}

async function teachersHome({ db, districtId, audit }: HomeContext, home: Omit<Home, 'kind'>): Promise<Home> {
  const year = await db.pool.query<{ start: string }>(
    'select year_start_on as start from attendance_figures where district_id = $1',
    [districtId],
  );
  const yearStart = year.rows[0]?.start ?? home.today;
  const students = await readOwnStudents(db.pool, { districtId, yearStart });
  await audit({ action: 'view-list', detail: { list: 'my-students', rows: students.length } });
  return { ...home, kind: 'students', students };
}

async function readBeginning({ parts, districtId, reach }: HomeContext): Promise<Home['beginning']> {
  const found = await parts.db.pool.query<{ imports: boolean; packs: boolean; notices: boolean }>(
    `select exists (select from imports where district_id = $1 and state = 'done') as imports,
       exists (select from pack_uses where district_id = $1 and ended_at is null) as packs,
       has_notices($1) as notices`,
    [districtId],
  );
  const { imports = false, packs = false, notices = false } = found.rows[0] ?? {};
  return { hasImport: imports, hasPack: packs, hasNotices: notices, mayStart: reach.kind === 'district' };
}

async function isImportNewer({ parts, districtId }: HomeContext, importId: number | null): Promise<boolean> {
  const found = await parts.db.pool.query<{ newest: number | null }>(
    `select max(import_id) as newest from imports where district_id = $1 and state = 'done'`,
    [districtId],
  );
  return (found.rows[0]?.newest ?? 0) > (importId ?? 0);
}
