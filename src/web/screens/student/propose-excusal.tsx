/** "Propose excusal" of one day: the attendance office decides, notices that rest on it wait. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

export function ProposeExcusal({ student, on }: { readonly student: string; readonly on: string }) {
  const t = useWords('excusals');
  const date = useDate();
  const mayPropose = useMay('manage-case');
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = (reason: string) => {
    setBusy(true);
    setError(null);
    api
      .proposeExcusal({ params: { student }, body: { days: [on], reason } })
      .then(({ held }) => {
        toast(t('propose.done', { count: held }));
        setOpen(false);
        return invalidate('listExcusals', 'readStudentTimeline', 'readStudent', 'readWorklistSummary');
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
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
