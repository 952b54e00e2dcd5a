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

/** `calculation`: the one by which this page is opened; `others`: all the rest. */
export function ScheduleList({ which }: { readonly which: 'calculation' | 'others' }) {
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
            {answer.schedules
              .filter(({ job }) => (job === 'calculation') === (which === 'calculation'))
              .map((schedule) => (
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
        <Text className={classes.sentence}>
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
          <div className="rc-dimmed">
            {t('schedules.proposed')}
            <ul className={classes.proposals}>
              {proposals.map(({ pack, title, days: on, at: time }) => (
                <li key={`${pack} ${on.join()} ${time}`}>
                  {title}: {rhythm(on, time)}
                </li>
              ))}
            </ul>
          </div>
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
