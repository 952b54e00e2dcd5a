import { Button, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { useTierAction } from './use-tier-action.ts';
import classes from './tier2.module.css';

interface ImplementPlanProps {
  readonly page: TierPage;
  readonly entry: NonNullable<TierPage['entry']>;
  readonly plan: NonNullable<TierPage['plan']>;
}

/** From which day on the plan is carried out: what a later letter asks for. */
export function ImplementPlan({ entry, plan }: ImplementPlanProps) {
  const t = useWords('tier2');
  const date = useDate();
  const today = useToday();
  const [on, setOn] = useState(plan.startOn <= today ? plan.startOn : today);
  const { isBusy, error, send } = useTierAction();
  return (
    <section className={classes.section}>
      <Title order={2} size="h3">
        {t('implement.title')}
      </Title>
      {error !== null && <ProblemAlert error={error} />}
      {plan.implementedOn !== null ? (
        <Text>{t('implement.since', { date: date(plan.implementedOn) })}</Text>
      ) : entry.may.includes('plan') ? (
        <div className={classes.pairs}>
          <TextInput
            type="date"
            label={t('implement.on')}
            description={t('implement.hint')}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          <div>
            <Button
              variant="default"
              loading={isBusy}
              onClick={() =>
                void send(
                  () => api.implementTierPlan({ params: { tier: entry.tier }, body: { on } }),
                  t('implement.done'),
                )
              }
            >
              {t('implement.do')}
            </Button>
          </div>
        </div>
      ) : (
        <Text>{t('implement.notYet')}</Text>
      )}
    </section>
  );
}
