/** What is done with the file as a whole: closing it, opening it again. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { CASE_OUTCOMES } from './outcomes.ts';
import { api, type Operation } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import type { CaseHead } from './tabs.ts';

type Action = CaseHead['may'][number];

export function CaseActions({ head }: { readonly head: CaseHead }) {
  const t = useWords('case');
  const [asking, setAsking] = useState<Action | undefined>(undefined);
  const close = () => setAsking(undefined);
  return (
    <>
      {head.may
        .filter((action) => action !== 'assign')
        .map((action) => (
          <Button key={action} variant="default" onClick={() => setAsking(action)}>
            {t(`actions.${action}`)}
          </Button>
        ))}
      {asking === 'close' && <CloseDialog head={head} onClose={close} />}
      {asking === 'reopen' && <ReopenDialog head={head} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly head: CaseHead;
  readonly onClose: () => void;
}

const CHANGES: readonly Operation[] = ['readCase', 'readCaseTimeline', 'listCases', 'readStudentCases'];

function CloseDialog({ head, onClose }: DialogProps) {
  const t = useWords('case');
  const { isBusy, error, act } = useActing(CHANGES, onClose);
  const [outcome, setOutcome] = useState<(typeof CASE_OUTCOMES)[number]>('recovered');
  return (
    <ReasonDialog
      isOpen
      title={t('close.title')}
      text={t('close.text')}
      confirm={t('close.confirm')}
      onConfirm={(reason) =>
        void act(() =>
          api.closeCase({ params: { case: head.case }, body: { outcome, reason }, revision: String(head.revision) }),
        )
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <NativeSelect
        label={t('close.outcome')}
        data={CASE_OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value as typeof outcome)}
      />
    </ReasonDialog>
  );
}

function ReopenDialog({ head, onClose }: DialogProps) {
  const t = useWords('case');
  const { isBusy, error, act } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('reopen.title')}
      text={t('reopen.text')}
      confirm={t('reopen.confirm')}
      onConfirm={(reason) =>
        void act(() =>
          api.reopenCase({ params: { case: head.case }, body: { reason }, revision: String(head.revision) }),
        )
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
