/** The steps of the year by school: what each did, not how well. */
import { Title } from '@mantine/core';
import type { InsightSteps } from '../../../server/insight/contract.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { SchoolLink } from './school-link.tsx';
import { KINDS } from './step-words.ts';

export function SchoolSteps({ steps: { schools: rows } }: { readonly steps: InsightSteps }) {
  const t = useWords('insight');
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('steps.bySchool')}
      </Title>
      <FiguresTable caption={t('steps.bySchool')} rows={rows} rowKey={({ school }) => school} columns={useColumns()} />
    </section>
  );
}

type Row = InsightSteps['schools'][number];

function useColumns(): readonly FigureColumn<Row>[] {
  const t = useWords('insight');
  const number = useNumber();
  return [
    {
      key: 'school',
      head: t('school'),
      cell: (one) => <SchoolLink school={one.school} name={one.name} tab="steps" />,
    },
    ...KINDS.map((kind, at) => ({
      key: kind,
      head: t(`steps.kind.${kind}`),
      end: true,
      cell: ({ counts }: Row) => number(counts[at] ?? 0),
    })),
  ];
}
