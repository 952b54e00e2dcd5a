/** One of the lists: loading, failed, empty, or its rows. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { LoadingSkeleton } from '../../parts/loading-skeleton.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import type { Pages } from '../../parts/use-pages.ts';

interface ListProps<Row> {
  readonly label: string;
  /** What it is, and what to do about it. */
  readonly about: ReactNode;
  /** Nothing in it, in a sentence. */
  readonly empty: string;
  readonly list: Pages<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
}

export function DataList<Row>({ label, about, empty, list, columns, rowKey, onOpen }: ListProps<Row>) {
  const t = useWords('data');
  const { data, error, refetch } = list;
  if (error !== null) return <ProblemAlert error={error} title={t('failed')} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingSkeleton what={label} />;
  if (data.total === 0) return <EmptyState why={empty} />;
  return (
    <>
      <Text className="rc-reading" mb="md">
        {about}
      </Text>
      <Grid
        label={label}
        rows={data.items}
        total={data.total}
        rowKey={rowKey}
        columns={columns}
        onMore={list.more}
        isLoadingMore={list.isLoadingMore}
        {...(onOpen === undefined ? {} : { onOpen })}
      />
    </>
  );
}
