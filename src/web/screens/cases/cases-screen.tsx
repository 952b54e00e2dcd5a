/** Attendance files: who has one, who answers for it, when the family was last contacted, what comes next. */
import { Anchor, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import type { CaseLine } from '../../../server/cases/contract.ts';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { api, keyOf } from '../../api.ts';
import { LogContactDialog } from '../../parts/contacts/log-contact-dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { useColumns } from './columns.tsx';
import { caseQueryOf, isFiltered, DUES, OWNERS, QUIETS, STATES } from './filter.ts';
import classes from './cases.module.css';

const PAGE = 100;

export function CasesScreen() {
  const t = useWords('cases');
  const { school, name } = useSchool();
  const [query, setQuery] = useQueryText();
  const go = useGo();
  const mayExport = useMay('export');
  const mayLog = useMay('log-contact');
  const [logging, setLogging] = useState<CaseLine | undefined>(undefined);
  const asked = caseQueryOf(query, school);
  const list = useCases(asked);
  const columns = useColumns(school === null);
  return (
    <>
      <PageTitle title={t('title')}>
        {mayExport && (
          <Anchor href={urlOf(contract.exportCases, { query: asked })} download>
            {t('csv')}
          </Anchor>
        )}
      </PageTitle>
      <Filters query={query} onChange={setQuery} />
      <Loaded query={list} isPage failed={t('failed')} what={t('waiting', { name })}>
        {({ items: rows, total }) =>
          rows.length === 0 ? (
            <EmptyState why={isFiltered(query) ? t('empty') : t('emptyAll')} />
          ) : (
            <Grid
              label={t('title')}
              columns={columns}
              rows={rows}
              total={total}
              rowKey={(row) => row.case}
              rowLabel={(row) => row.name}
              onMore={list.more}
              isLoadingMore={list.isLoadingMore}
              onOpen={(row) => go(`/cases/${row.case}`)}
              sort={{ key: asked.sort, direction: asked.order === 'asc' ? 'ascending' : 'descending' }}
              onSort={({ key, direction }) =>
                setQuery({ sort: key === 'due' ? '' : key, order: direction === 'ascending' ? '' : 'desc' })
              }
              keys={mayLog ? { c: (row: CaseLine) => setLogging(row) } : {}}
            />
          )
        }
      </Loaded>
      {mayLog && list.data !== undefined && list.data.items.length > 0 && (
        <Text size="sm" className="rc-dimmed rc-no-print">
          {t('help.keys.C')}: C
        </Text>
      )}
      {logging !== undefined && (
        <LogContactDialog
          student={logging.student}
          name={logging.name}
          onClose={() => setLogging(undefined)}
          onSaved={() => void list.refetch()}
        />
      )}
    </>
  );
}

function useCases(asked: ReturnType<typeof caseQueryOf>) {
  return usePages(
    keyOf('listCases', { query: asked }),
    (cursor, signal) => api.listCases({ query: { ...asked, limit: PAGE, cursor } }, { signal }),
    { keepsBefore: true },
  );
}

interface FiltersProps {
  readonly query: Readonly<Record<string, string>>;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

function Filters({ query, onChange }: FiltersProps) {
  const t = useWords('cases');
  const choice = (key: string, values: readonly string[], group: string, none: string) => (
    <NativeSelect
      label={t(`filter.${key}`)}
      data={values.map((value) => ({ value, label: t(`${group}.${value === '' ? none : value}`) }))}
      value={query[key] ?? (key === 'state' ? 'open' : key === 'quiet' ? '0' : '')}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange({ [key]: value === 'open' && key === 'state' ? '' : value === '0' ? '' : value });
      }}
    />
  );
  return (
    <div className={`${classes.filters} rc-no-print`}>
      {choice('state', STATES, 'state', 'open')}
      {choice('owner', OWNERS, 'owners', 'all')}
      {choice('due', DUES, 'dues', 'all')}
      {choice('quiet', QUIETS, 'quiets', '0')}
    </div>
  );
}
