import type { WorklistPage } from '../../../server/worklist/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import { FILTERS, type Choice } from './choice.ts';
import { useValueWords } from './value-words.ts';

interface PrintHeadProps {
  readonly choice: Choice;
  readonly schoolName: string;
  readonly page: WorklistPage | undefined;
}

/** On paper only: of which school, which list, from which data. */
export function PrintHead({ choice, schoolName, page }: PrintHeadProps) {
  const t = useWords('worklist');
  const date = useDate();
  const wordOf = useValueWords();
  if (page === undefined) return null;
  const filters = FILTERS.filter((filter) => choice.filters[filter].length > 0).map(
    (filter) => `${t(`filters.${filter}`)}: ${choice.filters[filter].map((value) => wordOf(filter, value)).join(', ')}`,
  );
  return (
    <p className="rc-print-only">
      {[
        schoolName,
        `${t(`tabs.${choice.tab}`)}: ${page.total}`,
        ...filters,
        ...(page.dataThrough === null ? [] : [t('dataThrough', { date: date(page.dataThrough) })]),
      ].join(' · ')}
    </p>
  );
}
