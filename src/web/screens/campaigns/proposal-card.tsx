import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { CampaignPage } from '../../../server/campaigns/contract.ts';
import { api } from '../../api.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { CampaignForm } from './campaign-form.tsx';
import { monthName } from './month-name.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import { useLanguage } from '../../words/words.ts';
import classes from './campaigns.module.css';

/** A school whose last full month lies below its goal: start a campaign, or say why not. */
export function ProposalCard({ proposal }: { readonly proposal: CampaignPage['proposals'][number] }) {
  const t = useWords('campaigns');
  const language = useLanguage();
  const number = useNumber();
  const [asking, setAsking] = useState<'start' | 'not-now' | null>(null);
  const { isBusy, error, send } = useCampaignAction(() => setAsking(null));
  const { school, schoolName, month, percent, goal, close } = proposal;
  return (
    <section className={classes.proposal} aria-label={t('proposed.label', { school: schoolName })}>
      <Text fw={600}>
        {t('proposed.title', {
          school: schoolName,
          percent: number(percent ?? 0),
          month: monthName(month, language),
          goal: number(goal),
        })}
      </Text>
      <Text size="sm">{t('proposed.close', { count: close })}</Text>
      <Group mt="sm">
        <Button onClick={() => setAsking('start')} aria-expanded={asking === 'start'}>
          {t('proposed.start')}
        </Button>
        <Button variant="default" onClick={() => setAsking('not-now')}>
          {t('proposed.notNow')}
        </Button>
      </Group>
      {asking === 'start' && <CampaignForm school={school} onDone={() => setAsking(null)} />}
      {asking === 'not-now' && (
        <ReasonDialog
          isOpen
          title={t('proposed.notNowAsk', { school: schoolName })}
          text={t('proposed.notNowText', { month: monthName(month, language) })}
          confirm={t('proposed.notNowDo')}
          onConfirm={(reason) =>
            void send(() => api.putOffCampaign({ body: { school, reason } }), t('proposed.putOff'))
          }
          onClose={() => setAsking(null)}
          isBusy={isBusy}
          error={error}
        />
      )}
    </section>
  );
}
