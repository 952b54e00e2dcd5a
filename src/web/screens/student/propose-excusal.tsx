/** "Propose excusal" of one day: the attendance office decides, notices that rest on it wait. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, type Operation } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay } from '../../shell/me.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

const CHANGES: readonly Operation[] = ['listExcusals', 'readStudentTimeline', 'readStudent', 'readWorklistSummary'];

export function ProposeExcusal({ student, on }: { readonly student: string; readonly on: string }) {
  const t = useWords('excusals');
  const date = useDate();
  const mayPropose = useMay('manage-case');
  const [isOpen, setOpen] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES, () => setOpen(false));
  const confirm = (reason: string) =>
    void act(
      () => api.proposeExcusal({ params: { student }, body: { days: [on], reason } }),
      ({ held }) => toast(t('propose.done', { count: held })),
    );
  if (!mayPropose) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)} className="rc-no-print">
        {t('propose.button')}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        title={t('propose.title', { day: date(on) })}
        text={t('propose.text')}
        label={t('propose.label')}
        confirm={t('propose.confirm')}
        onConfirm={confirm}
        onClose={() => setOpen(false)}
        isBusy={isBusy}
        error={error}
      />
    </>
  );
}
