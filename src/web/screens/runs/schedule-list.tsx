/** When each kind of job runs by itself, said back with its next three dates. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './runs.module.css';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { useKind, useRhythm, useZoneName } from './words-of-jobs.ts';

export type Schedules = AnswerOf<'readSchedules'>;
export type Schedule = Schedules['schedules'][number];

export function ScheduleList() {
  const t = useWords('runs');
  const zone = useZoneName();
  const schedules = useApi('readSchedules');
  const [open, setOpen] = useState<Schedule['job']>();
  return (
    <Loaded query={schedules} failed={t('schedules.notLoaded')} what={t('schedules.title')}>
      {(answer) => (
        <>
          <Text className="rc-dimmed">{t('schedules.zone', { zone: zone(answer.timeZone) })}</Text>
          <ul className={classes.schedules}>
            {answer.schedules.map((schedule) => (
              <ScheduleRow
                key={schedule.job}
                schedule={schedule}
                proposals={schedule.job === 'calculation' ? answer.proposals : []}
                onEdit={() => setOpen(schedule.job)}
              />
            ))}
          </ul>
          {open !== undefined && <ScheduleDialog schedules={answer} job={open} onClose={() => setOpen(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

interface ScheduleRowProps {
  readonly schedule: Schedule;
  readonly proposals: Schedules['proposals'];
  readonly onEdit: () => void;
}

function ScheduleRow({ schedule, proposals, onEdit }: ScheduleRowProps) {
  const t = useWords('runs');
  const kind = useKind();
  const date = useDate();
  const rhythm = useRhythm();
  const mayEdit = useMay('manage-schedules');
  const { job, isOn, days, at, next, lastAt, keep } = schedule;
  const name = kind(job);
  return (
    <li className={classes.schedule}>
      <div>
        <h3>{name}</h3>
        <Text>
          {isOn ? rhythm(days, at) : t('schedules.off')}
          {isOn && job === 'calculation' && ` · ${t('schedules.through')}`}
          {isOn && keep !== null && ` · ${t('schedules.keeps', { count: keep })}`}
        </Text>
        {isOn && (
          <Text className="rc-dimmed">
            {t('schedules.next', { dates: next.map((moment) => date(moment, 'moment')).join(' · ') })}
          </Text>
        )}
        {!isOn && proposals.length > 0 && (
          <Text className="rc-dimmed">
            {t('schedules.proposed', {
              packs: proposals.map(({ title, days: on, at: time }) => `${title}: ${rhythm(on, time)}`).join('; '),
            })}
          </Text>
        )}
        {lastAt !== null && (
          <Text className="rc-dimmed">{t('schedules.last', { moment: date(lastAt, 'moment') })}</Text>
        )}
      </div>
      {mayEdit && (
        <Button variant="default" onClick={onEdit} aria-label={t('schedules.editOf', { name })} className="rc-no-print">
          {t('schedules.edit')}
        </Button>
      )}
    </li>
  );
}
