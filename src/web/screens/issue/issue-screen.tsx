/** What will happen before it happens, in counts and names; then exactly that. */
import { Alert, Button, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { IssuePreview } from '../../../server/issue/contract.ts';
import { ApiError } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { AlsoLine } from '../../parts/also-line.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useWords, type Say } from '../../words/words.ts';
import { IssueTable } from './issue-table.tsx';
import { LetterBefore } from './letter-before.tsx';
import { MeanwhileAlert } from './meanwhile-alert.tsx';
import { Remarks } from './remarks.tsx';
import { usePreview, type Previewing } from './use-preview.ts';
import classes from './issue.module.css';

export function IssueScreen() {
  const t = useWords('issue');
  const { school, path } = useSchool();
  const go = useGo();
  const onIssued = useCallback((batch: string) => go(path(`/letters/batches/${batch}`), { replace: true }), [go, path]);
  const issuing = usePreview(school, onIssued);
  const { preview, again } = issuing;
  const back = useCallback(() => go(path('/worklist')), [go, path]);
  const effects = useWords('effects');
  return (
    <div className={classes.page}>
      <PageTitle title={titleOf(preview.data, t, effects)} documentTitle={t('title')} />
      <Loaded query={preview} isPage failed={t('failed')} what={t('waiting')}>
        {(shown) =>
          shown.notices === 0 ? (
            <Nothing shown={shown} onBack={back} onAgain={again} />
          ) : (
            <Question shown={shown} issuing={issuing} onBack={back} />
          )
        }
      </Loaded>
    </div>
  );
}

/** What makes incidents sends nothing, and says so. */
function titleOf(shown: IssuePreview | undefined, t: Say, effects: Say): string {
  if (shown === undefined) return t('title');
  const { notices: count, incidents } = shown;
  if (count === 0) return t('nothing');
  return count === incidents ? effects('made.incidentsTitle', { count }) : t('question', { count });
}

interface QuestionProps {
  readonly shown: IssuePreview;
  readonly issuing: Previewing;
  readonly onBack: () => void;
}

function Question({ shown, issuing, onBack }: QuestionProps) {
  const t = useWords('issue');
  const exact = useWords('exact');
  const [seen, setSeen] = useState<{ readonly trigger: string; readonly level: string } | undefined>(undefined);
  const { notices, letters, undoMinutes } = shown;
  const { state } = issuing;
  const effects = useWords('effects');
  const isIncidents = shown.incidents === notices;
  const withMail = useWithMail();
  return (
    <>
      <AsOf shown={shown} />
      <Failure error={issuing.error} />
      {shown.meanwhile !== null && <MeanwhileAlert meanwhile={shown.meanwhile} notices={notices} />}
      {shown.isFirstIssue && (
        <Alert color="yellow" variant="outline" title={t('first.title')} mb="md">
          {t('first.text', { count: notices })}
        </Alert>
      )}
      <IssueTable
        caption={t('table.caption')}
        rows={shown.rows}
        languages={shown.languages}
        onSee={({ example, level }) => setSeen({ trigger: example ?? '', level })}
      />
      <AlsoLine effects={shown.effects} />
      <Remarks preview={shown} />
      {(shown.eMail === 'off' || shown.eMail === 'not-set-up') && (
        <Text mt="md" className={shown.eMail === 'not-set-up' ? 'rc-warning' : 'rc-dimmed'}>
          {t(`eMail.${shown.eMail}`)}
        </Text>
      )}
      <Text mt="md" className="rc-reading">
        {shown.mailLeavesAt !== null
          ? withMail(shown, shown.mailLeavesAt)
          : t(letters === 0 ? 'willIssueSilent' : 'willIssue', {
              count: notices,
              letters: t('letters', { count: letters }),
              minutes: t('minutes', { count: undoMinutes }),
            })}
      </Text>
      <p role="status">{state === 'retrying' ? t('retrying') : ''}</p>
      <div className={classes.foot}>
        <Button variant="default" onClick={onBack} disabled={state !== 'idle'}>
          {t('back')}
        </Button>
        <Button onClick={() => void issuing.confirm()} loading={state !== 'idle'}>
          {isIncidents ? effects('made.incidents', { count: notices }) : exact('issue', { count: notices })}
        </Button>
      </div>
      {seen !== undefined && (
        <LetterBefore
          trigger={seen.trigger}
          level={seen.level}
          revision={shown.revision}
          onClose={() => setSeen(undefined)}
        />
      )}
    </>
  );
}

/** What will be issued, and when its letters by e-mail leave: at the end of the undo, or later, when families get messages. */
function useWithMail(): (shown: IssuePreview, leavesAt: string) => string {
  const t = useWords('issue');
  const exact = useWords('exact');
  const date = useDate();
  return ({ notices, letters, byEmail, checkedAt, undoMinutes }, leavesAt) => {
    const undoUntil = new Date(Date.parse(checkedAt) + undoMinutes * 60_000);
    const values = {
      count: notices,
      letters,
      print: letters - byEmail,
      email: byEmail,
      time: date(undoUntil.toISOString(), 'time'),
    };
    if (Date.parse(leavesAt) <= undoUntil.getTime()) return exact('willIssue', values);
    return t('willIssueInHours', { ...values, moment: date(leavesAt, 'moment') });
  };
}

function Nothing({
  shown,
  onBack,
  onAgain,
}: {
  readonly shown: IssuePreview;
  readonly onBack: () => void;
  readonly onAgain: () => void;
}) {
  const t = useWords('issue');
  return (
    <>
      {shown.meanwhile !== null && <MeanwhileAlert meanwhile={shown.meanwhile} notices={0} />}
      <Remarks preview={shown} />
      <EmptyState
        why={t('none')}
        next={
          <>
            <Button onClick={onBack}>{t('back')}</Button>
            <Button variant="default" onClick={onAgain}>
              {t('again')}
            </Button>
          </>
        }
      />
    </>
  );
}

function AsOf({ shown: { asOf, dataThrough, checkedAt } }: { readonly shown: IssuePreview }) {
  const t = useWords('issue');
  const date = useDate();
  const values = { date: date(asOf), time: date(checkedAt, 'time') };
  return (
    <Text className="rc-dimmed" size="sm" mb="md">
      {dataThrough === null ? t('asOfNoData', values) : t('asOf', { ...values, through: date(dataThrough, 'short') })}
    </Text>
  );
}

/** String 22: what did not happen, and a code to quote. */
function Failure({ error }: { readonly error: unknown }) {
  const exact = useWords('exact');
  if (error === undefined) return null;
  const problem = error instanceof ApiError ? error.problem : undefined;
  if (problem?.code === 'refused' || problem?.code === 'invalid') return <ProblemAlert error={error} />;
  return (
    <Alert color="red" variant="outline" role="alert" mb="md">
      {exact('nothingIssued', { code: problem?.reference ?? problem?.code ?? 'unknown' })}
    </Alert>
  );
}
