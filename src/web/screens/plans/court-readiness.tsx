/** Whether the plan may go to court: each requirement done, started, missing or not needed, each unmet one with a way to mend it. */
import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetail, RequirementField } from '../../../server/plans/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import { MendButton } from './mend-button.tsx';
import { RecommendDialog } from './recommend-dialog.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

const TONES: Readonly<Record<RequirementField['state'], StatusTone>> = {
  done: 'sent',
  'not-needed': 'closed',
  started: 'waiting',
  missing: 'returned',
};

export function CourtReadiness({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const [asking, setAsking] = useState<'recommend' | 'withdraw' | null>(null);
  const { requirements, ready, may, filings } = plan;
  const running = filings.find(({ state }) => state !== 'withdrawn' && state !== 'returned');
  return (
    <section className={classes.ready} aria-label={t('ready.title')}>
      <div className={classes.readyHead}>
        <Title order={2} size="h3">
          {t('ready.title')}
        </Title>
        {requirements.length > 0 && (
          <Text span fw={600} className="rc-figure">
            {t('ready.count', { ready, all: requirements.length })}
          </Text>
        )}
        {may.recommend && (
          <>
            <Button onClick={() => setAsking('recommend')}>{t('ready.recommend')}</Button>
            <Text span size="sm" className="rc-dimmed">
              {requirements.length > 0 && ready === requirements.length ? t('ready.possible') : t('ready.notPossible')}
            </Text>
          </>
        )}
        {running !== undefined && (
          <Text span size="sm">
            {t('ready.running', { date: date(running.recommendedOn), person: running.recommendedBy })}
          </Text>
        )}
        {may.withdraw && (
          <Button variant="default" onClick={() => setAsking('withdraw')}>
            {t('ready.withdraw')}
          </Button>
        )}
      </div>
      {requirements.length === 0 ? (
        <Text size="sm">{t('ready.none')}</Text>
      ) : (
        <ul className={classes.requirements}>
          {requirements.map((one) => (
            <Requirement key={one.key} plan={plan} requirement={one} />
          ))}
        </ul>
      )}
      {asking === 'recommend' && <RecommendDialog plan={plan.plan} onClose={() => setAsking(null)} />}
      {asking === 'withdraw' && <WithdrawDialog plan={plan.plan} onClose={() => setAsking(null)} />}
    </section>
  );
}

interface RequirementProps {
  readonly plan: PlanDetail;
  readonly requirement: RequirementField;
}

function Requirement({ plan, requirement }: RequirementProps) {
  const t = useWords('plans');
  const date = useDate();
  const [showsDays, setShowsDays] = useState(false);
  const { kind, need, have, letter, state, reachedOn, days, reason, by } = requirement;
  const isUnmet = state === 'missing' || state === 'started';
  const words = t(`ready.requirement.${kind}`, { need, count: need, letter });
  return (
    <li>
      <ToneChip tone={TONES[state]} word={t(`ready.state.${state}`)} />
      <Text size="sm" component="div">
        {words}
        {reachedOn !== null && ` (${t('ready.reached', { date: date(reachedOn) })})`}
        {isUnmet && need > 1 && ` (${t('ready.soFar', { have })})`}
        {state === 'not-needed' && ` – ${t('ready.why', { reason, person: by })}`}
        {showsDays && (
          <Text size="sm" className="rc-dimmed" component="div">
            {days.map((day) => date(day, 'short')).join('; ')}
          </Text>
        )}
      </Text>
      <div className={classes.mend}>
        {days.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={showsDays}
            onClick={() => setShowsDays(!showsDays)}
          >
            {showsDays ? t('ready.hideDays') : t('ready.days')}
          </Button>
        )}
        {isUnmet && <MendButton plan={plan} requirement={requirement} words={words} />}
        <Waiver plan={plan} requirement={requirement} words={words} />
      </div>
    </li>
  );
}

function Waiver({ plan, requirement, words }: RequirementProps & { readonly words: string }) {
  const t = useWords('plans');
  const [isAsking, setAsking] = useState(false);
  const { isBusy, error, send } = usePlanAction(() => setAsking(false));
  const { key, state, mayWaive } = requirement;
  if (!plan.may.recommend || !mayWaive || state === 'done') return null;
  const params = { plan: plan.plan, requirement: key };
  if (state === 'not-needed')
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={isBusy}
        aria-label={`${t('ready.unwaive')}: ${words}`}
        onClick={() =>
          void send(
            () => api.waivePlanRequirement({ params, body: { isNeeded: true, reason: '' } }),
            t('ready.unwaived'),
          )
        }
      >
        {t('ready.unwaive')}
      </Button>
    );
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('ready.waive')}: ${words}`}
        onClick={() => setAsking(true)}
      >
        {t('ready.waive')}
      </Button>
      <ReasonDialog
        isOpen={isAsking}
        title={t('ready.waiveTitle')}
        text={`${words}. ${t('ready.waiveText')}`}
        confirm={t('ready.waiveConfirm')}
        onConfirm={(reason) =>
          void send(() => api.waivePlanRequirement({ params, body: { isNeeded: false, reason } }), t('ready.waived'))
        }
        onClose={() => setAsking(false)}
        isBusy={isBusy}
        error={error}
      />
    </>
  );
}

function WithdrawDialog({ plan, onClose }: { readonly plan: string; readonly onClose: () => void }) {
  const t = useWords('plans');
  const { isBusy, error, send } = usePlanAction(onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('recommend.withdrawTitle')}
      text={t('recommend.withdrawText')}
      confirm={t('recommend.withdrawConfirm')}
      onConfirm={(reason) =>
        void send(() => api.withdrawRecommendation({ params: { plan }, body: { reason } }), t('recommend.withdrawn'))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
