/** Home, for each role its own. Reading it changes nothing; students' names on it leave an entry. */
import type { Context, Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import type { Home, homeContract } from './contract.ts';
import { readCountedState } from './counting.ts';
import { readSchoolsHome } from './schools-home.ts';
import { readOwnStudents } from './teacher-home.ts';
import { NOTHING_WAITS } from './waiting.ts';

export const homeHandlers: Handlers<typeof homeContract> = {
  readHome: async (context) => {
    const { parts, reach, query } = context;
    if (reach.kind === 'none') throw problem('not-open');
    const state = await readCountedState(parts);
    const home = { ...EMPTY, today: state.today, runs: state.runs, asOf: state.calculation?.asOfOn ?? null };
    if (reach.kind === 'cases') return { ...home, kind: 'cases' };
    if (state.calculation === null) return { ...home, kind: kindOf(context), beginning: await readBeginning(context) };
    if (reach.kind === 'students') return teachersHome(context, { home, yearStart: state.figures.yearStartOn });
    return (await readSchoolsHome(context, { state, school: query.school })).asAnswer();
  },
};

const EMPTY: Omit<Home, 'today' | 'runs' | 'kind' | 'asOf'> = {
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

async function teachersHome(
  { db, districtId, audit }: HomeContext,
  { home, yearStart }: { readonly home: Omit<Home, 'kind'>; readonly yearStart: string | null },
): Promise<Home> {
  const students = await readOwnStudents(db.pool, { districtId, yearStart: yearStart ?? home.today });
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
