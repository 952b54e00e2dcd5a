/** The steps of the year by school: what each did, not how well. */
import { Anchor, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InsightSteps } from '../../../server/insight/contract.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { useMay } from '../../shell/me.ts';
import { listBehind } from './step-links.ts';
import { SchoolLink } from './school-link.tsx';
import { KINDS } from './step-words.ts';

export function SchoolSteps({ steps }: { readonly steps: InsightSteps }) {
  const { schools: rows } = steps;
  const t = useWords('insight');
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('steps.bySchool')}
      </Title>
      <FiguresTable
        caption={t('steps.bySchool')}
        rows={rows}
        rowKey={({ school }) => school}
        columns={useColumns(steps)}
      />
    </section>
  );
}

type Row = InsightSteps['schools'][number];

function useColumns(year: InsightSteps): readonly FigureColumn<Row>[] {
  const t = useWords('insight');
  const number = useNumber();
  const maySeeWelfare = useMay('welfare-step');
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
      cell: ({ school, name, counts }: Row) => {
        const count = counts[at] ?? 0;
        const to = listBehind({ kind, level: '', pack: '' }, { year, maySeeWelfare });
        if (count === 0 || to === undefined) return number(count);
        return (
          <Anchor
            component={Link}
            to={`/s/${school}${to}`}
            aria-label={t('steps.open', { count, step: t(`steps.kind.${kind}`), month: name })}
            inherit
          >
            {number(count)}
          </Anchor>
        );
      },
    })),
  ];
}
