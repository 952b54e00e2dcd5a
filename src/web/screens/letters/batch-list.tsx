/** What was issued together, newest first. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

type Line = AnswerOf<'readBatches'>['items'][number];

/** More than a school makes in a year of weekly cycles. */
const MOST = 200;

export function BatchList() {
  const t = useWords('letters');
  const { school, name, path } = useSchool();
  const go = useGo();
  const batches = useApi('readBatches', { query: { school: school ?? '', limit: MOST } });
  const columns = useColumns(path);
  return (
    <Loaded query={batches} failed={t('failed')} what={t('waiting', { name })}>
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyState why={t('batches.none')} />
        ) : (
          <Grid
            label={t('tabs.batches')}
            columns={columns}
            rows={items}
            total={Math.min(total, items.length)}
            rowKey={(row) => row.batch}
            onOpen={(row) => go(path(`/letters/batches/${row.batch}`))}
          />
        )
      }
    </Loaded>
  );
}

function useColumns(path: (rest: string) => string): readonly GridColumn<Line>[] {
  const t = useWords('letters');
  const date = useDate();
  const number = useNumber();
  return [
    {
      key: 'batch',
      title: t('column.batch'),
      width: 8,
      cell: (row) => (
        <Anchor component={Link} to={path(`/letters/batches/${row.batch}`)} size="sm">
          {row.batch}
        </Anchor>
      ),
    },
    { key: 'issued', title: t('column.issued'), width: 16, cell: (row) => date(row.issuedAt, 'moment') },
    { key: 'by', title: t('batches.by'), width: 14, cell: (row) => row.issuedBy },
    { key: 'level', title: t('column.level'), width: 12, cell: (row) => row.levels.join(', ') },
    { key: 'notices', title: t('batches.notices'), width: 8, align: 'end', cell: (row) => number(row.notices) },
    {
      key: 'state',
      title: t('batches.state'),
      width: 12,
      cell: (row) =>
        row.withdrawn === row.notices ? (
          <ToneChip tone="closed" word={t('batches.undone')} />
        ) : row.notPrinted > 0 ? (
          <ToneChip tone="waiting" word={t('batches.toPrint')} />
        ) : (
          <ToneChip tone="sent" word={t('batches.printed')} />
        ),
    },
  ];
}
