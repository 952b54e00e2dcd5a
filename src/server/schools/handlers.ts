/** Schools: no student data, so the database is asked directly; the reach is checked here. */
import { coversSchool, readNamedPeople } from '../../access/index.ts';
import { withTransaction } from '../../db/index.ts';
import { letterheadOf, missingParts, readLetterheads } from '../../documents/index.ts';
import { listUses } from '../../packs/index.ts';
import type { Context, Handlers } from '../context.ts';
import { withRevision } from '../context.ts';
import { readGoals } from '../../insight/index.ts';
import { readDataState, withCasework } from '../data-state.ts';
import { keptAnswer } from '../kept.ts';
import { problem } from '../problems.ts';
import { changeSchool } from './change-school.ts';
import { DISTRICT_DEFAULT, schoolsContract, type SchoolLine } from './contract.ts';
import { packsOf, readSchool } from './read-school.ts';

export const schoolsHandlers: Handlers<typeof schoolsContract> = {
  listSchools: async (context) => {
    const { parts, reach, actor } = context;
    // Names of people and packs in use are in the state of casework.
    const state = await withCasework(parts, await readDataState(parts));
    const answer = await keptAnswer(
      { parts, state, reach, of: ['schools'] },
      { shape: schoolsContract.listSchools.ok, language: actor.language },
      async () => ({ items: await readLines(context) }),
    );
    return answer.asAnswer();
  },

  readSchool: async (context) => {
    const { parts, districtId, params } = context;
    const schoolId = schoolIdOf(context, params.school);
    const detail = await readSchool(parts.db.pool, { districtId, schoolId });
    return withRevision(context, detail.revision, detail);
  },

  changeSchool: async (context) => {
    const { parts, districtId, params, body, actor, revision, audit } = context;
    const schoolId = schoolIdOf(context, params.school);
    const at = { districtId, schoolId, by: actor.name, now: parts.now() };
    const { detail, changed } = await withTransaction(parts.db, async (client) => {
      await client.query('select pg_advisory_xact_lock($1::int, hashtext($2))', [districtId, `school ${schoolId}`]);
      const before = await readSchool(client, at);
      if (before.revision !== revision) throw problem('stale', { present: before, facts: lastChange(before.changes) });
      const written = await changeSchool(client, at, { before, change: body });
      return { detail: await readSchool(client, at), changed: written };
    });
    await audit({ action: 'change-school', detail: { school: params.school, parts: changed } });
    return withRevision(context, detail.revision, detail);
  },
};

/** Fails: `not-found` for a school outside the reach; the district's default is the district's. */
function schoolIdOf({ reach }: Pick<Context, 'reach'>, school: string): string {
  if (school === DISTRICT_DEFAULT) {
    if (reach.kind === 'district') return '';
    throw problem('not-found');
  }
  if (coversSchool(reach, school)) return school;
  throw problem('not-found');
}

function lastChange([last]: readonly { readonly by: string; readonly at: string }[]): Record<string, unknown> {
  return last === undefined ? {} : { person: last.by, at: last.at };
}

async function readLines({
  parts,
  districtId,
  reach,
}: Pick<Context, 'parts' | 'districtId' | 'reach'>): Promise<SchoolLine[]> {
  const { pool } = parts.db;
  const within = reach.kind === 'district' ? undefined : reach.kind === 'schools' ? [...reach.schools] : [];
  const [schools, letterheads, named, goalOf, uses] = await Promise.all([
    pool.query<{ school: string; name: string; level: string; students: number }>(
      `select s.school_id as school, s.name, s.level, coalesce((select d.enrolled_count from school_attendance_days d
         where d.district_id = s.district_id and d.school_id = s.school_id order by d.on_date desc limit 1),
         (select count(*)::int from enrollments e where e.district_id = s.district_id and e.school_id = s.school_id
           and e.exit_on is null)) as students
       from schools s where s.district_id = $1 and ($2::text[] is null or s.school_id = any ($2)) order by s.name, s.school_id`,
      [districtId, within ?? null],
    ),
    readLetterheads(pool, districtId, { pictures: false }),
    readNamedPeople(pool, { districtId, schools: within }),
    readGoals(pool, districtId),
    listUses(pool, districtId),
  ]);
  const names = new Map(named.toReversed().map((one) => [`${one.duty} ${one.school}`, one.name]));
  const nameOf = (school: string, duty: string): string | null => names.get(`${duty} ${school}`) ?? null;
  return schools.rows.map((row) => ({
    ...row,
    goal: goalOf(row.school) / 10,
    missing: [...missingParts(letterheadOf(letterheads, row.school))],
    packs: packsOf(uses, row.school),
    named: {
      approver: nameOf(row.school, 'approver'),
      lead: nameOf(row.school, 'lead'),
      supervisor: nameOf(row.school, 'supervisor'),
      specialist: nameOf(row.school, 'specialist'),
      officer: nameOf(row.school, 'officer'),
    },
  }));
}
