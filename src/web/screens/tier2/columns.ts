/** The columns of the board. */
import type { TierCard } from '../../../server/tiers/shapes.ts';

export const COLUMNS = ['to-match', 'to-plan', 'running', 'due', 'decided'] as const;
export type Column = (typeof COLUMNS)[number];

/** The column a card stands in: a plan that runs and is due for a look has one of its own. */
export function columnOf({ stage, isDue }: TierCard): Column {
  return stage === 'running' && isDue ? 'due' : stage;
}
