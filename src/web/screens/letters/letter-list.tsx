/** Every notice of the schools, the latest first; marks on one or many. */
import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { NoticeLine } from '../../../server/notices/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NOTHING, countSelected, isSelected, type Selection } from '../../parts/selection.ts';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useLanguageInWords } from '../../parts/use-language-name.ts';
import { useWords } from '../../words/words.ts';
import { FILTERS, filterOf } from './filter.ts';
import { LetterFilters } from './letter-filters.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { NoticeStatusCell } from './notice-status.tsx';
import { readAllNotices, useNotices, type NoticeQuery } from './use-notices.ts';

export function LetterList() {
  const t = useWords('letters');
  const { school, name } = useSchool();
  const [query] = useQueryText();
  const go = useGo();
  const mayMark = useMay('mark-notice');
  const filter = filterOf(query, school);
  const notices = useNotices(filter);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [marking, setMarking] = useState<readonly NoticeLine[]>([]);
  const columns = useColumns(mayMark ? (line) => setMarking([line]) : undefined, {
    hasPacks: new Set(notices.levels.map(({ pack }) => pack)).size > 1,
  });
  const count = countSelected(selection, notices.total);
  return (
    <>
      <LetterFilters levels={notices.levels} />
      <Loaded query={notices.answer} isPage failed={t('failed')} what={t('waiting', { name })}>
        {() =>
          notices.rows.length === 0 ? (
            <Nothing />
          ) : (
            <Grid
              label={t('title')}
              columns={columns}
              rows={notices.rows}
              total={notices.total}
              rowKey={(row) => row.notice}
              rowLabel={(row) => `${row.name}, ${row.level}, ${row.notice}`}
              onMore={notices.more}
              isLoadingMore={notices.isLoadingMore}
              onOpen={(row) => go(`/notices/${row.notice}`)}
              {...(mayMark
                ? {
                    selection,
                    onSelect: setSelection,
                    keys: { m: (row: NoticeLine) => row.marks.length > 0 && setMarking([row]) },
                    actions: (
                      <Button
                        size="compact-md"
                        disabled={count === 0}
                        onClick={() => void readChosen(filter, selection, notices).then(setMarking)}
                      >
                        {t('mark.button')}
                      </Button>
                    ),
                  }
                : {})}
            />
          )
        }
      </Loaded>
      {marking.length > 0 && (
        <MarkDialog
          lines={marking}
          onClose={() => setMarking([])}
          onMarked={() => {
            setMarking([]);
            setSelection(NOTHING);
          }}
        />
      )}
    </>
  );
}

function Nothing() {
  const t = useWords('letters');
  const { path } = useSchool();
  const [query] = useQueryText();
  const isFiltered = FILTERS.some((key) => (query[key] ?? '') !== '');
  return (
    <EmptyState
      why={isFiltered ? t('empty') : t('emptyAll')}
      next={
        <Button component={Link} to={path('/worklist')} variant="default">
          {t('toWorklist')}
        </Button>
      }
    />
  );
}

/** What is ticked, also beyond what is loaded. */
async function readChosen(
  filter: NoticeQuery,
  selection: Selection,
  { rows, total }: { readonly rows: readonly NoticeLine[]; readonly total: number },
): Promise<readonly NoticeLine[]> {
  const all = selection.kind === 'all' && rows.length < total ? await readAllNotices(filter) : rows;
  return all.filter((row) => isSelected(selection, row.notice));
}

function useColumns(
  onMark: ((line: NoticeLine) => void) | undefined,
  { hasPacks }: { readonly hasPacks: boolean },
): readonly GridColumn<NoticeLine>[] {
  const t = useWords('letters');
  const date = useDate();
  const languageName = useLanguageInWords();
  return [
    {
      key: 'student',
      title: t('column.student'),
      width: 16,
      cell: (row) => (
        <Anchor component={Link} to={`/notices/${row.notice}`} size="sm">
          {row.name}
        </Anchor>
      ),
    },
    {
      key: 'level',
      title: t('column.level'),
      width: hasPacks ? 18 : 8,
      cell: (row) => (hasPacks ? `${row.level} · ${row.pack}` : row.level),
    },
    { key: 'issued', title: t('column.issued'), width: 17, cell: (row) => date(row.issuedOn) },
    { key: 'status', title: t('column.status'), width: 20, cell: (row) => <NoticeStatusCell line={row} /> },
    {
      key: 'to',
      title: t('column.to'),
      width: 24,
      hideBelow: 900,
      cell: (row) =>
        [...row.recipients, ...row.languages.map((tag) => t('language', { language: languageName(tag) }))].join(', '),
    },
    ...(onMark === undefined
      ? []
      : [
          {
            key: 'do',
            title: t('column.do'),
            width: 8,
            cell: (row: NoticeLine) =>
              row.marks.length === 0 ? (
                ''
              ) : (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => onMark(row)}
                  aria-label={t('mark.one', { notice: row.notice })}
                >
                  {t('mark.short')}
                </Button>
              ),
          },
        ]),
  ];
}
