/** Calculations that wait or run, how far they are, and what the one that was asked for here found. */
import { Alert, Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { invalidate, useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords, type Say } from '../../words/words.ts';
import { changesInWords } from './changes.ts';
import classes from './runs.module.css';
import type { Job } from './use-jobs.ts';

interface RunsAtWorkProps {
  readonly jobs: readonly Job[];
  /** The job of the run that was asked for on this page. */
  readonly asked: string | undefined;
}

export function RunsAtWork({ jobs, asked }: RunsAtWorkProps) {
  const atWork = jobs.filter(({ job, state }) => job === 'calculation' && (state === 'waiting' || state === 'running'));
  return (
    <>
      {atWork.map((job) => (
        <AtWork key={job.id} job={job} />
      ))}
      {asked !== undefined && atWork.every(({ id }) => id !== asked) && <Ended id={asked} />}
    </>
  );
}

function AtWork({ job }: { readonly job: Job }) {
  const t = useWords('runs');
  const number = useNumber();
  const date = useDate();
  const { state, done, total, asked } = job;
  const share = total === 0 ? 0 : Math.round((100 * done) / total);
  const title = t(asked['dryRun'] === true ? 'atWork.trying' : 'atWork.calculating');
  return (
    <div className={classes.atWork}>
      <Text fw={600}>{title}</Text>
      <Text>
        {state === 'waiting'
          ? waitingInWords(job, t, date)
          : total === 0
            ? t('atWork.begins')
            : t('atWork.students', { done: number(done), total: number(total) })}
      </Text>
      <Progress.Root size="lg" mt={4}>
        <Progress.Section value={share} aria-label={title} />
      </Progress.Root>
      {/* Said at the beginning, in the middle and at the end, not at every student. */}
      <div role="status" className="rc-hidden">
        {t('atWork.said', { title, share: share < 50 ? 0 : share < 100 ? 50 : 100 })}
      </div>
    </div>
  );
}

function waitingInWords({ triesAgainAt, reason }: Job, t: Say, date: ReturnType<typeof useDate>): string {
  if (triesAgainAt === null) return t('atWork.waits');
  return t('jobs.again', { reason: reason ?? '', time: date(triesAgainAt, 'time') });
}

function Ended({ id }: { readonly id: string }) {
  const t = useWords('runs');
  const number = useNumber();
  const date = useDate();
  const [isOver, setOver] = useState(false);
  const { data: job } = useApi('readJob', { params: { job: id } }, isOver ? {} : { refetchInterval: 2_000 });
  const hasEnded = job !== undefined && (job.state === 'done' || job.state === 'failed');
  useEffect(() => {
    setOver(hasEnded);
    if (hasEnded) void invalidate('listRuns', 'readAsOf', 'listJobs');
  }, [hasEnded]);
  if (!hasEnded) return null;
  if (job.state === 'failed')
    return (
      <Alert color="red" variant="outline" role="alert" title={t('ended.failed')} mb="md">
        {job.reason}
      </Alert>
    );
  const isTry = job.asked['dryRun'] === true;
  const asOf = typeof job.result?.['asOf'] === 'string' ? job.result['asOf'] : undefined;
  const day = asOf === undefined ? '' : date(asOf, 'short');
  return (
    <Alert variant="outline" role="status" title={t(isTry ? 'ended.tried' : 'ended.done', { day })} mb="md">
      {changesInWords(job.result, t, number)} {isTry && t('ended.nothingChanged')}
    </Alert>
  );
}
