import { Button } from '@mantine/core';
import type { WorklistPage } from '../../../server/worklist/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/words.ts';
import { FILTERS, filtersInUse, NO_FILTERS, type Choice } from './choice.ts';

interface NothingHereProps {
  readonly choice: Choice;
  readonly page: WorklistPage;
  readonly change: (change: Partial<Choice>) => void;
}

/** Nobody is due; or a filter that matches nothing, and which chip to drop. */
export function NothingHere({ choice, page, change }: NothingHereProps) {
  const t = useWords('worklist');
  const exact = useWords('exact');
  const date = useDate();
  if (filtersInUse(choice) > 0) {
    const dropped = choice.text === '' ? FILTERS.find((filter) => choice.filters[filter].length > 0) : undefined;
    const what = dropped === undefined ? t('empty.text') : t(`filters.${dropped}`);
    const drop = () => change(dropped === undefined ? { text: '' } : { filters: { ...choice.filters, [dropped]: [] } });
    return (
      <EmptyState
        why={t('empty.filtered')}
        next={
          <>
            <Button variant="default" onClick={drop}>
              {t('empty.drop', { filter: what })}
            </Button>
            {filtersInUse(choice) > 1 && (
              <Button variant="subtle" onClick={() => change({ filters: NO_FILTERS, text: '' })}>
                {t('empty.dropAll')}
              </Button>
            )}
          </>
        }
      />
    );
  }
  if (choice.tab !== 'due') return <EmptyState why={t(`empty.${choice.tab}`)} />;
  if (page.asOf === null) return <EmptyState why={t('empty.never')} />;
  const { held } = page.counts;
  return (
    <EmptyState
      why={exact('nobodyDue', { count: held, date: date(page.dataThrough ?? page.asOf) })}
      next={
        held > 0 && (
          <Button variant="default" onClick={() => change({ tab: 'held' })}>
            {t('empty.seeHeld')}
          </Button>
        )
      }
    />
  );
}
