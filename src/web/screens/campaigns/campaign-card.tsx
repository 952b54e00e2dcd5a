import { Button, Group, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { Campaign } from '../../../server/campaigns/contract.ts';
import { api } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { Owner } from '../../parts/owner.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import { ActivityForm } from './activity-form.tsx';
import { ActivityList } from './activity-list.tsx';
import { ChangeCampaign } from './change-campaign.tsx';
import { monthName } from './month-name.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import classes from './campaigns.module.css';

const TONES = { running: 'due', judged: 'sent', stopped: 'closed', 'not-now': 'closed' } as const;

/** One campaign: its days, what is done, and the figure before and after beside the schools without one. */
export function CampaignCard({ campaign }: { readonly campaign: Campaign }) {
  const t = useWords('campaigns');
  const language = useLanguage();
  const date = useDate();
  const { title, schoolName, state, startOn, endOn, activities, reason, belonging, month, may } = campaign;
  const done = activities.filter((one) => one.state === 'done').length;
  return (
    <section className={classes.card} aria-label={title === '' ? t('state.not-now') : title}>
      <Group gap="xs">
        <Title order={2} size="h3">
          {title === '' ? t('putOffTitle', { month: monthName(month, language) }) : t('titled', { title })}
        </Title>
        <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
        <Text span className="rc-dimmed">
          {schoolName}
        </Text>
      </Group>
      {startOn !== null && endOn !== null && (
        <Text size="sm">
          {t('days', { from: date(startOn), to: date(endOn) })} · {t('activitiesDone', { n: activities.length, done })}
        </Text>
      )}
      {state === 'running' && <Owner thing="campaign" id={campaign.campaign} />}
      {state !== 'not-now' && <Figures campaign={campaign} />}
      {reason !== '' && <Text className="rc-reading">{reason}</Text>}
      {belonging !== '' && (
        <Text className="rc-reading">
          {t('belonging')}: {belonging}
        </Text>
      )}
      <ActivityList activities={activities} mayChange={may.includes('change')} />
      {may.includes('change') && <ActivityForm school={campaign.school} campaign={campaign.campaign} />}
      <Steps campaign={campaign} />
    </section>
  );
}

interface FigureLine {
  readonly label: string;
  readonly then: number | null;
  readonly now: number | null;
}

function Figures({ campaign }: { readonly campaign: Campaign }) {
  const t = useWords('campaigns');
  const language = useLanguage();
  const number = useNumber();
  const date = useDate();
  const { before, month, judgedMonth, judgeFrom, goal, soFar } = campaign;
  const isRunning = campaign.after === null && soFar !== null;
  const after = isRunning ? soFar.percent : campaign.after;
  const others =
    isRunning && soFar.others !== null
      ? { schools: soFar.others.schools, before: soFar.others.before, after: soFar.others.now }
      : campaign.others;
  const percent = (value: number | null): string => (value === null ? '–' : `${number(value)}%`);
  const judged = judgedMonth === null ? '–' : monthName(judgedMonth, language);
  const until = isRunning ? t('figures.soFar', { date: date(soFar.through, 'short') }) : judged;
  const lines: readonly FigureLine[] = [
    { label: t('figures.here', { goal: number(goal) }), then: before, now: after },
    ...(others === null
      ? []
      : [{ label: t('figures.others', { count: others.schools }), then: others.before, now: others.after }]),
  ];
  return (
    <div className={classes.figures}>
      <FiguresTable
        caption={t('figures.label')}
        rows={lines}
        rowKey={({ label }) => label}
        columns={[
          { key: 'who', head: t('figures.who'), cell: ({ label }) => label },
          { key: 'before', head: monthName(month, language), end: true, cell: ({ then }) => percent(then) },
          { key: 'after', head: until, end: true, cell: ({ now }) => percent(now) },
        ]}
      />
      {isRunning && (
        <Text size="sm" className="rc-dimmed">
          {t('figures.running')}
        </Text>
      )}
      {campaign.state === 'running' && !campaign.canJudge && judgeFrom !== null && (
        <Text size="sm" className="rc-dimmed">
          {t('tooEarly', { date: date(judgeFrom) })}
        </Text>
      )}
    </div>
  );
}

function Steps({ campaign }: { readonly campaign: Campaign }) {
  const t = useWords('campaigns');
  const [asking, setAsking] = useState<'judge' | 'stop' | null>(null);
  const [belonging, setBelonging] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { isBusy, error, send } = useCampaignAction(() => setAsking(null));
  const params = { campaign: campaign.campaign };
  const { may, canJudge } = campaign;
  return (
    <>
      <Group mt="sm">
        {may.includes('judge') && canJudge && <Button onClick={() => setAsking('judge')}>{t('judge.open')}</Button>}
        {may.includes('change') && <ChangeCampaign campaign={campaign} />}
        {may.includes('stop') && (
          <Button variant="default" onClick={() => setAsking('stop')}>
            {t('stop.open')}
          </Button>
        )}
      </Group>
      {asking === 'judge' && (
        <ConfirmDialog
          isOpen
          title={t('judge.ask')}
          confirm={t('judge.do')}
          onConfirm={() => {
            setAsked(true);
            if (belonging.trim() !== '')
              void send(() => api.judgeCampaign({ params, body: { belonging } }), t('judge.done'));
          }}
          onClose={() => setAsking(null)}
          isBusy={isBusy}
          error={error}
        >
          <Text mb="sm">{t('judge.text')}</Text>
          <Textarea
            label={t('judge.belonging')}
            description={t('judge.belongingHint')}
            error={isAsked && belonging.trim() === '' ? t('judge.missing') : undefined}
            required
            value={belonging}
            maxLength={2000}
            autosize
            minRows={3}
            onChange={(event) => setBelonging(event.currentTarget.value)}
          />
        </ConfirmDialog>
      )}
      {asking === 'stop' && (
        <ReasonDialog
          isOpen
          title={t('stop.ask')}
          text={t('stop.text')}
          confirm={t('stop.do')}
          onConfirm={(reason) => void send(() => api.stopCampaign({ params, body: { reason } }), t('stop.done'))}
          onClose={() => setAsking(null)}
          isBusy={isBusy}
          error={error}
        />
      )}
    </>
  );
}
