/** What runs without a person waiting for it: how much waits, what failed and why, and trying it again. */
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { toast } from '../../parts/toast.ts';
import { useQueryText } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { useOutcome } from './use-outcome.ts';
import type { Job } from './use-jobs.ts';
import { useKind, useWho } from './words-of-jobs.ts';

const TONES = { waiting: 'waiting', running: 'due', done: 'sent', failed: 'returned' } as const;

export function JobList({ answer }: { readonly answer: AnswerOf<'listJobs'> }) {
  const t = useWords('runs');
  const [query, setQuery] = useQueryText();
  const [error, setError] = useState<unknown>();
  const isFailed = query['jobs'] === 'failed';
  const retry = async ({ id }: Job): Promise<void> => {
    setError(undefined);
    try {
      await api.retryJob({ params: { job: id } });
      await invalidate('listJobs');
      toast(t('jobs.retried'));
    } catch (failure) {
      setError(failure);
    }
  };
  const rows = answer.items;
  const columns = useColumns((job) => void retry(job)).filter(
    ({ key }) => key !== 'retry' || rows.some(({ state }) => state === 'failed'),
  );
  return (
    <>
      <Counts counts={answer.counts} />
      <SegmentedControl
        aria-label={t('jobs.which')}
        value={isFailed ? 'failed' : 'all'}
        onChange={(value) => setQuery({ jobs: value === 'failed' ? 'failed' : undefined })}
        data={[
          { value: 'all', label: t('jobs.all') },
          { value: 'failed', label: t('jobs.onlyFailed') },
        ]}
        my="sm"
        className="rc-no-print"
      />
      {error !== undefined && <ProblemAlert error={error} title={t('jobs.notRetried')} />}
      {rows.length === 0 ? (
        <EmptyState why={t(isFailed ? 'jobs.noneFailed' : 'jobs.none')} />
      ) : (
        <Grid label={t('jobs.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
    </>
  );
}

/** "Letters: 1 failed", and what waits; kinds without either are left out. */
function Counts({ counts }: { readonly counts: AnswerOf<'listJobs'>['counts'] }) {
  const t = useWords('runs');
  const kind = useKind();
  const parts = counts.flatMap(({ job, waiting, running, failed }) => {
    const said = [
      ...(running > 0 ? [t('jobs.running', { count: running })] : []),
      ...(waiting > 0 ? [t('jobs.waiting', { count: waiting })] : []),
      ...(failed > 0 ? [t('jobs.failed', { count: failed })] : []),
    ];
    return said.length === 0 ? [] : [`${kind(job)}: ${said.join(', ')}`];
  });
  return <Text>{parts.length === 0 ? t('jobs.well') : parts.join(' · ')}</Text>;
}

function useColumns(onRetry: (job: Job) => void): readonly GridColumn<Job>[] {
  const t = useWords('runs');
  const date = useDate();
  const kind = useKind();
  const who = useWho();
  const outcome = useOutcome();
  const number = useNumber();
  const mayRetry = useMay('retry-job');
  return [
    { key: 'kind', title: t('column.job'), width: 12, cell: ({ job }) => kind(job) },
    { key: 'asked', title: t('column.asked'), width: 16, cell: ({ askedAt }) => date(askedAt, 'moment') },
    { key: 'by', title: t('column.by'), width: 12, cell: ({ askedBy }) => who(askedBy), hideBelow: 640 },
    {
      key: 'state',
      title: t('column.state'),
      width: 9,
      cell: ({ state, attempts }) => (
        <>
          <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
          {attempts > 1 && (
            <span className="rc-dimmed"> {t('jobs.attempts', { count: attempts, number: number(attempts) })}</span>
          )}
        </>
      ),
    },
    { key: 'outcome', title: t('column.outcome'), width: 34, cell: outcome },
    ...(mayRetry
      ? [
          {
            key: 'retry',
            title: t('column.retry'),
            width: 9,
            cell: (job: Job) =>
              job.state === 'failed' ? (
                <Button variant="default" size="compact-sm" onClick={() => onRetry(job)}>
                  {t('jobs.retry')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
}
