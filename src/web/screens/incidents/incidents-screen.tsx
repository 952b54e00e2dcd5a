/** Behavior incidents of the school: what waits for dates, what was served, what the student information system has not got yet. */
import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { ExportButtons } from './export-buttons.tsx';
import { useIncidentColumns } from './incident-columns.tsx';

export const STATES = ['open', 'dated', 'served', 'recorded', 'cancelled'] as const;
type State = (typeof STATES)[number];

type Incidents = AnswerOf<'listIncidents'>;

export function IncidentsScreen() {
  const t = useWords('incidents');
  const { school } = useSchool();
  const [query] = useQueryText();
  const [limit, setLimit] = useState(50);
  const state: State | '' = STATES.find((one) => one === query['state']) ?? '';
  const filter = {
    school: school ?? '',
    state,
    code: query['code'] ?? '',
    ...dated('from', query['from']),
    ...dated('to', query['to']),
    toExport: query['export'] === 'yes' ? ('yes' as const) : ('' as const),
    limit,
  };
  const incidents = useApi('listIncidents', { query: filter });
  return (
    <Loaded query={incidents} isPage failed={t('failed')} what={t('what')}>
      {(answer) => <Listed answer={answer} onMore={() => setLimit((before) => Math.min(before + 50, 200))} />}
    </Loaded>
  );
}

function Listed({ answer, onMore }: { readonly answer: Incidents; readonly onMore: () => void }) {
  const t = useWords('incidents');
  const go = useGo();
  const columns = useIncidentColumns();
  const mayManage = useMay('manage-incident');
  const { items, total, toExport } = answer;
  return (
    <>
      <PageTitle title={t('title')}>{mayManage && <ExportButtons toExport={toExport} />}</PageTitle>
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
          rowKey={({ incident }) => String(incident)}
          columns={columns}
          onMore={onMore}
          onOpen={({ incident }) => go(`/incidents/${incident}`)}
          isDimmed={({ state }) => state === 'cancelled'}
        />
      )}
    </>
  );
}

function Filters({ answer: { codes } }: { readonly answer: Incidents }) {
  const t = useWords('incidents');
  const language = useLanguage();
  const [query, setQuery] = useQueryText();
  return (
    <Group mb="md" align="end">
      <NativeSelect
        label={t('filter.state')}
        value={query['state'] ?? ''}
        onChange={({ currentTarget }) => setQuery({ state: currentTarget.value })}
        data={[
          { value: '', label: t('filter.any') },
          ...STATES.map((one) => ({ value: one, label: t(`state.${one}`) })),
        ]}
      />
      <NativeSelect
        maw="14rem"
        label={t('filter.code')}
        value={query['code'] ?? ''}
        onChange={({ currentTarget }) => setQuery({ code: currentTarget.value })}
        data={[
          { value: '', label: t('filter.any') },
          ...codes.map(({ code, name }) => ({ value: code, label: `${code} · ${name[language]}` })),
        ]}
      />
      <NativeSelect
        maw="12rem"
        label={t('filter.export')}
        value={query['export'] ?? ''}
        onChange={({ currentTarget }) => setQuery({ export: currentTarget.value })}
        data={[
          { value: '', label: t('filter.any') },
          { value: 'yes', label: t('filter.toExport') },
        ]}
      />
      {(['from', 'to'] as const).map((one) => (
        <TextInput
          key={one}
          type="date"
          maw="9.5rem"
          label={t(`filter.${one}`)}
          value={query[one] ?? ''}
          onChange={({ currentTarget }) => setQuery({ [one]: currentTarget.value })}
        />
      ))}
    </Group>
  );
}

function dated(key: 'from' | 'to', value: string | undefined): { readonly [K in 'from' | 'to']?: string } {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? { [key]: value } : {};
}
