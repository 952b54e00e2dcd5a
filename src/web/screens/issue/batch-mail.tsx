/** The letters of a batch that go by e-mail: until when they wait, what became of them, and what is printed instead. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Batch, BatchMail as Mail } from '../../../server/batches/contract.ts';
import { api, invalidate } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { useMaking } from './from-page.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { SectionTitle } from './section-title.tsx';
import classes from './issue.module.css';

interface BatchMailProps {
  readonly batch: Batch;
  readonly mail: Mail;
  readonly again: () => void;
}

export function BatchMail({ batch, mail, again }: BatchMailProps) {
  const t = useWords('batch');
  const [job, setJob] = useState<string | undefined>(undefined);
  const making = useMaking(batch.batch, job);
  const isMaking = job !== undefined && making?.state !== 'done' && making?.state !== 'failed';
  return (
    <section>
      <SectionTitle>{t('eMail.heading')}</SectionTitle>
      {mail.waiting > 0 && <Waiting batch={batch} mail={mail} again={again} />}
      {mail.sent > 0 && <Text>{t('eMail.sent', { count: mail.sent })}</Text>}
      {mail.failed > 0 && <NotArrived batch={batch} mail={mail} again={again} onAsked={setJob} />}
      {mail.printed > 0 && <Text>{t('eMail.printed', { count: mail.printed })}</Text>}
      <p role="status">{isMaking ? t('eMail.making') : (making?.reason ?? '')}</p>
      {making?.state === 'done' && (
        <PrintDialog batch={batch.batch} files={making.files} onClose={() => setJob(undefined)} />
      )}
    </section>
  );
}

function Waiting({ batch, mail, again }: BatchMailProps) {
  const t = useWords('batch');
  const mayUndo = useMay('undo-issue');
  const [isAsked, setAsked] = useState(false);
  const { isBusy, error, run } = useRunning(again);
  const params = { batch: batch.batch };
  const { isPossible, isPaused } = batch.undo;
  const send = async (): Promise<void> => {
    await run(async () => void (await api.sendBatchNow({ params })));
    setAsked(false);
  };
  return (
    <div className={classes.box}>
      {error !== null && <ProblemAlert error={error} />}
      <Text>
        {t('eMail.waiting', { count: mail.waiting })} {useUntil(batch, mail)}
      </Text>
      {mayUndo && batch.isWhole && (
        <Group gap="xs" mt="sm">
          {isPossible && (
            <Button
              variant="default"
              disabled={isBusy}
              onClick={() =>
                void run(async () => void (await api.pauseBatch({ params, body: { isPaused: !isPaused } })))
              }
            >
              {isPaused ? t('eMail.resume') : t('eMail.pause')}
            </Button>
          )}
          <Button variant="default" onClick={() => setAsked(true)} disabled={isBusy || !mail.isSetUp}>
            {t('eMail.now')}
          </Button>
        </Group>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={t('eMail.nowTitle', { count: mail.waiting })}
        confirm={t('eMail.nowConfirm')}
        cancel={t('eMail.keep')}
        onConfirm={() => void send()}
        onClose={() => setAsked(false)}
        isBusy={isBusy}
        error={error}
      >
        {t('eMail.nowText')}
      </ConfirmDialog>
    </div>
  );
}

/** Until when they wait, or for what. */
function useUntil({ undo, making }: Batch, { leavesAt, waitsForHours, isSetUp }: Mail): string {
  const t = useWords('batch');
  const date = useDate();
  if (!isSetUp) return t('eMail.notSetUp');
  if (undo.isPaused) return t('eMail.paused');
  if (making !== null && making.state !== 'done') return t('eMail.notMade');
  if (leavesAt === null) return t('eMail.soon');
  if (waitsForHours) return t('eMail.inHours', { moment: date(leavesAt, 'moment') });
  return t('eMail.until', { time: date(leavesAt, 'time') });
}

function NotArrived({ batch, mail, again, onAsked }: BatchMailProps & { readonly onAsked: (job: string) => void }) {
  const t = useWords('batch');
  const mayPrint = useMay('print');
  const { isBusy, error, run } = useRunning(again);
  const print = (): Promise<void> =>
    run(async () => {
      const asked = await api.printInstead({ params: { batch: batch.batch }, body: {} });
      onAsked(asked.job);
    });
  return (
    <Alert color="red" variant="outline" role="alert" title={t('eMail.failed', { count: mail.failed })} my="sm">
      {error !== null && <ProblemAlert error={error} />}
      <ul>
        {mail.failures.map(({ notice, to, why }, at) => (
          <li key={at}>
            {notice}, {to.join(', ')}: {t(`eMail.why.${REASONS.find((one) => one === why) ?? 'other'}`)}
          </li>
        ))}
      </ul>
      {mayPrint && batch.isWhole && (
        <Button variant="default" onClick={() => void print()} loading={isBusy}>
          {t('eMail.instead', { count: mail.failed })}
        </Button>
      )}
    </Alert>
  );
}

const REASONS = ['address', 'refused', 'came-back', 'given-up'] as const;

function useRunning(again: () => void) {
  const { act, isBusy, error } = useActing([]);
  const run = async (work: () => Promise<void>): Promise<void> => {
    await act(work);
    again();
    await invalidate('readNotices', 'readBatches');
  };
  return { isBusy, error, run };
}
