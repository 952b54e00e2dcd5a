/** Activities and at risk: every source, which is the most severe, when each ends; reasons with their factors, added and ended by hand. */
import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { AtRiskReason } from '../../../server/at-risk/contract.ts';
import type { StudentEligibility } from '../../../server/eligibility/contract.ts';
import { useApi } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import { AddAtRiskDialog, EndStandingDialog, type Ending } from './standing-dialogs.tsx';

type Status = StudentEligibility['records'][number];

export function StandingTab({ student }: { readonly student: string }) {
  const t = useWords('activities');
  const eligibility = useApi('readStudentEligibility', { params: { student } });
  const atRisk = useApi('readStudentAtRisk', { params: { student } });
  const [ending, setEnding] = useState<Ending | null>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <Stack gap="xl">
      <section aria-label={t('eligibility')}>
        <Title order={2} size="h3" mb="xs">
          {t('eligibility')}
        </Title>
        <Loaded query={eligibility} failed={t('failed')}>
          {(answer) => <Eligibility answer={answer} onEnd={setEnding} />}
        </Loaded>
      </section>
      <section aria-label={t('atRisk')}>
        <Title order={2} size="h3" mb="xs">
          {t('atRisk')}
        </Title>
        <Loaded query={atRisk} failed={t('failedAtRisk')}>
          {({ reasons, choices, mayChange }) => (
            <>
              {mayChange && (
                <Button variant="default" mb="sm" onClick={() => setAdding(true)}>
                  {t('add')}
                </Button>
              )}
              <Reasons reasons={reasons} mayChange={mayChange} onEnd={setEnding} />
              {isAdding && <AddAtRiskDialog student={student} choices={choices} onClose={() => setAdding(false)} />}
            </>
          )}
        </Loaded>
      </section>
      {ending !== null && <EndStandingDialog ending={ending} onClose={() => setEnding(null)} />}
    </Stack>
  );
}

interface Acting {
  readonly onEnd: (ending: Ending) => void;
}

function Eligibility({ answer, onEnd }: { readonly answer: StudentEligibility } & Acting) {
  const t = useWords('activities');
  const date = useDate();
  const language = useLanguage();
  const { activities, overall, records, mayEnd } = answer;
  const columns = useStatusColumns(mayEnd, onEnd);
  const status = overall.status.name[language];
  return (
    <>
      <Text mb="xs">
        {activities.length === 0 ? t('noActivity') : t('inActivities', { list: activities.join(', ') })}{' '}
        <strong>
          {overall.until === null ? t('overall', { status }) : t('overallUntil', { status, date: date(overall.until) })}
        </strong>
      </Text>
      {records.length === 0 ? (
        <EmptyState why={t('noRecords')} />
      ) : (
        <Grid
          label={t('eligibility')}
          rows={records}
          rowKey={(one) => `${one.source} ${one.record ?? ''} ${one.from} ${one.status.code}`}
          columns={columns}
          isDimmed={({ holds }) => !holds}
        />
      )}
    </>
  );
}

