/** The letter of a notice goes on paper instead of by e-mail: its file is made, then opened for printing. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { useMaking } from '../issue/from-page.tsx';
import { PrintDialog } from '../issue/print-dialog.tsx';
import { lettersChanged } from './letters-changed.ts';

interface PrintInsteadProps {
  readonly notice: NoticeDetail;
  readonly onSaid: (said: string) => void;
}

export function PrintInstead({ notice, onSaid }: PrintInsteadProps) {
  const t = useWords('letters');
  const batch = notice.batch ?? '';
  const [job, setJob] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const making = useMaking(batch, job);
  const print = async (): Promise<void> => {
    setError(undefined);
    try {
      const asked = await api.printInstead({ params: { batch }, body: { notices: [notice.notice] } });
      setJob(asked.job);
      onSaid(t('eMail.insteadHint'));
    } catch (failure) {
      setError(failure);
    }
  };
  const close = (): void => {
    setJob(undefined);
    void lettersChanged();
  };
  return (
    <>
      {error !== undefined && <ProblemAlert error={error} />}
      <Button variant="default" onClick={() => void print()} loading={job !== undefined && making?.state !== 'done'}>
        {t('eMail.instead')}
      </Button>
      {making?.state === 'done' && <PrintDialog batch={batch} files={making.files} onClose={close} />}
    </>
  );
}
