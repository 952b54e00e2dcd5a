/** What letters may say of the activity eligibility that the same criterion sets: the new status and its last day. */
import type pg from 'pg';
import { nameOfCode, readCatalog } from '../../catalogs/index.ts';
import type { EligibilityFact } from '../../documents/index.ts';
import { planEffects } from '../effects/plan-effects.ts';
import type { WorklistLine } from '../worklist/worklist.ts';

/** Input: lines before their effects are performed. Lines whose criterion sets nothing for their student are left out. */
export async function readEligibilityFacts(
  client: pg.ClientBase,
  { districtId, asOf }: { readonly districtId: number; readonly asOf: string },
  lines: readonly WorklistLine[],
): Promise<ReadonlyMap<WorklistLine, EligibilityFact>> {
  const setting = lines.filter(({ rule }) => rule.then.some(({ kind }) => kind === 'eligibility'));
  if (setting.length === 0) return new Map();
  const statuses = await readCatalog(client, districtId, 'eligibility-statuses', asOf);
  const planned = await planEffects(client, { districtId, asOf }, setting);
  return new Map(
    [...planned].flatMap(([line, effects]) => {
      const set = effects.find(({ kind, says }) => kind === 'eligibility' && says.key === 'eligibility');
      if (set === undefined) return [];
      const { status, until } = set.says.values;
      const name = (language: 'en' | 'es'): string => nameOfCode(statuses, String(status), language);
      return [[line, { status: { en: name('en'), es: name('es') }, until: String(until) }] as const];
    }),
  );
}
