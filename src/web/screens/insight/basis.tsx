/** From which data the figures are, and whether newer ones are being counted. */
import { Text } from '@mantine/core';
import type { InsightBands } from '../../../server/insight/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/words.ts';

type BasisFacts = Pick<InsightBands, 'state' | 'asOf' | 'through' | 'tooFew'>;

export function Basis({ basis }: { readonly basis: BasisFacts }) {
  const t = useWords('insight');
  const date = useDate();
  const { state, asOf, through } = basis;
  return (
    <>
      {state === 'counting' && (
        <Text role="status" className="rc-warning">
          {t('counting')}
        </Text>
      )}
      {through !== null && asOf !== null && (
        <Text className="rc-dimmed" mb="md">
          {t('basis', { through: date(through), asOf: date(asOf) })}
        </Text>
      )}
    </>
  );
}

/** Why there is no figure; null: there are. */
export function useNothing(basis: BasisFacts): React.ReactNode {
  const t = useWords('insight');
  const exact = useWords('exact');
  if (basis.tooFew !== null)
    return <EmptyState why={exact('tooFew', { count: basis.tooFew.students, min: basis.tooFew.needed })} />;
  if (basis.through === null) return <EmptyState why={t(basis.state === 'counting' ? 'counting' : 'noData')} />;
  return null;
}