function useStatusColumns(mayEnd: boolean, onEnd: Acting['onEnd']): readonly GridColumn<Status>[] {
  const t = useWords('activities');
  const language = useLanguage();
  return [
    {
      key: 'status',
      title: t('status'),
      width: 14,
      cell: ({ status, before }) => (
        <>
          <strong>{status.name[language]}</strong>
          {!status.isKnown && <span className="rc-warning"> {t('unknown')}</span>}
          {before !== null && before.code !== status.code && (
            <Text size="sm" className="rc-dimmed">
              {t('before', { status: before.name[language] })}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'source',
      title: t('source'),
      width: 14,
      cell: ({ source, because }) => (because === null ? source : t('ofAttendance', { criterion: because })),
    },
    { key: 'from', title: t('from'), width: 12, cell: ({ from }) => <DateText value={from} /> },
    {
      key: 'until',
      title: t('until'),
      width: 12,
      cell: ({ until }) => (until === null ? t('open') : <DateText value={until} />),
    },
    {
      key: 'state',
      title: t('today'),
      width: 18,
      cell: (one) => (
        <Holding
          holds={one.holds}
          endedBy={one.endedBy}
          endedReason={one.endedReason}
          state={one.state}
          isMostSevere={one.isMostSevere}
        />
      ),
    },
    ...(mayEnd
      ? [
          {
            key: 'actions',
            title: t('actions'),
            width: 8,
            cell: ({ record, state, holds, status }: Status) =>
              record !== null && state === 'active' && holds ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('endOne', { name: status.name[language] })}
                  onClick={() => onEnd({ kind: 'eligibility', record, name: status.name[language] })}
                >
                  {t('end')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
}

function Reasons({
  reasons,
  mayChange,
  onEnd,
}: { readonly reasons: readonly AtRiskReason[]; readonly mayChange: boolean } & Acting) {
  const t = useWords('activities');
  const columns = useReasonColumns(mayChange, onEnd);
  if (reasons.length === 0) return <EmptyState why={t('noReasons')} />;
  return (
    <Grid
      label={t('atRisk')}
      rows={reasons}
      rowKey={({ record }) => String(record)}
      columns={columns}
      isDimmed={({ holds }) => !holds}
    />
  );
}

function useReasonColumns(mayChange: boolean, onEnd: Acting['onEnd']): readonly GridColumn<AtRiskReason>[] {
  const t = useWords('activities');
  const language = useLanguage();
  return [
    {
      key: 'reason',
      title: t('reason'),
      width: 14,
      cell: ({ reason, note }) => (
        <>
          <strong>{reason?.name[language] ?? t('factorsAlone')}</strong>
          {note !== '' && <Text size="sm">{note}</Text>}
        </>
      ),
    },
    {
      key: 'factors',
      title: t('factors'),
      width: 16,
      cell: ({ factors }) => factors.map(({ name }) => name[language]).join(', '),
    },
    {
      key: 'because',
      title: t('because'),
      width: 12,
      cell: ({ because, madeBy }) => (because === 'by hand' ? t('byHand', { person: madeBy }) : because),
    },
    { key: 'from', title: t('from'), width: 12, cell: ({ from }) => <DateText value={from} /> },
    { key: 'until', title: t('until'), width: 12, cell: ({ until }) => <DateText value={until} /> },
    {
      key: 'state',
      title: t('today'),
      width: 16,
      cell: ({ holds, state, endedBy, endedReason }) => (
        <Holding holds={holds} state={state} endedBy={endedBy} endedReason={endedReason} isMostSevere={false} />
      ),
    },
    ...(mayChange
      ? [
          {
            key: 'actions',
            title: t('actions'),
            width: 8,
            cell: ({ record, holds, state, reason }: AtRiskReason) =>
              holds && state === 'active' ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('endOne', { name: reason?.name[language] ?? t('factorsAlone') })}
                  onClick={() => onEnd({ kind: 'at-risk', record, name: reason?.name[language] ?? t('factorsAlone') })}
                >
                  {t('end')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
}

interface HoldingProps {
  readonly holds: boolean;
  readonly isMostSevere: boolean;
  readonly state: Status['state'];
  readonly endedBy: string;
  readonly endedReason: string;
}

function Holding({ holds, isMostSevere, state, endedBy, endedReason }: HoldingProps) {
  const t = useWords('activities');
  if (holds)
    return (
      <>
        <ToneChip tone="due" word={t('holds')} /> {isMostSevere && <span>{t('mostSevere')}</span>}
      </>
    );
  return (
    <>
      <ToneChip tone="closed" word={t('over')} />{' '}
      {state === 'ended' && <span>{t('endedBy', { person: endedBy, reason: endedReason })}</span>}
    </>
  );
}
