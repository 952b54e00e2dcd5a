/** The fields of a schedule: whether, on which days, at what time, and what belongs to this kind of job. */
import { Button, Checkbox, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import classes from './runs.module.css';
import type { Schedules } from './schedule-list.tsx';
import type { Draft } from './use-saving.ts';
import { useRhythm, useWeekday } from './words-of-jobs.ts';

interface ScheduleFieldsProps {
  readonly schedules: Schedules;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

export function ScheduleFields({ schedules, draft, onChange: change }: ScheduleFieldsProps) {
  const t = useWords('runs');
  const weekday = useWeekday();
  return (
    <>
      <Switch
        label={t('edit.isOn')}
        checked={draft.isOn}
        onChange={(event) => change({ isOn: event.currentTarget.checked })}
      />
      <Checkbox.Group
        label={t('edit.days')}
        value={draft.days.map(String)}
        onChange={(values) => change({ days: values.map(Number).toSorted((a, b) => a - b) })}
        error={draft.isOn && draft.days.length === 0 ? t('edit.noDay') : undefined}
      >
        <Group gap="md" mt={4}>
          {WEEK.map((day) => (
            <Checkbox key={day} value={String(day)} label={weekday(day, 'long')} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        type="time"
        label={t('edit.at')}
        value={draft.at}
        onChange={(event) => change({ at: event.currentTarget.value.slice(0, 5) })}
        error={draft.isOn && draft.at === '' ? t('edit.noTime') : undefined}
        maw="10rem"
      />
      {draft.job === 'calculation' && <Proposals proposals={schedules.proposals} onUse={change} />}
      {draft.keep !== null && (
        <NumberInput
          label={t('edit.keep')}
          description={t('edit.keepHint', { folder: schedules.backupFolder })}
          value={draft.keep}
          onChange={(value) => change({ keep: Math.min(400, Math.max(1, Math.trunc(Number(value)) || 1)) })}
          min={1}
          max={400}
          hideControls
        />
      )}
      {draft.thenCalculate !== null && (
        <Checkbox
          label={t('edit.thenCalculate')}
          description={t('edit.folder', { folder: schedules.importFolder })}
          checked={draft.thenCalculate}
          onChange={(event) => change({ thenCalculate: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function Proposals({
  proposals,
  onUse,
}: {
  readonly proposals: Schedules['proposals'];
  readonly onUse: (part: Partial<Draft>) => void;
}) {
  const t = useWords('runs');
  const rhythm = useRhythm();
  if (proposals.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t('edit.proposals')}</Text>
      <Stack gap={4} mt={4}>
        {proposals.map(({ pack, title, days, at }) => (
          <div key={`${pack} ${days.join()} ${at}`} className={classes.proposal}>
            <Text>
              {title}: {rhythm(days, at)}
            </Text>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onUse({ isOn: true, days, at })}
              aria-label={t('edit.useOf', { title })}
            >
              {t('edit.use')}
            </Button>
          </div>
        ))}
      </Stack>
    </div>
  );
}
