/** The contracts with a student's family: the one that runs, and those before. */
import { Button, Text } from '@mantine/core';
import { api, useApi } from '../../api.ts';
import { useActing } from '../use-acting.ts';
import { useWords } from '../../words/words.ts';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { CONTRACT_ANSWERS, type Contract } from './contract-answers.ts';
import { ContractCard } from './contract-card.tsx';

const OVER = ['ended', 'lapsed', 'violated'];

export function StudentContracts({
  student,
  isReadOnly = false,
}: {
  readonly student: string;
  readonly isReadOnly?: boolean;
}) {
  const t = useWords('contracts');
  const contracts = useApi('listStudentContracts', { params: { student } });
  return (
    <Loaded query={contracts} failed={t('failed')} what={t('list')}>
      {({ items, mayDraft }) => {
        const runs = items.some(({ state }) => !OVER.includes(state));
        const [latest] = items;
        return (
          <>
            {mayDraft && !isReadOnly && !runs && <Draft student={student} latest={latest} />}
            {items.length === 0 && <EmptyState why={t('empty')} />}
            {items.map((contract) => (
              <ContractCard
                key={`${contract.contract} ${contract.revision}`}
                contract={contract}
                isReadOnly={isReadOnly}
              />
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

/** A new one, or the one of the year before again. */
function Draft({ student, latest }: { readonly student: string; readonly latest: Contract | undefined }) {
  const t = useWords('contracts');
  const { act, isBusy, error } = useActing(CONTRACT_ANSWERS);
  const draft = (renews: number | null) =>
    void act(() => api.draftContract({ params: { student }, body: { meeting: null, renews } }));
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      <Button loading={isBusy} mb="md" me="sm" className="rc-no-print" onClick={() => draft(null)}>
        {t('draft')}
      </Button>
      {latest?.state === 'lapsed' && (
        <Button
          variant="default"
          loading={isBusy}
          mb="md"
          className="rc-no-print"
          onClick={() => draft(latest.contract)}
        >
          {t('renew')}
        </Button>
      )}
      <Text size="sm" className="rc-dimmed" mb="md">
        {t('draftHint')}
      </Text>
    </>
  );
}
