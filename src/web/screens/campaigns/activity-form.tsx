import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import classes from './campaigns.module.css';

const KINDS = ['restorative-conversation', 'engage-family', 'relationship-mapping', 'event', 'other'] as const;
type Kind = (typeof KINDS)[number];

interface ActivityFormProps {
  readonly school: string;
  /** Null: outside a campaign. */
  readonly campaign: number | null;
}

/** Plans an activity, or logs one that was done. */
export function ActivityForm({ school, campaign }: ActivityFormProps) {
  const t = useWords('campaigns');
  const today = useToday();
  const [kind, setKind] = useState<Kind>('engage-family');
  const [what, setWhat] = useState('');
  const [on, setOn] = useState(today);
  const [isDone, setDone] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useCampaignAction(() => setWhat(''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(what.trim() === '');
    if (what.trim() === '') return;
    const body = { school, campaign, student: null, kind, what, on, done: isDone ? '' : null };
    void send(() => api.addActivity({ body }), t('activities.added'));
  };
  return (
    <details className="rc-no-print">
      <summary>{t('activities.add')}</summary>
      <form onSubmit={submit} noValidate className={classes.form}>
        {error !== null && <ProblemAlert error={error} />}
        <div className={classes.pairs}>
          <NativeSelect
            label={t('activities.kind')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as Kind)}
            data={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          />
          <TextInput
            label={t('activities.what')}
            value={what}
            maxLength={300}
            error={isMissing && what.trim() === '' ? t('activities.whatMissing') : undefined}
            onChange={(event) => setWhat(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('activities.on')}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
        </div>
        <Checkbox
          label={t('activities.isDone')}
          checked={isDone}
          onChange={(event) => setDone(event.currentTarget.checked)}
        />
        <div>
          <Button type="submit" variant="default" loading={isBusy}>
            {t('activities.submit')}
          </Button>
        </div>
      </form>
    </details>
  );
}
