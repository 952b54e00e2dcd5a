/** The supervisor's own tab: what the court asks, the recommendation, and the filing. Schools read it. */
import { Anchor, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Filing, PlanDetail } from '../../../server/plans/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { CourtDetails } from './court-details.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

export function FilingTab({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const may = (action: PlanDetail['may']['file'][number]): boolean => plan.may.file.includes(action);
  return (
    <>
      <ReadOnly />
      <section>
        <Title order={2} size="h3" mb="xs">
          {t('court.recommendation')}
        </Title>
        {plan.filings.length === 0 && <Text>{t('court.none')}</Text>}
        {plan.filings.map((filing) => (
          <FilingFacts key={filing.filing} filing={filing} />
        ))}
        {plan.packets.map(({ file, pages, at, by }) => (
          <Text key={file} size="sm">
            <Anchor href={`/api/files/${file}.pdf`} target="_blank">
              {t('court.packet', { file, count: pages })}
            </Anchor>{' '}
            {date(at, 'moment')}, {by}
          </Text>
        ))}
        {may('return') && <GiveBack plan={plan.plan} />}
      </section>
      {may('file') && <FileForm plan={plan.plan} />}
      <div className={classes.section}>
        <CourtDetails plan={plan} />
      </div>
    </>
  );
}

/** Said to schools: these tabs are the supervisor's. */
export function ReadOnly() {
  const t = useWords('plans');
  const isTheirs = useMay('decide-referral');
  if (isTheirs) return null;
  return (
    <Text size="sm" className="rc-dimmed" mb="sm">
      {t('court.readOnly')}
    </Text>
  );
}

function FilingFacts({ filing }: { readonly filing: Filing }) {
  const t = useWords('plans');
  const date = useDate();
  const { recommendedOn, recommendedBy, reason, state, endedOn, endedReason, filedOn, court, docket } = filing;
  return (
    <div>
      <Text>{t('court.recommended', { date: date(recommendedOn), person: recommendedBy, reason })}</Text>
      {endedOn !== null && (
        <Text>{t('court.ended', { state: t(`filing.${state}`), date: date(endedOn), reason: endedReason })}</Text>
      )}
      {filedOn !== null && (
        <Text>
          {t('court.filedText', { date: date(filedOn), court })}
          {docket !== '' && `, ${t('court.docketText', { docket })}`}
        </Text>
      )}
    </div>
  );
}

function GiveBack({ plan }: { readonly plan: string }) {
  const t = useWords('plans');
  const [isAsking, setAsking] = useState(false);
  const { isBusy, error, send } = usePlanAction(() => setAsking(false));
  return (
    <Group mt="sm">
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('court.return')}
      </Button>
      <ReasonDialog
        isOpen={isAsking}
        title={t('court.returnTitle')}
        text={t('court.returnText')}
        confirm={t('court.returnConfirm')}
        onConfirm={(reason) =>
          void send(() => api.stepFiling({ params: { plan }, body: { action: 'return', reason } }), t('court.saved'))
        }
        onClose={() => setAsking(false)}
        isBusy={isBusy}
        error={error}
      />
    </Group>
  );
}

function FileForm({ plan }: { readonly plan: string }) {
  const t = useWords('plans');
  const [values, setValues] = useState({ court: '', docket: '', on: useToday() });
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = usePlanAction();
  const set = (change: Partial<typeof values>): void => setValues((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isIncomplete = values.court.trim() === '' || values.on === '';
    setMissing(isIncomplete);
    if (isIncomplete) return;
    void send(() => api.stepFiling({ params: { plan }, body: { action: 'file', ...values } }), t('court.saved'));
  };
  return (
    <form onSubmit={submit} noValidate className={`${classes.form} ${classes.section}`}>
      <Title order={2} size="h3">
        {t('court.file')}
      </Title>
      {error !== null && <ProblemAlert error={error} />}
      <div className={classes.pairs}>
        <TextInput
          label={t('court.courtName')}
          value={values.court}
          maxLength={200}
          onChange={(event) => set({ court: event.currentTarget.value })}
          error={isMissing && values.court.trim() === '' ? t('court.missing') : undefined}
        />
        <TextInput
          label={t('court.docket')}
          value={values.docket}
          maxLength={100}
          onChange={(event) => set({ docket: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('court.filedOn')}
          value={values.on}
          onChange={(event) => set({ on: event.currentTarget.value })}
          error={isMissing && values.on === '' ? t('court.missing') : undefined}
        />
      </div>
      <div>
        <Button type="submit" loading={isBusy}>
          {t('court.fileNow')}
        </Button>
      </div>
    </form>
  );
}
