/** What is tried: from the district's catalog, from when to when, how often, by whom. */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import { AddIntervention } from './add-intervention.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

type Intervention = PlanDetail['interventions'][number];

const TONES: Readonly<Record<Intervention['state'], StatusTone>> = {
  planned: 'waiting',
  running: 'due',
  done: 'sent',
  stopped: 'closed',
};

export function InterventionsTab({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  return (
    <>
      {plan.interventions.length === 0 ? (
        <Text mb="md">{t('intervention.none')}</Text>
      ) : (
        <Table className={classes.cards} captionSide="top" mb="lg">
          <Table.Caption ta="start">
            <Title order={2} size="h3" c="var(--rc-text)">
              {t('intervention.list')}
            </Title>
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {(['what', 'dates', 'dosage', 'person', 'state', 'do'] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`intervention.columns.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plan.interventions.map((one) => (
              <Row key={one.intervention} plan={plan} intervention={one} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {plan.elsewhere.length > 0 && <Elsewhere plan={plan} />}
      {plan.may.change && <AddIntervention plan={plan} />}
    </>
  );
}

function Elsewhere({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  return (
    <Text size="sm" mb="lg">
      {t('intervention.elsewhere')} {plan.elsewhere.map(({ on, what }) => `${date(on, 'short')} ${what}`).join('; ')}
    </Text>
  );
}

function Row({ plan, intervention }: { readonly plan: PlanDetail; readonly intervention: Intervention }) {
  const t = useWords('plans');
  const { title, dosage, person, note, state } = intervention;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {title}
        {note !== '' && (
          <Text size="xs" className="rc-dimmed">
            {note}
          </Text>
        )}
      </Table.Th>
      <Table.Td data-label={t('intervention.columns.dates')}>
        <Dates intervention={intervention} />
      </Table.Td>
      <Table.Td data-label={t('intervention.columns.dosage')}>{dosage || '–'}</Table.Td>
      <Table.Td data-label={t('intervention.columns.person')}>{person || '–'}</Table.Td>
      <Table.Td data-label={t('intervention.columns.state')}>
        <ToneChip tone={TONES[state]} word={t(`intervention.state.${state}`)} />
      </Table.Td>
      <Table.Td data-label={t('intervention.columns.do')}>
        {plan.may.change && <Steps plan={plan.plan} intervention={intervention} />}
      </Table.Td>
    </Table.Tr>
  );
}

function Dates({ intervention: { startOn, endOn, state } }: { readonly intervention: Intervention }) {
  const t = useWords('plans');
  const date = useDate();
  if (endOn !== null) return t('intervention.between', { from: date(startOn, 'short'), to: date(endOn, 'short') });
  return t(state === 'planned' ? 'intervention.from' : 'intervention.since', { date: date(startOn, 'short') });
}

function Steps({ plan, intervention }: { readonly plan: string; readonly intervention: Intervention }) {
  const t = useWords('plans');
  const [isStopping, setStopping] = useState(false);
  const { isBusy, error, send } = usePlanAction(() => setStopping(false));
  const step = (action: 'start' | 'complete' | 'stop', reason = ''): void => {
    const params = { plan, intervention: intervention.intervention };
    void send(() => api.stepIntervention({ params, body: { action, reason } }), t('intervention.changed'));
  };
  const may = (action: Intervention['may'][number]): boolean => intervention.may.includes(action);
  return (
    <Group gap="xs">
      {(['start', 'complete'] as const).map(
        (action) =>
          may(action) && (
            <Button
              key={action}
              size="compact-sm"
              variant="default"
              loading={isBusy}
              aria-label={`${t(`intervention.${action}`)}: ${intervention.title}`}
              onClick={() => step(action)}
            >
              {t(`intervention.${action}`)}
            </Button>
          ),
      )}
      {may('stop') && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('intervention.stop')}: ${intervention.title}`}
          onClick={() => setStopping(true)}
        >
          {t('intervention.stop')}
        </Button>
      )}
      <ReasonDialog
        isOpen={isStopping}
        title={t('intervention.stopTitle')}
        text={`${intervention.title}. ${t('intervention.stopText')}`}
        confirm={t('intervention.stopConfirm')}
        onConfirm={(reason) => step('stop', reason)}
        onClose={() => setStopping(false)}
        isBusy={isBusy}
        error={error}
      />
    </Group>
  );
}
