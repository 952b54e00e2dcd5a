/** What a calculation releases by itself: plans, tasks, assignment and the like, as plain values that jobs can carry out. */
import type { CalculationFigures } from './figures.ts';
import type { PackInUse } from './packs-in-use.ts';

/** Triggers of one criterion that wait to be released without a person, and the kinds of consequence behind them. */
export interface AutomaticRelease {
  readonly pack: string;
  readonly criterion: string;
  readonly kinds: readonly string[];
  readonly count: number;
}

/**
 * The criteria of `release: automatic` with something due. They are recorded as due; whoever performs a kind issues them
 * and carries it out in one transaction, as a person's issue does.
 */
export function automaticReleases(
  { byCriterion }: Pick<CalculationFigures, 'byCriterion'>,
  packs: readonly Pick<PackInUse, 'id' | 'policy'>[],
): readonly AutomaticRelease[] {
  return byCriterion.flatMap(({ pack, criterion, decision, count }) => {
    if (decision !== 'issue') return [];
    const definition = packs
      .filter(({ id }) => id === pack)
      .flatMap(({ policy }) => policy.criteria)
      .find(({ code, release }) => code === criterion && release === 'automatic');
    if (definition === undefined) return [];
    return [{ pack, criterion, kinds: [...new Set(definition.then.map(({ kind }) => kind))], count }];
  });
}
