/** An alert by hand: what whoever opens the page should know first, until a day; ended before it with a reason. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, type Operation } from '../../api.ts';
import { plusDays } from '../../parts/plus-days.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useToday } from '../../parts/use-today.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

const CHANGES: readonly Operation[] = ['readStudent', 'readStudentTimeline', 'readCaseTimeline'];
/** Two weeks: long enough to be seen, short enough to be looked at again. */
const DAYS = 14;

/** "Add an alert": for whoever may work on the student's file. */
export function AddAlertButton({ student }: { readonly student: string }) {
  const t = useWords('student');
  const [isOpen, setOpen] = useState(false);
  if (!useMay('manage-case')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('alertByHand.button')}
      </Button>
      {isOpen && <AddAlertDialog student={student} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddAlertDialog({ student, onClose }: { readonly student: string; readonly onClose: () => void }) {
  const t = useWords('student');
  const today = useToday();
  const [until, setUntil] = useState(() => plusDays(today, DAYS));
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('alertByHand.title')}
      text={t('alertByHand.text')}
      label={t('alertByHand.says')}
      confirm={t('alertByHand.confirm')}
      onConfirm={(says) => void act(() => api.addAlert({ params: { student }, body: { says, until } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
      maxLength={300}
    >
      <TextInput
        type="date"
        label={t('alertByHand.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}

/** "End": beside an alert that somebody or a rule put there. */
export function EndAlertButton({ alert, says }: { readonly alert: number; readonly says: string }) {
  const t = useWords('student');
  const [isOpen, setOpen] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES, () => setOpen(false));
  if (!useMay('manage-case')) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        className="rc-no-print"
        aria-label={t('alertByHand.endNamed', { says })}
        onClick={() => setOpen(true)}
      >
        {t('alertByHand.end')}
      </Button>
      {isOpen && (
        <ReasonDialog
          isOpen
          title={t('alertByHand.endTitle')}
          text={says}
          label={t('alertByHand.why')}
          confirm={t('alertByHand.endConfirm')}
          onConfirm={(reason) => void act(() => api.endAlert({ params: { alert }, body: { reason } }))}
          onClose={() => setOpen(false)}
          isBusy={isBusy}
          error={error}
          maxLength={300}
        />
      )}
    </>
  );
}
