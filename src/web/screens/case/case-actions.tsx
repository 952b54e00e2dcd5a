/** What is done with the file as a whole: its owner, closing it, opening it again. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { CASE_OUTCOMES } from './outcomes.ts';
import { api, invalidate, useApi } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import type { CaseHead } from './tabs.ts';

type Action = CaseHead['may'][number];

export function CaseActions({ head }: { readonly head: CaseHead }) {
  const t = useWords('case');
  const [asking, setAsking] = useState<Action | undefined>(undefined);
  const close = () => setAsking(undefined);
  return (
    <>
      {head.may.map((action) => (
        <Button key={action} variant="default" onClick={() => setAsking(action)}>
          {t(action === 'assign' && head.owner !== null ? 'actions.handOver' : `actions.${action}`)}
        </Button>
      ))}
      {asking === 'assign' && <AssignDialog head={head} onClose={close} />}
      {asking === 'close' && <CloseDialog head={head} onClose={close} />}
      {asking === 'reopen' && <ReopenDialog head={head} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly head: CaseHead;
  readonly onClose: () => void;
}

function useAct(onDone: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = (work: () => Promise<unknown>): void => {
    setBusy(true);
    setError(null);
    work()
      .then(() => invalidate('readCase', 'readCaseTimeline', 'listCases', 'readStudentCases'))
      .then(onDone)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { isBusy, error, act };
}

function AssignDialog({ head, onClose }: DialogProps) {
  const t = useWords('case');
  const { isBusy, error, act } = useAct(onClose);
  const people = useApi('readCaseOwners', { params: { case: head.case } });
  const [person, setPerson] = useState(head.owner?.person ?? '');
  return (
    <ReasonDialog
      isOpen
      isOptional
      title={t('assign.title')}
      text={t('assign.text')}
      confirm={t('assign.confirm')}
      onConfirm={(reason) =>
        act(() =>
          api.assignCase({ params: { case: head.case }, body: { person, reason }, revision: String(head.revision) }),
        )
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <NativeSelect
        label={t('assign.person')}
        data={[
          { value: '', label: t('noOwner') },
          ...(people.data?.people ?? []).map((one) => ({
            value: one.person,
            label: `${one.name} · ${t(`role.${one.role}`)}`,
          })),
        ]}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}

function CloseDialog({ head, onClose }: DialogProps) {
  const t = useWords('case');
  const { isBusy, error, act } = useAct(onClose);
  const [outcome, setOutcome] = useState<(typeof CASE_OUTCOMES)[number]>('recovered');
  return (
    <ReasonDialog
      isOpen
      title={t('close.title')}
      text={t('close.text')}
      confirm={t('close.confirm')}
      onConfirm={(reason) =>
        act(() =>
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
  const { isBusy, error, act } = useAct(onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('reopen.title')}
      text={t('reopen.text')}
      confirm={t('reopen.confirm')}
      onConfirm={(reason) =>
        act(() => api.reopenCase({ params: { case: head.case }, body: { reason }, revision: String(head.revision) }))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
