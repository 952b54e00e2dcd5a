/** Decides when a job runs by itself: days and a time, said back with the next three dates before it is saved. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import type { Schedule, Schedules } from './schedule-list.tsx';
import { useSaving, type Draft } from './use-saving.ts';
import { useKind, useRhythm } from './words-of-jobs.ts';

interface ScheduleDialogProps {
  readonly schedules: Schedules;
  readonly job: Schedule['job'];
  readonly onClose: () => void;
}

export function ScheduleDialog({ schedules, job, onClose }: ScheduleDialogProps) {
  const t = useWords('runs');
  const parts = useWords('parts');
  const kind = useKind();
  const [draft, setDraft] = useState<Draft>(() => draftOf(schedules, job));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const saving = useSaving(schedules, onClose);
  const isUsable = !draft.isOn || (draft.days.length > 0 && draft.at !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isUsable) saving.save(draft);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('edit.title', { name: kind(job) })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {saving.error !== undefined && <ProblemAlert error={saving.error} title={t('edit.notSaved')} />}
          {saving.theirs !== undefined && <Theirs schedule={saving.theirs} draft={draft} />}
          <ScheduleFields schedules={schedules} draft={draft} onChange={change} />
          <SaidBack draft={draft} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={saving.isBusy} disabled={!isUsable}>
              {t('edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What the days and the time mean, while they are chosen. */
function SaidBack({ draft: { isOn, days, at } }: { readonly draft: Draft }) {
  const t = useWords('runs');
  const date = useDate();
  const rhythm = useRhythm();
  const isWhole = days.length > 0 && at !== '';
  const { data } = useApi('previewSchedule', { query: { days: days.join(','), at } }, { enabled: isOn && isWhole });
  const text = !isOn
    ? t('edit.willNot')
    : isWhole && data !== undefined
      ? t('edit.will', {
          rhythm: rhythm(days, at),
          dates: data.next.map((moment) => date(moment, 'moment')).join(' · '),
        })
      : '';
  return <Text role="status">{text}</Text>;
}

/** Another person saved meanwhile: both versions, side by side. */
function Theirs({ schedule, draft }: { readonly schedule: Schedule; readonly draft: Draft }) {
  const t = useWords('runs');
  const exact = useWords('exact');
  const date = useDate();
  const rhythm = useRhythm();
  const said = ({ isOn, days, at, keep }: Pick<Draft, 'isOn' | 'days' | 'at' | 'keep'>): string =>
    [
      isOn ? rhythm(days, at) : t('schedules.off'),
      ...(keep === null ? [] : [t('schedules.keeps', { count: keep })]),
    ].join(' · ');
  const time = schedule.changedAt === null ? '' : date(schedule.changedAt, 'time');
  return (
    <Alert color="yellow" variant="outline" role="alert">
      <Text>{exact('changedMeanwhile', { person: schedule.changedBy, time })}</Text>
      <Text mt="xs">{t('edit.theirs', { what: said(schedule) })}</Text>
      <Text>{t('edit.yours', { what: said(draft) })}</Text>
    </Alert>
  );
}

function draftOf({ schedules }: Schedules, job: Schedule['job']): Draft {
  const { isOn, days, at, keep, thenCalculate } = schedules.find((one) => one.job === job)!;
  return { job, isOn, days, at, keep, thenCalculate };
}
