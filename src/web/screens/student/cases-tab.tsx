/** The attendance files of a student, one a school year, and the documents that were filed. */
import { Anchor, Button, Table, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { Documents } from '../../parts/documents/documents.tsx';
import { StudentActivities } from '../../parts/activities/student-activities.tsx';
import { StudentContracts } from '../../parts/contracts/student-contracts.tsx';
import { StudentMeetings } from '../../parts/meetings/student-meetings.tsx';
import { StudentWelfare } from '../../parts/welfare/student-welfare.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useOwnerText } from '../../parts/owner.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useMay } from '../../shell/me.ts';
import { useGo } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import classes from './student.module.css';

export function CasesTab({ student }: { readonly student: string }) {
  const t = useWords('student');
  const cases = useApi('readStudentCases', { params: { student } });
  const [isOpening, setOpening] = useState(false);
  return (
    <>
      <Loaded query={cases} failed={t('cases.failed')} what={t('tabs.cases')}>
        {(answer) => (
          <>
            {answer.cases.length === 0 ? <EmptyState why={t('cases.empty')} /> : <CaseTable cases={answer.cases} />}
            {answer.mayOpen && (
              <Button variant="default" onClick={() => setOpening(true)} className="rc-no-print">
                {t('cases.open')}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {isOpening && <OpenDialog student={student} onClose={() => setOpening(false)} />}
      <Title order={2} size="h3" mt="lg" mb="xs">
        {t('cases.documents')}
      </Title>
      <Documents student={student} />
      <Title order={2} size="h3" mt="lg" mb="xs">
        {t('cases.meetings')}
      </Title>
      <StudentMeetings student={student} />
      {useMay('see-tiers') && (
        <>
          <Title order={2} size="h3" mt="lg" mb="xs">
            {t('cases.support')}
          </Title>
          <StudentActivities student={student} />
        </>
      )}
      <Title order={2} size="h3" mt="lg" mb="xs">
        {t('cases.contracts')}
      </Title>
      <StudentContracts student={student} />
      <Title order={2} size="h3" mt="lg" mb="xs">
        {t('cases.welfare')}
      </Title>
      <StudentWelfare student={student} />
    </>
  );
}

type Files = Awaited<ReturnType<typeof api.readStudentCases>>['cases'];

function CaseTable({ cases }: { readonly cases: Files }) {
  const t = useWords('student');
  const ownerOf = useOwnerText('case');
  return (
    <Table className={classes.cards} aria-label={t('tabs.cases')} verticalSpacing="xs" mb="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('cases.year')}</Table.Th>
          <Table.Th scope="col">{t('cases.state')}</Table.Th>
          <Table.Th scope="col">{t('cases.opened')}</Table.Th>
          <Table.Th scope="col">{t('cases.owner')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cases.map((file) => (
          <Table.Tr key={file.case}>
            <Table.Th scope="row" fw={400} data-label={t('cases.year')}>
              <Anchor component={Link} to={`/cases/${file.case}`}>
                {t('cases.file', { from: file.year, to: String((file.year + 1) % 100).padStart(2, '0') })}
              </Anchor>
            </Table.Th>
            <Table.Td data-label={t('cases.state')}>
              <ToneChip tone={file.state === 'open' ? 'sent' : 'closed'} word={t(`cases.states.${file.state}`)} />
            </Table.Td>
            <Table.Td data-label={t('cases.opened')}>
              <DateText value={file.openedOn} />{' '}
              {file.because === 'by hand'
                ? t('cases.byHand')
                : file.because === 'chronic'
                  ? t('cases.chronic')
                  : file.because}
            </Table.Td>
            <Table.Td data-label={t('cases.owner')}>{ownerOf(file)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function OpenDialog({ student, onClose }: { readonly student: string; readonly onClose: () => void }) {
  const t = useWords('student');
  const go = useGo();
  const { act, isBusy, error } = useActing(['readStudentCases', 'listCases', 'readStudentTimeline']);
  const confirm = (reason: string) =>
    act(
      () => api.openCase({ params: { student }, body: { reason } }),
      (opened) => go(`/cases/${opened.case}`),
    );
  return (
    <ReasonDialog
      isOpen
      title={t('cases.openTitle')}
      text={t('cases.openText')}
      confirm={t('cases.openNow')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
