/** The letters of a batch one by one; each opens as it went out. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Batch } from '../../../server/batches/contract.ts';
import type { NoticeLine } from '../../../server/notices/contract.ts';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useGo } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { NoticeStatusCell } from '../letters/notice-status.tsx';
import { useNotices } from '../letters/use-notices.ts';
import { SectionTitle } from './section-title.tsx';

export function Letters({ batch: { batch } }: { readonly batch: Batch }) {
  const t = useWords('batch');
  const list = useWords('letters');
  const go = useGo();
  const notices = useNotices({ batch });
  const columns = useColumns();
  return (
    <section>
      <SectionTitle>{t('each')}</SectionTitle>
      <Loaded query={notices.answer} failed={list('failed')}>
        {() => (
          <Grid
            label={t('each')}
            columns={columns}
            rows={notices.rows}
            total={notices.total}
            rowKey={(row) => row.notice}
            onMore={notices.more}
            isLoadingMore={notices.isLoadingMore}
            onOpen={(row) => go(`/notices/${row.notice}`)}
          />
        )}
      </Loaded>
    </section>
  );
}

function useColumns(): readonly GridColumn<NoticeLine>[] {
  const list = useWords('letters');
  return [
    {
      key: 'student',
      title: list('column.student'),
      width: 18,
      cell: (row) => (
        <Anchor component={Link} to={`/notices/${row.notice}`} size="sm">
          {row.name}
        </Anchor>
      ),
    },
    { key: 'level', title: list('column.level'), width: 8, cell: (row) => row.level },
    { key: 'to', title: list('column.to'), width: 24, hideBelow: 600, cell: (row) => row.recipients.join('; ') },
    { key: 'status', title: list('column.status'), width: 16, cell: (row) => <NoticeStatusCell line={row} /> },
  ];
}
