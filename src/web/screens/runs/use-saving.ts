/** Saving a schedule; when another person was first, theirs is shown and nothing is overwritten. */
import { useState } from 'react';
import { api, ApiError, invalidate } from '../../api.ts';
import { toast } from '../../parts/toast.ts';
import { useWords } from '../../words/words.ts';
import type { Schedule, Schedules } from './schedule-list.tsx';

export type Draft = Pick<Schedule, 'job' | 'isOn' | 'days' | 'at' | 'keep' | 'thenCalculate'>;

export function useSaving(read: Schedules, onSaved: () => void) {
  const t = useWords('runs');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [present, setPresent] = useState<Schedules>();
  const [job, setJob] = useState<Schedule['job']>();
  const save = async ({ keep, thenCalculate, days, ...draft }: Draft): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setJob(draft.job);
    const extra = { ...(keep === null ? {} : { keep }), ...(thenCalculate === null ? {} : { thenCalculate }) };
    const at = draft.at === '' ? '00:00' : draft.at;
    try {
      const { revision } = present ?? read;
      await api.changeSchedule({ body: { ...draft, ...extra, at, days: [...days] }, revision });
      await invalidate('readSchedules', 'readAsOf', 'readHome');
      toast(t('edit.saved'));
      onSaved();
    } catch (failure) {
      const theirs = failure instanceof ApiError && failure.problem.code === 'stale' ? failure.problem.present : null;
      if (theirs === null || theirs === undefined) setError(failure);
      else setPresent(theirs as Schedules);
      setBusy(false);
    }
  };
  return {
    isBusy,
    error,
    theirs: present?.schedules.find((schedule) => schedule.job === job),
    save: (draft: Draft) => void save(draft),
  };
}
