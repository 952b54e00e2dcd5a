import { Text, Title } from '@mantine/core';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { DateText } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './plans.module.css';

/** Who did what, when and why; the newest first. */
export function PlanSteps({ steps }: { readonly steps: PlanDetail['steps'] }) {
  const t = useWords('plans');
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" mb="xs">
        {t('general.history')}
      </Title>
      <ol className={classes.entries} aria-label={t('general.history')}>
        {steps.map(({ step, at, by, reason, detail }, index) => (
          <li key={index}>
            <Text size="sm">{t(`steps.${step}`, textsOf(detail))}</Text>
            {reason !== '' && (
              <Text size="sm" className="rc-dimmed">
                {reason === 'chronic' ? t('general.chronic') : reason}
              </Text>
            )}
            <Text size="xs" className="rc-dimmed">
              <DateText value={at} as="moment" />, {by}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

function textsOf(detail: PlanDetail['steps'][number]['detail']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(detail).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
