import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api.ts';
import { plusDays } from '../../parts/plus-days.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import classes from './campaigns.module.css';

/** Title and days of a new campaign: two to three weeks from the next Monday unless somebody says otherwise. */
export function CampaignForm({ school, onDone }: { readonly school: string; readonly onDone: () => void }) {
  const t = useWords('campaigns');
  const today = useToday();
  const [title, setTitle] = useState('');
  const [startOn, setStartOn] = useState(() => nextMonday(today));
  const [endOn, setEndOn] = useState(() => plusDays(nextMonday(today), 18));
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useCampaignAction(onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(title.trim() === '');
    if (title.trim() === '') return;
    void send(() => api.startCampaign({ body: { school, title, startOn, endOn } }), t('form.started'));
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {error !== null && <ProblemAlert error={error} />}
      <TextInput
        label={t('form.title')}
        value={title}
        maxLength={120}
        error={isMissing && title.trim() === '' ? t('form.titleMissing') : undefined}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className={classes.pairs}>
        <TextInput
          type="date"
          label={t('form.start')}
          value={startOn}
          onChange={(event) => {
            setStartOn(event.currentTarget.value);
            setEndOn(plusDays(event.currentTarget.value, 18));
          }}
        />
        <TextInput
          type="date"
          label={t('form.end')}
          description={t('form.endHint')}
          value={endOn}
          onChange={(event) => setEndOn(event.currentTarget.value)}
        />
      </div>
      <div>
        <Button type="submit" loading={isBusy}>
          {t('form.submit')}
        </Button>
      </div>
    </form>
  );
}

function nextMonday(on: string): string {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
  return plusDays(on, (8 - weekday) % 7 || 7);
}
