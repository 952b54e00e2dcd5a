/** The steps of the year by school: what each did, not how well. */
import { Title } from '@mantine/core';
import type { InsightSteps } from '../../../server/insight/contract.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { SchoolLink } from './school-link.tsx';
import { KINDS, sumOf } from './step-words.ts';

export function SchoolSteps({ steps: { lines } }: { readonly steps: InsightSteps }) {
  const t = useWords('insight');
  const rows = [...Map.groupBy(lines, ({ school }) => school)]
    .map(([school, own]) => ({ school, name: own[0]?.schoolName ?? school, own }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('steps.bySchool')}
      </Title>
      <FiguresTable caption={t('steps.bySchool')} rows={rows} rowKey={({ school }) => school} columns={useColumns()} />
    </section>
  );
}

interface Row {
  readonly school: string;
  readonly name: string;
  readonly own: InsightSteps['lines'];
}

function useColumns(): readonly FigureColumn<Row>[] {
  const t = useWords('insight');
  const number = useNumber();
  return [
    {
      key: 'school',
      head: t('school'),
      cell: (one) => <SchoolLink school={one.school} name={one.name} tab="steps" />,
    },
    ...KINDS.map((kind) => ({
      key: kind,
      head: t(`steps.kind.${kind}`),
      end: true,
      cell: ({ own }: Row) => number(sumOf(own.filter((line) => line.kind === kind))),
    })),
  ];
}
