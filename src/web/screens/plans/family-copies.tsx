/** Telling the family how the plan went, and what it was told. */
import { Alert, Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { contract } from '../../../server/contract.ts';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { urlOf } from '../../../server/client.ts';
import { api, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DateText } from '../../parts/date-text.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useLanguageInWords } from '../../parts/use-language-name.ts';
import { useWords } from '../../words/words.ts';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

export function FamilyCopies({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const [isAsking, setAsking] = useState(false);
  const [told, setTold] = useState<AnswerOf<'tellFamily'> | null>(null);
  const { isBusy, error, send } = usePlanAction(() => setAsking(false));
  const isTold = plan.copies.some(({ about }) => about === 'closed');
  const tell = (): void =>
    void send(async () => setTold(await api.tellFamily({ params: { plan: plan.plan } })), t('evaluation.saved'));
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" mb="xs">
        {t('evaluation.copies')}
      </Title>
      {told !== null && (
        <Alert color="green" variant="outline" mb="sm" role="status">
          {t('evaluation.told', { emails: told.emails, letters: told.letters })}{' '}
          {told.missing > 0 && t('evaluation.toldMissing', { count: told.missing })}
        </Alert>
      )}
      {plan.copies.length > 0 && (
        <ul className={classes.entries}>
          {plan.copies.map((one) => (
            <Copy key={one.copy} plan={plan} copy={one} />
          ))}
        </ul>
      )}
      {plan.may.tell && <Button onClick={() => setAsking(true)}>{t('evaluation.tell')}</Button>}
      {!plan.may.tell && !isTold && <Text size="sm">{t('evaluation.whyNotTell')}</Text>}
      {isAsking && (
        <ConfirmDialog
          isOpen
          title={t('evaluation.tellTitle')}
          confirm={t('evaluation.tellConfirm')}
          onConfirm={tell}
          onClose={() => setAsking(false)}
          isBusy={isBusy}
          error={error}
        >
          {t('evaluation.tellText')}
        </ConfirmDialog>
      )}
    </section>
  );
}

function Copy({ plan, copy }: { readonly plan: PlanDetail; readonly copy: PlanDetail['copies'][number] }) {
  const t = useWords('plans');
  const { isBusy, send } = usePlanAction();
  const nameOf = useLanguageInWords();
  const params = { plan: plan.plan, copy: copy.copy };
  const mark = (state: 'printed' | 'handed-over'): void =>
    void send(() => api.markPlanCopy({ params, body: { state } }), t('evaluation.marked'));
  const isWaiting = copy.way === 'print' && copy.state !== 'handed-over' && plan.may.markCopy;
  return (
    <li>
      <Group gap="sm">
        <ToneChip tone={copy.state === 'made' ? 'waiting' : 'sent'} word={t(`evaluation.copyState.${copy.state}`)} />
        <Text size="sm">
          {t('evaluation.copyTo', { names: copy.recipients.join(', '), language: nameOf(copy.language) })},{' '}
          {t(`evaluation.way.${copy.way}`)}
          {copy.about === 'shared' && `, ${t('evaluation.asItWas')}`}
          {copy.wantedLanguage !== '' && ` (${t('evaluation.wanted', { language: nameOf(copy.wantedLanguage) })})`}
        </Text>
        <Text size="xs" className="rc-dimmed">
          <DateText value={copy.at} as="moment" />, {copy.by}
        </Text>
        <Anchor href={urlOf(contract.readPlanCopy, { params })} target="_blank" size="sm">
          {t('evaluation.open')}
        </Anchor>
        {isWaiting && copy.state === 'made' && (
          <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => mark('printed')}>
            {t('evaluation.printed')}
          </Button>
        )}
        {isWaiting && (
          <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => mark('handed-over')}>
            {t('evaluation.handedOver')}
          </Button>
        )}
      </Group>
    </li>
  );
}
