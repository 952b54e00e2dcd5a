/** One student of the board on one page: root causes and what fits, the plan, the look at whether it helped. */
import { Alert, Anchor, Button, Group, Tabs, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api, useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { Owner } from '../../parts/owner.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { studentInitials } from '../../parts/student-initials.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useAddress, useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords, type Say } from '../../words/words.ts';
import { CausesTab } from './causes-tab.tsx';
import { PlanTab } from './plan-tab.tsx';
import { ReviewTab } from './review-tab.tsx';
import { useTierAction } from './use-tier-action.ts';
import classes from './tier2.module.css';

export function MatchScreen() {
  const t = useWords('tier2');
  const { student = '' } = useAddress();
  const [query] = useQueryText();
  const tier = query['tier'] === '3' ? '3' : '2';
  const page = useApi('readStudentTier', { params: { student }, query: { tier } });
  return (
    <Loaded query={page} isPage shape="page" failed={t('page.failed')} what={t('page.what')}>
      {(shown) => <Shown page={shown} />}
    </Loaded>
  );
}

function Shown({ page }: { readonly page: TierPage }) {
  const t = useWords('tier2');
  const isThird = page.template.name !== 'success';
  return (
    <>
      <PageTitle
        title={t(isThird ? 'page.titleThree' : 'page.title', { name: page.name })}
        documentTitle={t('page.documentTitle', { initials: studentInitials(page.name) })}
      />
      <Where page={page} />
      {page.entry === null ? <Enter page={page} /> : <Steps page={page} entry={page.entry} />}
    </>
  );
}

function Where({ page }: { readonly page: TierPage }) {
  const t = useWords('tier2');
  const date = useDate();
  const number = useNumber();
  const { path } = useSchool();
  const { entry } = page;
  return (
    <div className={classes.where}>
      <Group gap="xs">
        {entry !== null && <ToneChip tone="due" word={t(`stages.${entry.stage}`)} />}
        {entry !== null && entry.decision !== '' && <ToneChip tone="closed" word={t(`decided.${entry.decision}`)} />}
        <Text span>{t('gradeAt', { grade: page.grade, school: page.schoolName })}</Text>
        {page.attendance !== null && <Text span>{t('attended', { percent: number(page.attendance) })}</Text>}
      </Group>
      {entry !== null && (
        <Text size="sm" className="rc-dimmed">
          {whyThere(t, entry)}
          {entry.reviewOn !== null && ` · ${t('reviewOn', { date: date(entry.reviewOn) })}`}
        </Text>
      )}
      {entry !== null && <Owner thing="tier" id={entry.tier} />}
      <Group gap="md">
        <Anchor component={Link} to={`/students/${page.student}`} size="sm">
          {t('page.student')}
        </Anchor>
        {entry !== null && (
          <Anchor component={Link} to={`/cases/C${entry.case}`} size="sm">
            {t('page.case')}
          </Anchor>
        )}
        {entry !== null && entry.plan !== null && (
          <Anchor component={Link} to={`/plans/${entry.plan}`} size="sm">
            {t('page.plan')}
          </Anchor>
        )}
        <Anchor component={Link} to={path('/tier2')} size="sm">
          {t('page.board')}
        </Anchor>
      </Group>
    </div>
  );
}

/** By hand, from a list of the packs, or from chronic absence where the packs have no list of their own. */
function whyThere(t: Say, { because, by }: NonNullable<TierPage['entry']>): string {
  if (because === 'by hand') return t('page.byHand', { person: by });
  return because === '' || because === 'chronic' ? t('page.chronic') : t('page.because', { list: because });
}

function Enter({ page }: { readonly page: TierPage }) {
  const t = useWords('tier2');
  const mayManage = useMay('manage-tiers');
  const { isBusy, error, send } = useTierAction();
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      <Text className="rc-reading" mb="md">
        {t('page.notThere')}
      </Text>
      {mayManage && page.template.name === 'success' && (
        <Button
          loading={isBusy}
          onClick={() =>
            void send(() => api.enterTier({ params: { student: page.student }, body: {} }), t('page.entered'))
          }
        >
          {t('page.enter')}
        </Button>
      )}
    </>
  );
}

const TABS = ['causes', 'plan', 'review'] as const;
type Tab = (typeof TABS)[number];

/** The step that is next stands open: a plan that was just made is shared and carried out before anybody looks back on it. */
function nextStep({ plan }: TierPage, entry: NonNullable<TierPage['entry']>, today: string): Tab {
  if (entry.stage === 'to-match') return entry.level === 3 ? 'plan' : 'causes';
  if (entry.stage === 'to-plan') return 'plan';
  const isReviewDue = entry.reviewOn !== null && entry.reviewOn <= today;
  return entry.stage === 'running' && plan?.implementedOn === null && !isReviewDue ? 'plan' : 'review';
}

function Steps({ page, entry }: { readonly page: TierPage; readonly entry: NonNullable<TierPage['entry']> }) {
  const t = useWords('tier2');
  const [query, setQuery] = useQueryText();
  const tabs = entry.level === 3 ? TABS.filter((one) => one !== 'causes') : TABS;
  const today = useToday();
  const tab = tabs.find((one) => one === query['step']) ?? nextStep(page, entry, today);
  return (
    <>
      {entry.stage === 'decided' && (
        <Alert color="gray" mb="md">
          {t('page.over')}
        </Alert>
      )}
      <Tabs value={tab} onChange={(value) => setQuery({ step: value ?? undefined })} keepMounted={false} mt="md">
        <Tabs.List aria-label={t('page.steps')} className="rc-no-print">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="causes" pt="md">
          <CausesTab page={page} entry={entry} />
        </Tabs.Panel>
        <Tabs.Panel value="plan" pt="md">
          <PlanTab page={page} entry={entry} />
        </Tabs.Panel>
        <Tabs.Panel value="review" pt="md">
          <ReviewTab page={page} entry={entry} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
