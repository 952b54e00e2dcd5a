/** Which of the district's interventions fit the root causes that were marked. Pure. */
import type { CatalogEntry } from '../../catalogs/index.ts';
import type { Answer } from './states.ts';

export interface Match {
  readonly code: string;
  /** The causes it answers, the strongest first, then as the catalog has them. */
  readonly causes: readonly string[];
  /** Unit: 1 for "some", 2 for "much", added over its causes. */
  readonly strength: number;
}

const WEIGHT: Readonly<Record<Answer, number>> = { no: 0, unknown: 0, some: 1, much: 2 };

/**
 * The strongest first; of equal strength those of the student's tier, then the order of the catalog. Causes that do not apply,
 * or of which nobody knows, match nothing.
 */
export function matchInterventions(
  answers: Readonly<Record<string, Answer>>,
  interventions: readonly CatalogEntry<'interventions'>[],
  tier: 2 | 3,
): readonly Match[] {
  const weightOf = (cause: string): number => WEIGHT[answers[cause] ?? 'unknown'];
  return interventions
    .map(({ code, extra }, place) => {
      const causes = (extra.rootCauses ?? [])
        .filter((cause) => weightOf(cause) > 0)
        .toSorted((one, other) => weightOf(other) - weightOf(one));
      const strength = causes.reduce((sum, cause) => sum + weightOf(cause), 0);
      return { code, causes, strength, isOfTier: extra.tier === tier, place };
    })
    .filter(({ strength }) => strength > 0)
    .toSorted(
      (one, other) =>
        other.strength - one.strength || Number(other.isOfTier) - Number(one.isOfTier) || one.place - other.place,
    )
    .map(({ code, causes, strength }) => ({ code, causes, strength }));
}
