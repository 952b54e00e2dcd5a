/** Home, for each role its own: what must be done first, what is late, whether the data can be trusted, what waits and why. */
import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Home } from '../../../server/home/contract.ts';
import { useApi } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { AttendancePanel } from './attendance-panel.tsx';
import { Beginning } from './beginning.tsx';
import { DataPanel } from './data-panel.tsx';
import { DistrictTable } from './district-table.tsx';
import { DuePanel } from './due-panel.tsx';
import classes from './home.module.css';
import { useLongDate } from './long-date.ts';
import { OwnStudents } from './own-students.tsx';
import { MeetingsPanel } from './meetings-panel.tsx';
import { AssignedPanel } from './assigned-panel.tsx';
import { TasksPanel } from './tasks-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

/** While figures are counted, they are asked for again. Milliseconds. */
const SOON = 2000;

export function HomeScreen() {
  const t = useWords('home');
  const { school } = useSchool();
  const input = { query: { school: school ?? '' } };
  const known = useApi('readHome', input);
  const isCounting = known.data?.attendance?.state === 'counting';
  const home = useApi('readHome', input, isCounting ? { refetchInterval: SOON } : {});
  return (
    <Loaded query={home} isPage shape="page" failed={t('failed')} what={t('what')}>
      {(answer) => <HomePage home={answer} />}
    </Loaded>
  );
}

function HomePage({ home }: { readonly home: Home }) {
  if (home.kind === 'students') return <OwnStudents home={home} />;
  if (home.kind === 'cases')
    return (
      <>
        <HomeTitle home={home} />
        <div className={classes.column}>
          <TasksPanel />
          <AssignedPanel />
        </div>
      </>
    );
  if (home.beginning !== null)
    return (
      <>
        <HomeTitle home={home} />
        <Beginning steps={home.beginning} />
      </>
    );
  return <WorkHome home={home} />;
}

function WorkHome({ home }: { readonly home: Home }) {
  return (
    <>
      <HomeTitle home={home} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <DuePanel home={home} />
          {home.data !== null && <DataPanel data={home.data} />}
          <WaitingPanel home={home} />
          <TasksPanel />
          <MeetingsPanel />
        </div>
        <div className={classes.column}>
          {home.attendance !== null && <AttendancePanel attendance={home.attendance} />}
        </div>
      </div>
      {home.kind === 'district' && <DistrictTable home={home} />}
    </>
  );
}

/** The day, and what it asks of me. */
function HomeTitle({ home }: { readonly home: Home }) {
  const t = useWords('home');
  const day = useLongDate()(home.today);
  const { path } = useSchool();
  const due = home.due.reduce((sum, line) => sum + line.due, 0);
  const mayIssue = useMay('issue');
  return (
    <>
      <PageTitle title={day} documentTitle={t('title')}>
        {mayIssue && due > 0 && home.kind === 'schools' && (
          <Button component={Link} to={path('/worklist?review=1')}>
            {t('review', { count: due })}
          </Button>
        )}
      </PageTitle>
      {home.cycle?.isDue === true && (
        <Text className={classes.cycle} fw={600}>
          {t('cycleDue')}
        </Text>
      )}
    </>
  );
}
