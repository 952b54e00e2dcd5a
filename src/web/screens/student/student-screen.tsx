/** One student: attendance day by day, what went out, why and why not, what happened, the family. */
import { Button, Group, Tabs } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useQueryText } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { ContactList } from '../../parts/contacts/contact-list.tsx';
import { Journal } from '../../parts/journal/journal.tsx';
import { AddAlertButton } from './alert-dialogs.tsx';
import { CasesTab } from './cases-tab.tsx';
import { FamilyTab } from './family-tab.tsx';
import { LogContactButton } from './log-contact-button.tsx';
import { NoticesTab } from './notices-tab.tsx';
import { StudentAlerts } from './student-alerts.tsx';
import { StudentFigures } from './student-figures.tsx';
import { StandingTab } from './standing-tab.tsx';
import { StudentSheet } from './student-sheet.tsx';
import { TimelineTab } from './timeline-tab.tsx';
import { TrailButtons } from './trail-buttons.tsx';
import { WhyTab } from './why-tab.tsx';
import { YearTab } from './year-tab.tsx';
import classes from './student.module.css';

export type Head = AnswerOf<'readStudent'>;

export function StudentScreen() {
  const t = useWords('student');
  const { student = '' } = useAddress();
  const head = useApi('readStudent', { params: { student } }, { staleTime: 60_000 });
  return (
    <Loaded query={head} isPage shape="page" failed={t('failed')} what={t('what')}>
      {(answer) => <StudentPage key={answer.student} head={answer} />}
    </Loaded>
  );
}

function StudentPage({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const [isPrinting, setPrinting] = useState(false);
  const onPrinted = useCallback(() => setPrinting(false), []);
  const initials = `${head.firstName.slice(0, 1)}. ${head.lastName.slice(0, 1)}.`;
  return (
    <>
      <div className={isPrinting ? 'rc-no-print' : undefined}>
        <PageTitle title={`${head.lastName}, ${head.firstName}`} documentTitle={t('documentTitle', { initials })}>
          <Group gap="xs" className="rc-no-print">
            <TrailButtons student={head.student} />
            <LogContactButton student={head.student} name={`${head.lastName}, ${head.firstName}`} />
            <AddAlertButton student={head.student} />
            <Button variant="default" onClick={() => setPrinting(true)}>
              {t('print')}
            </Button>
          </Group>
        </PageTitle>
        <StudentAlerts head={head} />
        <StudentFigures head={head} />
        <StudentTabs head={head} />
      </div>
      {isPrinting && <StudentSheet head={head} onPrinted={onPrinted} />}
    </>
  );
}

const TABS = ['year', 'notices', 'why', 'activities', 'timeline', 'cases', 'contacts', 'journal', 'family'] as const;
type Tab = (typeof TABS)[number];

function StudentTabs({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const [query, setQuery] = useQueryText();
  const maySeeFamily = useMay('see-family');
  const tabs = TABS.filter((tab) => tab !== 'family' || maySeeFamily);
  const tab = tabs.find((one) => one === query['tab']) ?? 'year';
  const label = (one: Tab): string => (one === 'notices' ? t('tabs.notices', { n: head.notices }) : t(`tabs.${one}`));
  return (
    <Tabs
      value={tab}
      onChange={(value) => setQuery({ tab: value === 'year' ? undefined : (value ?? undefined) })}
      keepMounted={false}
      mt="md"
    >
      <Tabs.List className={`${classes.tabs} rc-no-print`} aria-label={t('tabs.label')}>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {label(one)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="year" pt="md">
        <YearTab head={head} />
      </Tabs.Panel>
      <Tabs.Panel value="notices" pt="md">
        <NoticesTab student={head.student} />
      </Tabs.Panel>
      <Tabs.Panel value="why" pt="md">
        <WhyTab head={head} />
      </Tabs.Panel>
      <Tabs.Panel value="activities" pt="md">
        <StandingTab student={head.student} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" pt="md">
        <TimelineTab student={head.student} />
      </Tabs.Panel>
      <Tabs.Panel value="cases" pt="md">
        <CasesTab student={head.student} />
      </Tabs.Panel>
      <Tabs.Panel value="contacts" pt="md">
        <ContactList student={head.student} />
      </Tabs.Panel>
      <Tabs.Panel value="journal" pt="md">
        <Journal student={head.student} />
      </Tabs.Panel>
      {maySeeFamily && (
        <Tabs.Panel value="family" pt="md">
          <FamilyTab student={head.student} firstName={head.firstName} />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}
