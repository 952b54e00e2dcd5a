/** Whether each kind of response helped, at any set of schools: from the stored sums, a few rows a school. */
import type pg from 'pg';
import { readCampaigns } from '../../cases/index.ts';
import { readSchoolRates, type SchoolRates } from '../read-attendance.ts';
import { compareCampaigns, type CampaignAnswer } from './campaign-comparison.ts';
import { addFigures, type ComparisonFigures } from './figures.ts';
import { RESPONSE_FAMILIES, type ResponseFamily } from './read-responses.ts';
import { familyOf } from './school-year.ts';
import { outcomeOf, type Outcome } from './verdict.ts';

export interface HelpAnswer {
  /** `letter`, `letter:pack/criterion`, `contact:phone`, … */
  readonly response: string;
  readonly family: ResponseFamily;
  /** What it is of its family: `pack/criterion`, a kind, a code; '' the whole family. */
  readonly part: string;
  readonly figures: ComparisonFigures;
  /** Null: too few to say. */
  readonly outcome: Outcome | null;
}

/** Each family before its parts, the parts with the most students first. Input: `schools` undefined: all within the client's reach. */
export async function readDidItHelp(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<readonly HelpAnswer[]> {
  const found = await client.query<{ response: string; figures: ComparisonFigures }>(
    `select response, figures from response_comparisons
      where district_id = $1 and ($2::text[] is null or school_id = any ($2)) order by response, school_id`,
    [districtId, schools ?? null],
  );
  const answers = [...Map.groupBy(found.rows, ({ response }) => response)].map(([response, rows]): HelpAnswer => {
    const figures = addFigures(rows.map((row) => row.figures));
    const family = familyOf(response) as ResponseFamily;
    return { response, family, part: response.slice(family.length + 1), figures, outcome: outcomeOf(figures) };
  });
  return answers.toSorted(
    (one, other) =>
      RESPONSE_FAMILIES.indexOf(one.family) - RESPONSE_FAMILIES.indexOf(other.family) ||
      Number(one.part !== '') - Number(other.part !== '') ||
      other.figures.students - one.figures.students ||
      one.part.localeCompare(other.part, 'en'),
  );
}

/** Of the campaigns at `schools`. Input: a client that sees every school: rates of schools hold no student. `rates`: where they are known. */
export async function readCampaignHelp(
  client: pg.ClientBase | pg.Pool,
  {
    districtId,
    schools,
    rates,
  }: {
    readonly districtId: number;
    readonly schools: readonly string[] | undefined;
    readonly rates?: readonly SchoolRates[] | undefined;
  },
): Promise<CampaignAnswer> {
  const campaigns = await readCampaigns(client, { districtId });
  const all =
    campaigns.length === 0 ? [] : (rates ?? (await readSchoolRates(client, { districtId, schools: undefined })));
  return compareCampaigns({ rates: all, campaigns, schools });
}
