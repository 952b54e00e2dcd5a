/** What is behind a number of the steps taken: each by itself, the latest first. */
import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListedKindField } from '../../../server/insight/contract.ts';
import { api, keyOf, type AnswerOf } from '../../api.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { NotOpenPage } from '../../shell/not-open-page.tsx';
import { useWords } from '../../words/words.ts';
import { LISTED_KINDS } from './step-links.ts';
import { useStepWords } from './step-words.ts';

const AT_ONCE = 100;

export function StepListScreen() {
  const [{ kind = '', level = '', month = '' }] = useQueryText();
  const listed = LISTED_KINDS.find((one) => one === kind);
  if (listed === undefined) return <NotOpenPage />;
  return <StepList key={[kind, level, month].join(' ')} kind={listed} level={level} month={month} />;
}

interface StepListProps {
  readonly kind: ListedKindField;
  readonly level: string;
  readonly month: string;
}

function StepList({ kind, level, month }: StepListProps) {
  const t = useWords('insight');
  const date = useDate();
  const words = useStepWords();
  const { school, name, path } = useSchool();
  const query = { school: school ?? '', kind, level, ...(month === '' ? {} : { month }), limit: AT_ONCE };
  const list = usePages([...keyOf('listStepsTaken', { query })], (cursor, signal) =>
    api.listStepsTaken({ query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }, { signal }),
  );
  const what = [t(`steps.kind.${kind}`), words.level({ kind, pack: '', level })].filter((one) => one !== '').join(': ');
  const when = month === '' ? t('steps.list.year') : date(month, 'month');
  return (
    <>
      <PageTitle title={t('steps.list.title', { what, when })} />
      <Text mb="md">
        <Anchor component={Link} to={path('/insight/steps')}>
          {t('steps.list.back')}
        </Anchor>
      </Text>
      <Loaded query={list} isPage failed={t('failed')} what={t('waiting', { name })}>
        {({ items, total, next }) => (
          <>
            <Text mb="sm" role="status">
              {t('steps.list.count', { count: total })}
            </Text>
            {total === 0 ? (
              <EmptyState why={t('steps.list.none')} />
            ) : (
              <FiguresTable
                caption={what}
                rows={items}
                rowKey={({ id }) => String(id)}
                columns={columnsOf(kind, { t, date, level: words.level })}
              />
            )}
            {next !== null && (
              <Button
                variant="default"
                mt="md"
                loading={list.isLoadingMore}
                onClick={list.more}
                className="rc-no-print"
              >
                {t('steps.list.more', { shown: items.length, count: total })}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

type Row = AnswerOf<'listStepsTaken'>['items'][number];

function columnsOf(
  kind: ListedKindField,
  {
    t,
    date,
    level,
  }: {
    readonly t: ReturnType<typeof useWords>;
    readonly date: ReturnType<typeof useDate>;
    readonly level: ReturnType<typeof useStepWords>['level'];
  },
): readonly FigureColumn<Row>[] {
  return [
    {
      key: 'name',
      head: t('steps.list.student'),
      cell: ({ name, to }) => (
        <Anchor component={Link} to={to} inherit>
          {name}
        </Anchor>
      ),
    },
    { key: 'on', head: t('steps.list.on'), cell: ({ on }) => date(on) },
    { key: 'level', head: t('steps.level'), cell: (row) => level({ kind, pack: '', level: row.level }) },
    { key: 'school', head: t('school'), cell: ({ schoolName }) => schoolName },
    { key: 'by', head: t('steps.list.by'), cell: ({ by }) => by },
  ];
}
