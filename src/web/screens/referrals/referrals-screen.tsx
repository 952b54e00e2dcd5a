/** The reviewer's inbox; for a school, what it prepares and has sent. */
import { Anchor, Button, Group, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReferralLine } from '../../../server/referrals/contract.ts';
import { api, useApi } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { whyOf } from '../../parts/referral-why.ts';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { useReferralAction } from './use-referral-action.ts';

const TABS = ['preparing', 'new', 'in-review', 'returned', 'decided'] as const;
type Tab = (typeof TABS)[number];

export function ReferralsScreen() {
  const t = useWords('referrals');
  const { school } = useSchool();
  const [query, setQuery] = useQueryText();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const prepares = useMay('send-referral');
  const tabs = TABS.filter((tab) => prepares || tab !== 'preparing');
  const tab = tabs.find((one) => one === query['tab']) ?? 'new';
  const list = useApi('listReferrals', { query: { school: school ?? '', tab, limit: 200 } });
  const counts = list.data?.counts;
  return (
    <>
      <PageTitle title={t('title')} />
      <SegmentedControl
        orientation={isNarrow ? 'vertical' : 'horizontal'}
        aria-label={t('tabs.label')}
        value={tab}
        onChange={(value) => setQuery({ tab: value === 'new' ? undefined : value })}
        data={tabs.map((one) => ({ value: one, label: t(`tabs.${one}`, { n: counts?.[one] ?? 0 }) }))}
        mb="md"
      />
      <Loaded query={list} isPage failed={t('failed')} what={t('what')}>
        {({ items, total }) =>
          items.length === 0 ? <EmptyState why={t(`empty.${tab}`)} /> : <List items={items} total={total} tab={tab} />
        }
      </Loaded>
    </>
  );
}

interface ListProps {
  readonly items: readonly ReferralLine[];
  readonly total: number;
  readonly tab: Tab;
}

function List({ items, total, tab }: ListProps) {
  const t = useWords('referrals');
  const go = useGo();
  const decides = useMay('decide-referral');
  const [returning, setReturning] = useState<ReferralLine | null>(null);
  const { isBusy, send } = useReferralAction();
  const accept = ({ referral }: ReferralLine): void =>
    void send(() => api.acceptReferral({ params: { referral } }), t('accepted'));
  const maySay = decides && tab === 'new';
  const mayReturn = decides && (tab === 'new' || tab === 'in-review');
  const columns: readonly GridColumn<ReferralLine>[] = [
    ...useReferralColumns(tab),
    ...(mayReturn
      ? [
          {
            key: 'do',
            title: t('columns.do'),
            width: 24,
            cell: (line: ReferralLine) => decideCell(line, { maySay, isBusy, accept, setReturning }),
          },
        ]
      : []),
  ];
  const keys = { ...(maySay ? { a: accept } : {}), ...(mayReturn ? { t: setReturning } : {}) };
  return (
    <>
      <Grid
        label={t('title')}
        rows={items}
        total={total}
        rowKey={({ referral }) => referral}
        rowLabel={({ name, referral }) => `${name}, ${referral}`}
        columns={columns}
        onOpen={({ referral }) => go(`/referrals/${referral}`)}
        keys={keys}
      />
      {returning !== null && <ReturnDialog referral={returning.referral} onClose={() => setReturning(null)} />}
    </>
  );
}

interface Deciding {
  readonly maySay: boolean;
  readonly isBusy: boolean;
  readonly accept: (line: ReferralLine) => void;
  readonly setReturning: (line: ReferralLine) => void;
}

function decideCell(line: ReferralLine, deciding: Deciding) {
  return <DecideButtons line={line} {...deciding} />;
}

function DecideButtons({ line, maySay, isBusy, accept, setReturning }: Deciding & { readonly line: ReferralLine }) {
  const t = useWords('referrals');
  return (
    <Group gap="xs">
      {maySay && (
        <Button
          size="compact-sm"
          loading={isBusy}
          aria-label={`${t('accept')} ${line.referral}`}
          onClick={() => accept(line)}
        >
          {t('accept')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('return')} ${line.referral}`}
        onClick={() => setReturning(line)}
      >
        {t('return')}
      </Button>
    </Group>
  );
}

function useReferralColumns(tab: Tab): readonly GridColumn<ReferralLine>[] {
  const t = useWords('referrals');
  const date = useDate();
  return [
    {
      key: 'student',
      title: t('columns.student'),
      width: 18,
      cell: ({ referral, name }) => (
        <Anchor component={Link} to={`/referrals/${referral}`}>
          {name}
        </Anchor>
      ),
    },
    { key: 'school', title: t('columns.school'), width: 18, cell: ({ schoolName }) => schoolName },
    { key: 'why', title: t('columns.why'), width: 24, hideBelow: 800, cell: (line) => whyOf(line, date).join(', ') },
    {
      key: 'to',
      title: t('columns.to'),
      width: 16,
      hideBelow: 1000,
      cell: ({ reviewer, role }) => reviewer || t(`role.${role}`, { defaultValue: role }),
    },
    {
      key: 'asked-on',
      title: t('columns.askedOn'),
      width: 13,
      hideBelow: 900,
      cell: ({ askedOn }) => (askedOn === null ? t('notSent') : <DateText value={askedOn} as="short" />),
    },
    tab === 'decided'
      ? {
          key: 'outcome',
          title: t('columns.outcome'),
          width: 18,
          cell: ({ outcome }) => (outcome === '' ? '' : t(`outcome.${outcome}`)),
        }
      : {
          key: 'due-on',
          title: t('columns.dueOn'),
          width: 13,
          cell: ({ dueOn }) => (dueOn === null ? '–' : <DateText value={dueOn} as="short" />),
        },
    {
      key: 'file',
      title: t('columns.file'),
      width: 11,
      cell: ({ file, pages }) =>
        file === null ? (
          '–'
        ) : (
          <Anchor href={`/api/files/${file}.pdf`} target="_blank">
            {t('pages', { count: pages ?? 0 })}
          </Anchor>
        ),
    },
  ];
}
