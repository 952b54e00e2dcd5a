/** The newest jobs, asked for often while one is at work; what a job changed is read anew when it ends. */
import { useEffect, useState } from 'react';
import { invalidate, useApi, type AnswerOf } from '../../api.ts';
import { useQueryText } from '../../shell/context.ts';

export type Job = AnswerOf<'listJobs'>['items'][number];

const OFTEN = 1_000;
const SELDOM = 15_000;
const SHOWN = 25;

export function useJobs() {
  const [query] = useQueryText();
  const [isBusy, setBusy] = useState(false);
  const onlyFailed = query['jobs'] === 'failed';
  const jobs = useApi(
    'listJobs',
    { query: { limit: SHOWN, ...(onlyFailed ? { state: 'failed' as const } : {}) } },
    { refetchInterval: isBusy ? OFTEN : SELDOM },
  );
  const atWork = jobs.data?.counts.reduce((sum, { waiting, running }) => sum + waiting + running, 0) ?? 0;
  // A short job begins and ends between two looks: what tells is when one ended last.
  const endedAt = jobs.data?.items.reduce(
    (last, { finishedAt }) => ((finishedAt ?? '') > last ? (finishedAt ?? '') : last),
    '',
  );
  useEffect(() => setBusy(atWork > 0), [atWork]);
  useEffect(() => {
    void invalidate('listRuns', 'readAsOf', 'readSchedules');
  }, [atWork, endedAt]);
  return jobs;
}

/** What of a job's result is shown in figures. */
export function figureOf(result: Job['result'], ...path: readonly string[]): number | undefined {
  let value: unknown = result;
  for (const name of path) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === 'number' ? value : undefined;
}
