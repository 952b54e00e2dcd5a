import type { PlanLine } from '../../../server/plans/shapes.ts';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';

const TONES: Readonly<Record<PlanLine['state'], StatusTone>> = {
  active: 'due',
  finished: 'sent',
  ended: 'closed',
  cancelled: 'closed',
};

/** The state of a plan, and what became of a recommendation: always in words. */
export function PlanChips({ state, filing }: Pick<PlanLine, 'state' | 'filing'>) {
  const t = useWords('plans');
  return (
    <>
      <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
      {filing !== null && <ToneChip tone={filing === 'decided' ? 'sent' : 'waiting'} word={t(`filing.${filing}`)} />}
    </>
  );
}
