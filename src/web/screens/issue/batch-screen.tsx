/** One batch: the same table as before issuing, now with what happened; undo, print files, every letter by itself. */
import { Alert, Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Batch } from '../../../server/batches/contract.ts';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useApi } from '../../api.ts';
import { AlsoLine } from '../../parts/also-line.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { StatusChip, type NoticeStatus } from '../../parts/status-chip.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { Letters } from './batch-letters.tsx';
import { BatchMail } from './batch-mail.tsx';
import { IssueTable } from './issue-table.tsx';
import { Mailed } from './mailed.tsx';
import { PrintFiles } from './print-files.tsx';
import { UndoBox } from './undo-box.tsx';
import classes from './issue.module.css';

const WHILE_MAKING_MS = 700;
const WHILE_LEAVING_MS = 3000;
const WHILE_OPEN_MS = 15_000;

export function BatchScreen() {
  const t = useWords('batch');
  const { batch = '' } = useAddress();
  const [isMaking, setMaking] = useState(true);
  const [isLeaving, setLeaving] = useState(false);
  const answer = useApi(
    'readBatch',
    { params: { batch } },
    { refetchInterval: isMaking ? WHILE_MAKING_MS : isLeaving ? WHILE_LEAVING_MS : WHILE_OPEN_MS, staleTime: 0 },
  );
  const state = answer.data?.making?.state;
  const isAtIt = state === 'waiting' || state === 'running';
  const areLeaving = (answer.data?.eMail?.waiting ?? 0) > 0 && answer.data?.undo.isPossible === false;
  if (answer.data !== undefined && isAtIt !== isMaking) setMaking(isAtIt);
  if (areLeaving !== isLeaving) setLeaving(areLeaving);
  return (
    <Loaded query={answer} isPage shape="page" failed={t('failed')} what={t('waiting')}>
      {(shown) => <Shown batch={shown} again={() => void answer.refetch()} />}
    </Loaded>
  );
}

function Shown({ batch, again }: { readonly batch: Batch; readonly again: () => void }) {
  const t = useWords('batch');
  const issue = useWords('issue');
  const date = useDate();
  const mayPrint = useMay('print');
  const isUndone = batch.undo.why === 'undone';
  const title = isUndone ? t('undoneTitle', { batch: batch.batch }) : t('issued', { count: batch.notices });
  return (
    <div className={classes.page}>
      <PageTitle title={title} documentTitle={t('title', { batch: batch.batch })} />
      <Text className="rc-dimmed" size="sm" mb="md">
        {t('title', { batch: batch.batch })} ·{' '}
        {t('by', { moment: date(batch.issuedAt, 'moment'), person: batch.issuedBy, date: date(batch.asOf) })}
      </Text>
      {!batch.isWhole && (
        <Alert color="yellow" variant="outline" mb="md">
          {t('part')}
        </Alert>
      )}
      <IssueTable caption={issue('table.captionDone')} rows={batch.rows} languages={batch.languages} />
      <AlsoLine effects={batch.effects} />
      <States batch={batch} />
      <UndoBox batch={batch} again={again} />
      {!isUndone && batch.eMail !== null && <BatchMail batch={batch} mail={batch.eMail} again={again} />}
      {!isUndone && batch.isWhole && mayPrint && batch.letters > 0 && <PrintFiles batch={batch} again={again} />}
      {!isUndone && batch.isWhole && batch.letters > 0 && <After batch={batch} again={again} />}
      <Letters batch={batch} />
    </div>
  );
}

function States({ batch: { states } }: { readonly batch: Batch }) {
  const t = useWords('batch');
  return (
    <Group gap="xs" mt="sm" role="group" aria-label={t('state')}>
      {Object.entries(states).map(([state, count]) => (
        <Group key={state} gap={4}>
          <span>{count}</span>
          <StatusChip status={state as NoticeStatus} />
        </Group>
      ))}
    </Group>
  );
}

/** What comes after the envelopes. */
function After({ batch, again }: { readonly batch: Batch; readonly again: () => void }) {
  const t = useWords('batch');
  const mayExport = useMay('export');
  const { path } = useSchool();
  const list = useWords('letters');
  return (
    <Group gap="md" my="md">
      <Mailed batch={batch} again={again} />
      {mayExport && batch.letters > 0 && (
        <Anchor href={urlOf(contract.exportMailing, { params: { batch: batch.batch } })} download>
          {t('mailing')}
        </Anchor>
      )}
      <Anchor component={Link} to={path('/letters')}>
        {list('title')}
      </Anchor>
    </Group>
  );
}
