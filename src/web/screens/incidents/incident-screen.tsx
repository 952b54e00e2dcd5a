/** One behavior incident: who reported it, what follows from it and when, fines, and what was done. */
import { Anchor, Button, Group, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { IncidentDetail } from '../../../server/incidents/contract.ts';
import { useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { ActionDates, IncidentState, useMoney } from './incident-columns.tsx';
import { CancelDialog, DateDialog, ServeDialog } from './incident-dialogs.tsx';
import { IncidentSteps } from './incident-steps.tsx';

export function IncidentScreen() {
  const t = useWords('incidents');
  const { incident = '' } = useAddress();
  const query = useApi('readIncident', { params: { incident } });
  return (
    <Loaded query={query} isPage shape="page" failed={t('failedOne')} what={t('whatOne')}>
      {(detail) => <IncidentPage key={detail.incident} detail={detail} />}
    </Loaded>
  );
}

function IncidentPage({ detail }: { readonly detail: IncidentDetail }) {
  const t = useWords('incidents');
  const language = useLanguage();
  const { path } = useSchool();
  const { firstName, lastName, code } = detail;
  const initials = `${firstName.slice(0, 1)}. ${lastName.slice(0, 1)}.`;
  return (
    <>
      <PageTitle
        title={t('titleOf', { code: code.name[language], name: `${lastName}, ${firstName}` })}
        documentTitle={t('documentTitle', { initials })}
      >
        <Actions detail={detail} />
      </PageTitle>
      <Text mb="md">
        <Anchor component={Link} to={path('/incidents')}>
          {t('all')}
        </Anchor>
      </Text>
      <Facts detail={detail} />
      <Fines detail={detail} />
      <IncidentSteps detail={detail} />
    </>
  );
}

function Actions({ detail }: { readonly detail: IncidentDetail }) {
  const t = useWords('incidents');
  const [asking, setAsking] = useState<IncidentDetail['may'][number] | null>(null);
  const close = () => setAsking(null);
  const { may, actionFrom } = detail;
  return (
    <Group gap="xs">
      {may.includes('date') && (
        <Button variant={actionFrom === null ? 'filled' : 'default'} onClick={() => setAsking('date')}>
          {t(actionFrom === null ? 'setDates' : 'changeDates')}
        </Button>
      )}
      {may.includes('serve') && <Button onClick={() => setAsking('serve')}>{t('serve')}</Button>}
      {may.includes('cancel') && (
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {t('cancelOne')}
        </Button>
      )}
      {asking === 'date' && <DateDialog detail={detail} onClose={close} />}
      {asking === 'serve' && <ServeDialog detail={detail} onClose={close} />}
      {asking === 'cancel' && <CancelDialog detail={detail} onClose={close} />}
    </Group>
  );
}

function Facts({ detail }: { readonly detail: IncidentDetail }) {
  const t = useWords('incidents');
  const language = useLanguage();
  const { student, firstName, lastName, grade, school, on, code, action, state, reporter, because, notice, outcome } =
    detail;
  return (
    <Table variant="vertical" withTableBorder mb="lg" maw="48rem">
      <Table.Tbody>
        <Row label={t('student')}>
          <Anchor component={Link} to={`/students/${student}`}>{`${lastName}, ${firstName}`}</Anchor>
          {grade !== '' && ` · ${t('gradeOf', { grade })}`} · {school.name}
        </Row>
        <Row label={t('stateTitle')}>
          <IncidentState state={state} /> {outcome}
        </Row>
        <Row label={t('on')}>
          <DateText value={on} />
        </Row>
        <Row label={t('code')}>{`${code.name[language]} (${code.code})`}</Row>
        <Row label={t('reporter')}>{t(`reporterKinds.${reporter.kind}`, { name: reporter.name, id: reporter.id })}</Row>
        <Row label={t('action')}>{action === null ? t('noAction') : `${action.name[language]} (${action.code})`}</Row>
        {action !== null && (
          <Row label={t('dates')}>
            <ActionDates line={detail} />
          </Row>
        )}
        <Row label={t('because')}>
          {because === 'by hand' ? t('byHand') : because}
          {notice !== null && (
            <>
              {' · '}
              <Anchor component={Link} to={`/notices/${notice}`}>
                {t('notice', { notice })}
              </Anchor>
            </>
          )}
        </Row>
        <Row label={t('exported')}>
          <Exported detail={detail} />
        </Row>
      </Table.Tbody>
    </Table>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w="12rem">
        {label}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

function Exported({ detail: { exportedAt, isToExport } }: { readonly detail: IncidentDetail }) {
  const t = useWords('incidents');
  if (exportedAt === null) return t('never');
  return (
    <>
      <DateText value={exportedAt} as="moment" />
      {isToExport && ` · ${t('changedSince')}`}
    </>
  );
}

function Fines({ detail: { fines, fineCents } }: { readonly detail: IncidentDetail }) {
  const t = useWords('incidents');
  const language = useLanguage();
  const money = useMoney();
  if (fines.length === 0) return null;
  return (
    <>
      <Title order={2} size="h3" mb="xs">
        {t('fines')}
      </Title>
      <Table withTableBorder mb="lg" maw="30rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fine')}</Table.Th>
            <Table.Th ta="end">{t('amount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fines.map(({ code, name, amountCents }) => (
            <Table.Tr key={code}>
              <Table.Td>{`${name[language]} (${code})`}</Table.Td>
              <Table.Td ta="end">{money(amountCents)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t('together')}</Table.Th>
            <Table.Td ta="end">{money(fineCents)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Text size="sm" className="rc-dimmed" mb="lg">
        {t('finesFrozen')}
      </Text>
    </>
  );
}
