/** One intervention plan: what was tried, what was said, whether it helped, and what is missing for the next step. */
import { Alert, Anchor, Group, Tabs, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { studentInitials } from '../../parts/student-initials.ts';
import { useAddress, useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { EvaluationTab } from './evaluation-tab.tsx';
import { FilingTab } from './filing-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import { HearingTab } from './hearing-tab.tsx';
import { InterventionsTab } from './interventions-tab.tsx';
import { JournalsTab } from './journals-tab.tsx';
import { OutcomeTab } from './outcome-tab.tsx';
import { PlanActions } from './plan-actions.tsx';
import { PlanChips } from './plan-chips.tsx';
import { AlertIcon } from './alert-icon.tsx';
import classes from './plans.module.css';

export function PlanScreen() {
  const t = useWords('plans');
  const { plan = '' } = useAddress();
  const answer = useApi('readPlan', { params: { plan } });
  return (
    <Loaded query={answer} isPage shape="page" failed={t('plan.failed')} what={t('plan.what')}>
      {(shown) => <Shown key={shown.plan} plan={shown} />}
    </Loaded>
  );
}

function Shown({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  return (
    <>
      <PageTitle
        title={t('plan.title', { plan: plan.plan, name: plan.name })}
        documentTitle={t('plan.documentTitle', { plan: plan.plan, initials: studentInitials(plan.name) })}
      >
        <PlanActions plan={plan} />
      </PageTitle>
      <Where plan={plan} />
      {plan.courtBlock !== '' && (
        <Alert color="yellow" variant="outline" mb="md">
          {t('general.courtBlock')}: {plan.courtBlock}
        </Alert>
      )}
      <PlanTabs plan={plan} />
    </>
  );
}

function Where({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const { path } = useSchool();
  const maySeeCases = useMay('see-cases');
  const { because, madeAt, madeBy, state, endsOn, closedOn, outcome } = plan;
  const running = plan.filings.find((one) => one.state !== 'withdrawn' && one.state !== 'returned');
  return (
    <div className={classes.where}>
      <Group gap="xs">
        {state === 'active' && <AlertIcon />}
        <PlanChips state={state} filing={running?.state ?? null} />
        <Text span>{t('plan.gradeAndSchool', { grade: plan.grade, school: plan.schoolName })}</Text>
        <Text span>{plan.term === '' ? t('plan.schoolYear') : plan.term}</Text>
      </Group>
      <Text className="rc-dimmed" size="sm">
        {because === ''
          ? t('plan.madeByHand', { date: date(madeAt, 'moment'), person: madeBy })
          : t('plan.madeBy', { date: date(madeAt, 'moment'), code: because })}
        {' · '}
        {state === 'active'
          ? t('plan.activeUntil', { date: date(endsOn) })
          : t('plan.closedOn', { date: date(closedOn ?? endsOn) })}
        {outcome !== '' && ` · ${t(`outcome.${outcome}`)}`}
      </Text>
      <Group gap="md">
        <Anchor component={Link} to={`/students/${plan.student}`} size="sm">
          {t('plan.student')}
        </Anchor>
        {maySeeCases && (
          <Anchor component={Link} to={`/cases/${plan.case}`} size="sm">
            {t('plan.case')}
          </Anchor>
        )}
        <Anchor component={Link} to={path('/plans')} size="sm">
          {t('plan.list')}
        </Anchor>
      </Group>
    </div>
  );
}

const SCHOOL_TABS = ['general', 'interventions', 'journals', 'evaluation'] as const;
const COURT_TABS = ['filing', 'hearing', 'outcome'] as const;
type Tab = (typeof SCHOOL_TABS)[number] | (typeof COURT_TABS)[number];

const PANELS: Readonly<Record<Tab, (props: { readonly plan: PlanDetail }) => React.ReactNode>> = {
  general: GeneralTab,
  interventions: InterventionsTab,
  journals: JournalsTab,
  evaluation: EvaluationTab,
  filing: FilingTab,
  hearing: HearingTab,
  outcome: OutcomeTab,
};

function PlanTabs({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const [query, setQuery] = useQueryText();
  const tabs: readonly Tab[] = plan.hasCourtTabs ? [...SCHOOL_TABS, ...COURT_TABS] : SCHOOL_TABS;
  const tab = tabs.find((one) => one === query['tab']) ?? 'general';
  const Panel = PANELS[tab];
  const counts: Partial<Record<Tab, number>> = {
    interventions: plan.interventions.length,
    journals: plan.journals.length,
  };
  return (
    <Tabs
      value={tab}
      onChange={(value) => setQuery({ tab: value === 'general' ? undefined : (value ?? undefined) })}
      keepMounted={false}
      mt="md"
    >
      <Tabs.List className={`${classes.tabs} rc-no-print`} aria-label={t('tabs.label')}>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tabs.${one}`, { n: counts[one] ?? 0 })}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab} pt="md">
        <Panel plan={plan} />
      </Tabs.Panel>
    </Tabs>
  );
}
