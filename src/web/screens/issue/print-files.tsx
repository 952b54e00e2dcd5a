/** The print files of a batch: being made, ready, or what could not be made. */
import { Alert, Button, Group, Progress, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Batch, PrintFile } from '../../../server/batches/contract.ts';
import { api, invalidate } from '../../api.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords, type Say } from '../../words/words.ts';
import { SectionTitle } from './section-title.tsx';
import { FromPage } from './from-page.tsx';
import { letterTitle } from './letter-title.ts';
import { PrintDialog } from './print-dialog.tsx';
import classes from './issue.module.css';

interface PrintFilesProps {
  readonly batch: Batch;
  readonly again: () => void;
}

export function PrintFiles({ batch, again }: PrintFilesProps) {
  const t = useWords('batch');
  const { making } = batch;
  return (
    <section>
      <SectionTitle>{t('files.heading')}</SectionTitle>
      <p role="status" className="rc-hidden">
        {said(t, batch)}
      </p>
      {batch.letters === 0 ? (
        <Text>{t('files.none')}</Text>
      ) : isAllByEmail(batch) ? (
        <ByEmail batch={batch} again={again} />
      ) : making === null ? (
        <MakeAgain batch={batch} again={again} />
      ) : making.state === 'failed' ? (
        <Alert color="red" variant="outline" role="alert" title={t('files.failedJob')}>
          {t('files.failedText', { reason: making.reason ?? '' })}
          <MakeAgain batch={batch} again={again} />
        </Alert>
      ) : batch.isStale ? (
        <Alert color="yellow" variant="outline">
          {t('files.stale')}
          <MakeAgain batch={batch} again={again} />
        </Alert>
      ) : making.state === 'done' ? (
        <Ready batch={batch} files={making.files} again={again} />
      ) : (
        <InTheMaking done={making.done} total={making.total} />
      )}
    </section>
  );
}

/** No letter of it is printed, unless one did not arrive. */
function isAllByEmail({ eMail, letters, making }: Batch): boolean {
  return eMail !== null && eMail.letters === letters && making?.state === 'done' && making.files.length === 0;
}

function ByEmail({ batch, again }: PrintFilesProps) {
  const t = useWords('batch');
  return (
    <>
      <Text>{t('files.allByEmail')}</Text>
      <Failed batch={batch} made={batch.letters - batch.failed.length} again={again} />
    </>
  );
}

/** Read out at the beginning, in the middle and at the end, not at each letter. A failure is an alert of its own. */
function said(t: Say, { making }: Batch): string {
  if (making === null || making.state === 'failed') return '';
  if (making.state === 'done') return t('files.ready');
  const { done, total } = making;
  if (total === 0 || done * 2 < total) return t('files.makingStart');
  return t('files.making', { done: Math.ceil(total / 2), total });
}

function InTheMaking({ done, total }: { readonly done: number; readonly total: number }) {
  const t = useWords('batch');
  const number = useNumber();
  return (
    <div className={classes.box}>
      <Text aria-hidden="true">
        {total === 0 ? t('files.makingStart') : t('files.making', { done: number(done), total: number(total) })}
      </Text>
      <Progress value={total === 0 ? 0 : (done / total) * 100} my="xs" aria-label={t('files.makingStart')} />
      <Text size="sm" className="rc-dimmed">
        {t('files.goOn')}
      </Text>
    </div>
  );
}

function Ready({ batch, files, again }: PrintFilesProps & { readonly files: readonly PrintFile[] }) {
  const t = useWords('batch');
  const exact = useWords('exact');
  const [open, setOpen] = useState<readonly PrintFile[]>([]);
  const { act, isBusy, error } = useActing([]);
  const letters = files.reduce((sum, file) => sum + file.letters, 0);
  const print = async (chosen?: string): Promise<void> => {
    const body = chosen === undefined ? {} : { letters: [chosen] };
    await act(
      () => api.printBatch({ params: { batch: batch.batch }, body }),
      ({ files: opened }) => setOpen(opened),
    );
    again();
    await invalidate('readNotices', 'readBatches');
  };
  return (
    <div>
      <Text mb="xs">{t('files.ready')}</Text>
      {error !== null && <ProblemAlert error={error} />}
      <Failed batch={batch} made={letters} again={again} />
      {batch.missing > 0 && <Text mb="xs">{t('files.missing', { count: batch.missing })}</Text>}
      <Group gap="xs" mb="sm">
        <Button
          variant={batch.opened === null ? 'filled' : 'default'}
          onClick={() => void print()}
          loading={isBusy}
          disabled={letters === 0}
        >
          {exact('print', { count: letters })}
        </Button>
        {batch.opened !== null && <FromPage batch={batch.batch} files={files} />}
      </Group>
      {files.length > 1 && <Kinds files={files} onPrint={(letter) => void print(letter)} />}
      {open.length > 0 && <PrintDialog batch={batch.batch} files={open} onClose={() => setOpen([])} />}
    </div>
  );
}

/** One line for each kind of letter. */
function Kinds({
  files,
  onPrint,
}: {
  readonly files: readonly PrintFile[];
  readonly onPrint: (letter: string) => void;
}) {
  const t = useWords('batch');
  const number = useNumber();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('files.kind')}</Table.Th>
          <Table.Th scope="col" className={classes.figure}>
            {t('files.letters')}
          </Table.Th>
          <Table.Th scope="col" className={`${classes.figure} ${classes.wideOnly}`}>
            {t('files.pages')}
          </Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.file}>
            <Table.Th scope="row">{letterTitle(file.letter)}</Table.Th>
            <Table.Td className={classes.figure}>{number(file.letters)}</Table.Td>
            <Table.Td className={`${classes.figure} ${classes.wideOnly}`}>{number(file.pages)}</Table.Td>
            <Table.Td>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => onPrint(file.letter)}
                aria-label={t('files.printOf', { letter: letterTitle(file.letter) })}
              >
                {t('files.print')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** String 23. */
function Failed({ batch, made, again }: PrintFilesProps & { readonly made: number }) {
  const t = useWords('batch');
  const exact = useWords('exact');
  if (batch.failed.length === 0) return null;
  const reasons = [...new Set(batch.failed.map((one) => one.why))].join('; ');
  return (
    <Alert color="red" variant="outline" role="alert" title={t('files.notMade')} mb="sm">
      <Text>{exact('lettersFailed', { count: batch.failed.length, reason: reasons, m: made })}</Text>
      <ul>
        {batch.failed.map(({ notice, letter, why }) => (
          <li key={`${notice} ${letter}`}>
            {notice}, {letterTitle(letter)}: {why}
          </li>
        ))}
      </ul>
      <MakeAgain batch={batch} again={again} />
    </Alert>
  );
}

function MakeAgain({ batch, again }: PrintFilesProps) {
  const t = useWords('batch');
  const [error, setError] = useState<unknown>(undefined);
  const make = (): Promise<void> =>
    api.makeLetters({ params: { batch: batch.batch } }).then(
      () => again(),
      (failure: unknown) => setError(failure),
    );
  return (
    <>
      {error !== undefined && <ProblemAlert error={error} />}
      <Button variant="default" mt="sm" onClick={() => void make()}>
        {t('files.makeAgain')}
      </Button>
    </>
  );
}
