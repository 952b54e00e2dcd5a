/** The comparisons within somebody's reach, in the shape of the answer. */
import { readCatalogHistory, nameOfCode } from '../../catalogs/index.ts';
import {
  BEFORE_BANDS,
  EARLIER_BANDS,
  FEWEST_STUDENTS,
  readCampaignHelp,
  readDidItHelp,
  readHelpState,
  UNEXCUSED_BANDS,
  WINDOW_DAYS,
  type CampaignAnswer,
  type HelpAnswer,
} from '../../insight/index.ts';
import { readPackVersions } from '../../notices/index.ts';
import { schoolsOf, type Context } from '../context.ts';
import { readDataState, withCasework } from '../data-state.ts';
import { keptRates, keptWhileTrue } from '../kept.ts';
import type { DidItHelp, HelpShape } from './contract.ts';
import { countHelp } from './counting.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'reach'> & {
  readonly actor: NonNullable<Context['actor']>;
};

export async function helpAnswer(context: Asking, school: string): Promise<DidItHelp> {
  const { db, districtId, parts, reach } = context;
  const schools = schoolsOf(reach, school);
  await countHelp(parts);
  const { asOfOn, yearStartOn, isStale, revision } = await readHelpState(db.pool, districtId);
  const state = await withCasework(parts, await readDataState(parts));
  const { answers, campaigns } = await keptWhileTrue(
    { parts, state, reach, of: ['did-it-help', revision, schools ?? null] },
    async () => ({
      answers: await readDidItHelp(db.pool, { districtId, schools }),
      // Rates of the other schools are figures of the district, without students.
      campaigns: await readCampaignHelp(parts.db.pool, { districtId, schools, rates: await keptRates(parts, state) }),
    }),
  );
  const titleOf = await readTitles(context, answers);
  return {
    state: isStale ? 'counting' : 'counted',
    asOf: asOfOn,
    yearStart: yearStartOn,
    windowDays: WINDOW_DAYS,
    needed: FEWEST_STUDENTS,
    bands: { before: [0, ...BEFORE_BANDS], earlier: [0, ...EARLIER_BANDS], unexcused: [0, ...UNEXCUSED_BANDS] },
    responses: [
      ...answers.map((answer) => shapeOf(answer, titleOf)),
      ...(campaigns.campaigns === 0 && Object.values(campaigns.leftOut).every((count) => count === 0)
        ? []
        : [campaignShape(campaigns)]),
    ],
  };
}

function shapeOf({ response, family, part, figures, outcome }: HelpAnswer, titleOf: TitleOf): HelpShape {
  const { students, responses, alike, alikeUses, alikeLater, leftOut } = figures;
  return {
    response,
    family,
    level: family === 'letter' ? part.slice(part.lastIndexOf('/') + 1) : part,
    title: titleOf(family, part),
    students,
    responses,
    alike,
    alikeLaterPercent: alikeUses === 0 ? 0 : Math.round((alikeLater / alikeUses) * 100),
    outcome,
    leftOut,
  };
}

function campaignShape({ campaigns, students, schools, outcome, leftOut }: CampaignAnswer): HelpShape {
  return {
    response: 'campaign',
    family: 'campaign',
    level: '',
    title: '',
    students,
    responses: campaigns,
    alike: schools,
    alikeLaterPercent: 0,
    outcome,
    leftOut,
  };
}

type TitleOf = (family: HelpAnswer['family'], part: string) => string;

/** Of criteria by the pack's own words, which are put into other languages on the way out; of interventions by the district's catalog. */
async function readTitles({ db, districtId, actor }: Asking, answers: readonly HelpAnswer[]): Promise<TitleOf> {
  const isThere = (family: HelpAnswer['family']): boolean => answers.some((one) => one.family === family);
  const criteria = isThere('letter') ? await readCriteria(db, districtId) : new Map<string, string>();
  const interventions = isThere('intervention') ? await readCatalogHistory(db.pool, districtId, 'interventions') : [];
  return (family, part) => {
    if (family === 'letter') return criteria.get(part) ?? '';
    return family === 'intervention' && part !== '' ? nameOfCode(interventions, part, actor.language) : '';
  };
}

/** By `pack/code`, of every pack that the district ever used; the latest words stand. */
async function readCriteria(db: Context['db'], districtId: number): Promise<ReadonlyMap<string, string>> {
  const found = await db.pool.query<{ hash: string; pack: string }>(
    'select pack_hash as hash, pack_id as pack from pack_versions where district_id = $1 order by loaded_at',
    [districtId],
  );
  const packs = await readPackVersions(db.pool, { districtId, hashes: found.rows.map(({ hash }) => hash) });
  return new Map(
    found.rows.flatMap(({ hash, pack }) =>
      (packs.get(hash)?.policy.criteria ?? []).map(({ code, title }) => [`${pack}/${code}`, title] as const),
    ),
  );
}
