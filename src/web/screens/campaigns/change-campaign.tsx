/** Title and days of a campaign that runs. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Campaign } from '../../../server/campaigns/contract.ts';
import { api } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useCampaignAction } from './use-campaign-action.ts';

export function ChangeCampaign({ campaign }: { readonly campaign: Campaign }) {
  const t = useWords('campaigns');
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('change.open')}
      </Button>
      {isAsked && <ChangeDialog campaign={campaign} onClose={() => setAsked(false)} />}
    </>
  );
}

function ChangeDialog({ campaign, onClose }: { readonly campaign: Campaign; readonly onClose: () => void }) {
  const t = useWords('campaigns');
  const [title, setTitle] = useState(campaign.title);
  const [startOn, setStartOn] = useState(campaign.startOn ?? '');
  const [endOn, setEndOn] = useState(campaign.endOn ?? '');
  const { isBusy, error, send } = useCampaignAction(onClose);
  const change = {
    params: { campaign: campaign.campaign },
    revision: String(campaign.revision),
    body: { title, startOn, endOn },
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('change.ask')}
      confirm={t('change.do')}
      onConfirm={() => {
        if (title.trim() !== '') void send(() => api.changeCampaign(change), t('change.done'));
      }}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        label={t('form.title')}
        value={title}
        maxLength={120}
        error={title.trim() === '' ? t('form.titleMissing') : undefined}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('form.start')}
        value={startOn}
        onChange={(event) => setStartOn(event.currentTarget.value)}
        mt="sm"
      />
      <TextInput
        type="date"
        label={t('form.end')}
        description={t('form.endHint')}
        value={endOn}
        onChange={(event) => setEndOn(event.currentTarget.value)}
        mt="sm"
      />
    </ConfirmDialog>
  );
}
