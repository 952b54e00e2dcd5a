/** Did it run, what changed, what failed; when it runs next; run it now. */
import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DistrictOnlyDialog } from '../../parts/district-only-dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { LockIcon } from '../../parts/lock-icon.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { AskList } from './ask-list.tsx';
import { CalculateDialog } from './calculate-dialog.tsx';
import { HeldBack } from './held-back.tsx';
import { JobList } from './job-list.tsx';
import { RunList } from './run-list.tsx';
import classes from './runs.module.css';
import { RunsAtWork } from './runs-at-work.tsx';
import { ScheduleList } from './schedule-list.tsx';
import { useJobs } from './use-jobs.ts';

export function RunsScreen() {
  const t = useWords('runs');
  const { school } = useSchool();
  const mayCalculate = useMay('calculate');
  const maySet = useMay('manage-settings');
  const [isAsking, setAsking] = useState(false);
  const [asked, setAsked] = useState<string>();
  const jobs = useJobs();
  const failed = jobs.data?.counts.reduce((sum, one) => sum + one.failed, 0) ?? 0;
  return (
    <>
      <PageTitle title={t('title')}>
        {mayCalculate && (
          <Button
            onClick={() => setAsking(true)}
            className="rc-no-print"
            leftSection={school === null ? undefined : <LockIcon />}
          >
            {t(school === null ? 'calculate.open' : 'calculate.openLocked')}
          </Button>
        )}
      </PageTitle>
      {isAsking && school !== null && <DistrictOnlyDialog school={school} onClose={() => setAsking(false)} />}
      {isAsking && school === null && (
        <CalculateDialog
          onAsked={(job) => {
            setAsked(job);
            setAsking(false);
            void jobs.refetch();
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {failed > 0 && (
        <Text mb="md">
          <Anchor href="#runs-jobs">{t('jobs.someFailed', { count: failed })}</Anchor>
        </Text>
      )}
      {school === null && <AskList />}
      <HeldBack />
      <RunsAtWork jobs={jobs.data?.items ?? []} asked={asked} />
      <section aria-labelledby="runs-schedule" className={classes.section}>
        <h2 id="runs-schedule">{t('schedules.title')}</h2>
        <ScheduleList which="calculation" />
      </section>
      <section aria-labelledby="runs-list" className={classes.section}>
        <h2 id="runs-list">{t('list.title')}</h2>
        <RunList />
      </section>
      <section aria-labelledby="runs-jobs" className={classes.section}>
        <h2 id="runs-jobs">{t('jobs.title')}</h2>
        <Loaded query={jobs} isPage failed={t('jobs.notLoaded')} what={t('jobs.title')}>
          {(answer) => <JobList answer={answer} />}
        </Loaded>
      </section>
      <section aria-labelledby="runs-others" className={classes.section}>
        <h2 id="runs-others">{t('schedules.others')}</h2>
        <ScheduleList which="others" />
        {school === null && maySet && (
          <Anchor component={Link} to="/d/system">
            {t('toSettings')}
          </Anchor>
        )}
      </section>
    </>
  );
}
