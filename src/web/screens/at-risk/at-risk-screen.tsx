/** Students at risk today: why, by which factors, until when. */
import { Anchor, Group, NativeSelect, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AtRiskLine } from '../../../server/at-risk/contract.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useLanguage, useWords } from '../../words/words.ts';

const addressOf = ({ student }: AtRiskLine): string => `/students/${student}?tab=activities`;

export function AtRiskScreen() {
  const t = useWords('at-risk');
  const { school } = useSchool();
  const [query] = useQueryText();
  const [limit, setLimit] = useState(50);
  const { reason = '', factor = '' } = query;
  const lines = useApi('listAtRisk', { query: { school: school ?? '', reason, factor, limit } });
  return (
    <>
      <PageTitle title={t('title')} />
      <Loaded query={lines} isPage failed={t('failed')} what={t('what')}>
        {(answer) => <Listed answer={answer} onMore={() => setLimit((before) => Math.min(before + 50, 200))} />}
      </Loaded>
    </>
  );
}

function Listed({ answer, onMore }: { readonly answer: AnswerOf<'listAtRisk'>; readonly onMore: () => void }) {
  const t = useWords('at-risk');
  const go = useGo();
  const columns = useColumns();
  const { items, total } = answer;
  return (
    <>
      <Filters answer={answer} />
      <Text size="sm" mb="xs" role="status">
        {t('found', { count: total })}
      </Text>
      {items.length === 0 ? (
        <EmptyState why={t('empty')} />
      ) : (
        <Grid
          label={t('title')}
          rows={items}
          total={total}
          rowKey={({ record }) => String(record)}
          columns={columns}
          onMore={onMore}
          onOpen={(line) => go(addressOf(line))}
        />
      )}
    </>
  );
}

function Filters({ answer: { reasons, factors } }: { readonly answer: AnswerOf<'listAtRisk'> }) {
  const t = useWords('at-risk');
  const language = useLanguage();
  const [query, setQuery] = useQueryText();
  const choicesOf = (coded: typeof reasons) => [
    { value: '', label: t('any') },
    ...coded.map(({ code, name }) => ({ value: code, label: name[language] })),
  ];
  return (
    <Group mb="md" align="end">
      <NativeSelect
        label={t('reason')}
        value={query['reason'] ?? ''}
        onChange={({ currentTarget }) => setQuery({ reason: currentTarget.value })}
        data={choicesOf(reasons)}
      />
      <NativeSelect
        label={t('factor')}
        value={query['factor'] ?? ''}
        onChange={({ currentTarget }) => setQuery({ factor: currentTarget.value })}
        data={choicesOf(factors)}
      />
    </Group>
  );
}

function useColumns(): readonly GridColumn<AtRiskLine>[] {
  const t = useWords('at-risk');
  const language = useLanguage();
  return [
    {
      key: 'student',
      title: t('student'),
      width: 16,
      cell: (line) => (
        <Anchor component={Link} to={addressOf(line)} inherit>
          {`${line.lastName}, ${line.firstName}`}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('grade'), width: 7, cell: ({ grade }) => grade },
    { key: 'reason', title: t('reason'), width: 14, cell: ({ reason }) => reason?.name[language] ?? t('noReason') },
    {
      key: 'factors',
      title: t('factors'),
      width: 18,
      cell: ({ factors }) => factors.map(({ name }) => name[language]).join(', '),
    },
    { key: 'from', title: t('from'), width: 12, cell: ({ from }) => <DateText value={from} /> },
    { key: 'until', title: t('until'), width: 12, cell: ({ until }) => <DateText value={until} /> },
    {
      key: 'because',
      title: t('because'),
      width: 10,
      cell: ({ because }) => (because === 'by hand' ? t('byHand') : because),
    },
  ];
}
