/** What was done with an incident, the newest first. */
import { List, Text, Title } from '@mantine/core';
import type { IncidentDetail } from '../../../server/incidents/contract.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';

const STEPS = ['made', 'dated', 'served', 'cancelled', 'exported'] as const;

export function IncidentSteps({ detail: { steps } }: { readonly detail: IncidentDetail }) {
  const t = useWords('incidents');
  return (
    <>
      <Title order={2} size="h3" mb="xs">
        {t('history')}
      </Title>
      <List listStyleType="none" spacing="xs">
        {steps.map((step) => (
          <List.Item key={`${step.at} ${step.step}`}>
            <DateText value={step.at} as="moment" /> · <Step step={step} /> ·{' '}
            <span className="rc-dimmed">{step.by}</span>
            {step.reason !== '' && (
              <Text size="sm" className="rc-reading">
                {step.reason}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </>
  );
}

function Step({ step: { step, detail } }: { readonly step: IncidentDetail['steps'][number] }) {
  const t = useWords('incidents');
  const date = useDate();
  const known = STEPS.find((one) => one === step);
  const text = (key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
  if (known === 'dated') {
    const [from, to] = [text('from'), text('to')];
    return t('steps.dated', {
      from: from === '' ? '' : date(from),
      to: to === '' ? '' : date(to),
      place: text('place'),
    });
  }
  return known === undefined ? step : t(`steps.${known}`);
}
