/** Meetings between two days: mine, or all that I may see. A line opens the attendance file, or the student. */
import { Anchor, Group, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MeetingLine } from '../../../server/meetings/contract.ts';
import { useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { PageTitle } from '../../parts/page-title.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { daysOf, RANGES } from './days-of.ts';

export function MeetingsScreen() {
  const t = useWords('meetings');
  const { school, name } = useSchool();
  const [query, setQuery] = useQueryText();
  const today = useToday();
  const go = useGo();
  const range = RANGES.find((one) => one === query['range']) ?? 'month';
  const whose = query['whose'] === 'mine' ? 'mine' : 'all';
  const list = useApi('listMeetings', {
    query: { school: school ?? '', ...daysOf(range, today), whose, limit: 200 },
  });
  const columns = useColumns();
  return (
    <>
      <PageTitle title={t('title')} />
      <Group align="flex-end" mb="md" className="rc-no-print">
        <NativeSelect
          label={t('screen.range')}
          data={RANGES.map((one) => ({ value: one, label: t(`screen.${one}`) }))}
          value={range}
          onChange={(event) => setQuery({ range: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('screen.whose')}
          data={(['all', 'mine'] as const).map((one) => ({ value: one, label: t(`screen.${one}`) }))}
          value={whose}
          onChange={(event) => setQuery({ whose: event.currentTarget.value })}
        />
      </Group>
      <Loaded query={list} isPage failed={t('failed')} what={t('screen.waiting', { name })}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState why={t('emptyList')} />
          ) : (
            <Grid
              label={t('title')}
              columns={columns}
              rows={items}
              total={total}
              rowKey={(row) => String(row.meeting)}
              rowLabel={(row) => row.name}
              onOpen={(row) => go(addressOf(row))}
            />
          )
        }
      </Loaded>
    </>
  );
}

function addressOf({ student, case: file }: MeetingLine): string {
  return file === null ? `/students/${student}?tab=cases` : `/cases/${file}?tab=meetings`;
}

const TONES = { planned: 'due', held: 'sent', cancelled: 'closed' } as const;

function useColumns(): readonly GridColumn<MeetingLine>[] {
  const t = useWords('meetings');
  const time = useTime();
  return [
    { key: 'on', title: t('screen.columns.on'), width: 17, cell: ({ on }) => <DateText value={on} /> },
    { key: 'at', title: t('screen.columns.at'), width: 10, cell: ({ at }) => time(at) },
    {
      key: 'student',
      title: t('screen.columns.student'),
      width: 20,
      cell: (row) => (
        <Anchor component={Link} to={addressOf(row)}>
          {row.name}
        </Anchor>
      ),
    },
    { key: 'kind', title: t('screen.columns.kind'), width: 17, cell: ({ kind }) => t(`kind.${kind}`) },
    { key: 'place', title: t('screen.columns.place'), width: 14, cell: ({ place }) => place },
    {
      key: 'people',
      title: t('screen.columns.people'),
      width: 12,
      cell: ({ accepted, invited }) => t('screen.accepted', { accepted, invited }),
    },
    {
      key: 'state',
      title: t('screen.columns.state'),
      width: 18,
      cell: ({ state, isUnwritten }) => (
        <ToneChip
          tone={isUnwritten ? 'waiting' : TONES[state]}
          word={isUnwritten ? t('unwritten') : t(`state.${state}`)}
        />
      ),
    },
  ];
}
