/** Until when all of it can be taken back, and the button that does it. */
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Batch } from '../../../server/batches/contract.ts';
import { api, invalidate, newKey } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useMay } from '../../shell/me.ts';
import { useWords, type Say } from '../../words/words.ts';
import classes from './issue.module.css';

interface UndoBoxProps {
  readonly batch: Batch;
  readonly again: () => void;
}

export function UndoBox({ batch, again }: UndoBoxProps) {
  const t = useWords('batch');
  const exact = useWords('exact');
  const date = useDate();
  const mayUndo = useMay('undo-issue');
  const [undone, setUndone] = useState(0);
  const { undo, opened } = batch;
  if (undone > 0 && undo.why === 'undone')
    return (
      <div className={classes.box} role="status">
        {exact('undone', { count: undone })}
      </div>
    );
  if (undo.isPossible && mayUndo) return <Open batch={batch} again={again} onUndone={setUndone} />;
  if (undo.why === null) return null;
  return (
    <Text mt="md" className="rc-dimmed">
      {undo.why === 'opened' && opened !== null
        ? t('undo.over.opened', { moment: date(opened.at, 'moment'), person: opened.by })
        : t(`undo.over.${undo.why}`)}
    </Text>
  );
}

function Open({ batch, again, onUndone }: UndoBoxProps & { readonly onUndone: (notices: number) => void }) {
  const t = useWords('batch');
  const exact = useWords('exact');
  const date = useDate();
  const [asked, setAsked] = useState<string | undefined>(undefined);
  const { act, isBusy, error } = useActing([]);
  const { undo } = batch;
  const left = useSecondsLeft(undo, again);
  const run = async (work: () => Promise<void>): Promise<void> => {
    await act(work);
    again();
  };
  const takeBack = (key: string) =>
    run(async () => {
      const { notices } = await api.undoBatch({ params: { batch: batch.batch }, key });
      setAsked(undefined);
      onUndone(notices);
      await invalidate('readWorklist', 'readWorklistSummary', 'readNotices', 'readBatches');
    });
  const setPaused = (isPaused: boolean) =>
    run(async () => void (await api.pauseBatch({ params: { batch: batch.batch }, body: { isPaused } })));
  return (
    <div className={classes.box}>
      {error !== null && asked === undefined && <ProblemAlert error={error} />}
      <Text>
        {undo.isPaused || undo.until === null
          ? t('undo.paused', { left: inWords(t, left) })
          : t('undo.until', { time: date(undo.until, 'time'), left: inWords(t, left) })}
      </Text>
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={() => setAsked(newKey())}>
          {exact('undoAll', { count: undo.notices })}
        </Button>
        <Button variant="subtle" onClick={() => void setPaused(!undo.isPaused)} disabled={isBusy}>
          {undo.isPaused ? t('undo.resume') : t('undo.pause')}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('undo.confirmTitle', { count: undo.notices })}
        confirm={exact('undoAll', { count: undo.notices })}
        cancel={t('undo.keep')}
        onConfirm={() => void takeBack(asked ?? newKey())}
        onClose={() => setAsked(undefined)}
        isBusy={isBusy}
        error={error}
      >
        {t('undo.confirmText')}
      </ConfirmDialog>
    </div>
  );
}

/** Counts down between two answers of the server; at the end the server is asked. */
function useSecondsLeft(undo: Batch['undo'], onOver: () => void): number {
  const [left, setLeft] = useState(undo.seconds);
  useEffect(() => {
    setLeft(undo.seconds);
    if (undo.isPaused) return;
    const end = Date.now() + undo.seconds * 1000;
    const timer = window.setInterval(() => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(now);
      if (now === 0) {
        window.clearInterval(timer);
        onOver();
      }
    }, 1000);
    return () => window.clearInterval(timer);
    // A new answer brings new seconds; whoever asks again stays the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [undo.seconds, undo.isPaused]);
  return left;
}

function inWords(t: Say, seconds: number): string {
  return seconds >= 60 ? t('undo.minutes', { count: Math.floor(seconds / 60) }) : t('undo.seconds', { count: seconds });
}
