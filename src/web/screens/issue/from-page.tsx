/** After a jam: the rest of a print file, from the letter on a page. */
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import type { Making, PrintFile } from '../../../server/batches/contract.ts';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { letterTitle } from './letter-title.ts';
import { PrintDialog } from './print-dialog.tsx';

interface FromPageProps {
  readonly batch: string;
  readonly files: readonly PrintFile[];
}

export function FromPage({ batch, files }: FromPageProps) {
  const t = useWords('batch');
  const [isAsked, setAsked] = useState(false);
  const [job, setJob] = useState<string | undefined>(undefined);
  const making = useMaking(batch, job);
  if (making?.state === 'done')
    return <PrintDialog batch={batch} files={making.files} onClose={() => setJob(undefined)} />;
  return (
    <>
      <Button
        variant="default"
        onClick={() => setAsked(true)}
        loading={job !== undefined && making?.state !== 'failed'}
      >
        {t('print.fromPage')}
      </Button>
      <span role="status">{job === undefined ? '' : (making?.reason ?? t('fromPage.making'))}</span>
      {isAsked && (
        <Question
          batch={batch}
          files={files}
          onAsked={(asked) => {
            setAsked(false);
            setJob(asked.job);
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}

interface QuestionProps extends FromPageProps {
  readonly onAsked: (making: Making) => void;
  readonly onClose: () => void;
}

function Question({ batch, files, onAsked, onClose }: QuestionProps) {
  const t = useWords('batch');
  const parts = useWords('parts');
  const [letter, setLetter] = useState(files[0]?.letter ?? '');
  const [page, setPage] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const pages = files.find((file) => file.letter === letter)?.pages ?? 1;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const number = /^\d{1,6}$/.test(page.trim()) ? Number(page) : 0;
    setWrong(number < 1 || number > pages);
    if (number < 1 || number > pages) return;
    api.printFromPage({ params: { batch }, body: { letter, page: number } }).then(onAsked, setError);
  };
  return (
    <Modal opened onClose={onClose} title={t('fromPage.title')} closeButtonProps={{ 'aria-label': parts('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {error !== undefined && <ProblemAlert error={error} />}
          <Text>{t('fromPage.text')}</Text>
          {files.length > 1 && (
            <NativeSelect
              label={t('fromPage.kind')}
              value={letter}
              onChange={(event) => setLetter(event.currentTarget.value)}
              data={files.map((file) => ({ value: file.letter, label: letterTitle(file.letter) }))}
            />
          )}
          <TextInput
            label={t('fromPage.page')}
            description={t('fromPage.hint', { pages })}
            inputMode="numeric"
            value={page}
            onChange={(event) => setPage(event.currentTarget.value)}
            error={isWrong ? t('fromPage.wrong', { pages }) : undefined}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit">{t('fromPage.confirm')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const BETWEEN_MS = 700;

/** Asks until the job is done or has failed. */
export function useMaking(batch: string, job: string | undefined): Making | undefined {
  const [making, setMaking] = useState<Making | undefined>(undefined);
  useEffect(() => {
    setMaking(undefined);
    if (job === undefined) return;
    let timer = 0;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const now = await api.readMaking({ params: { batch, job } }).catch(() => undefined);
      if (!isCurrent) return;
      setMaking(now);
      if (now?.state !== 'done' && now?.state !== 'failed') timer = window.setTimeout(() => void ask(), BETWEEN_MS);
    };
    void ask();
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [batch, job]);
  return making;
}
