/** How long documents are kept: what is older, what was proposed, and what a person decided. */
import { Button, Group, NumberInput, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { RetentionPage } from '../../../server/retention/contract.ts';
import { api, useApi, type Operation } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Scrolls } from '../../parts/scrolls.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useSending } from '../../parts/use-sending.ts';
import { useWords } from '../../words/words.ts';

const CHANGES: readonly Operation[] = ['readRetention'];
type Proposal = RetentionPage['proposals'][number];

export function RetentionScreen() {
  const t = useWords('retention');
  const page = useApi('readRetention', {});
  return (
    <>
      <PageTitle title={t('title')} />
      <Loaded query={page} isPage failed={t('failed')} what={t('what')}>
        {(shown) => (
          <>
            <Years page={shown} />
            <Older page={shown} />
            <Log proposals={shown.proposals} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Years({ page }: { readonly page: RetentionPage }) {
  const t = useWords('retention');
  const date = useDate();
  const [isOpen, setOpen] = useState(false);
  return (
    <section>
      <Text className="rc-reading">{t('years', { count: page.documentsYears })}</Text>
      <Text size="sm" className="rc-dimmed" mb="xs">
        {page.setAt === null
          ? t('asShipped')
          : t('setBy', { person: page.setBy, date: date(page.setAt.slice(0, 10)), reason: page.reason })}
      </Text>
      <Button variant="default" onClick={() => setOpen(true)} className="rc-no-print">
        {t('change')}
      </Button>
      {isOpen && <YearsDialog years={page.documentsYears} onClose={() => setOpen(false)} />}
    </section>
  );
}

function YearsDialog({ years, onClose }: { readonly years: number; readonly onClose: () => void }) {
  const t = useWords('retention');
  const [documentsYears, setYears] = useState(years);
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('dialog.title')}
      text={t('dialog.text')}
      confirm={t('dialog.confirm')}
      onConfirm={(reason) => void act(() => api.setRetention({ body: { documentsYears, reason } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <NumberInput
        label={t('dialog.years')}
        min={1}
        max={99}
        allowDecimal={false}
        value={documentsYears}
        onChange={(value) => setYears(Number(value))}
      />
    </ReasonDialog>
  );
}

/** What would go today. Looking removes nothing. */
function Older({ page }: { readonly page: RetentionPage }) {
  const t = useWords('retention');
  const number = useNumber();
  const { isBusy, error, send } = useSending(CHANGES);
  const { older, openEarlier, proposals, throughYear } = page;
  const isProposed = proposals.some(({ state }) => state === 'open');
  return (
    <section>
      <Title order={2} size="h3" mt="lg" mb="xs">
        {t('older.title')}
      </Title>
      <Text className="rc-reading" mb="xs">
        {t('older.text', { year: yearText(throughYear) })}
      </Text>
      {openEarlier > 0 && (
        <Text className="rc-reading" mb="xs">
          {t('older.open', { count: openEarlier })}
        </Text>
      )}
      {older.length === 0 ? (
        <EmptyState why={t('older.empty')} />
      ) : (
        <>
          <Scrolls label={t('older.title')}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('columns.year')}</Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t('columns.documents')}
                  </Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t('columns.students')}
                  </Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t('columns.size')}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {older.map(({ year, documents, students, size }) => (
                  <Table.Tr key={year}>
                    <Table.Th scope="row">{yearText(year)}</Table.Th>
                    <Table.Td ta="end">{number(documents)}</Table.Td>
                    <Table.Td ta="end">{number(students)}</Table.Td>
                    <Table.Td ta="end">{t('megabytes', { size: number(megabytes(size)) })}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scrolls>
          {error !== null && <ProblemAlert error={error} />}
          {!isProposed && (
            <Button
              mt="sm"
              variant="default"
              loading={isBusy}
              className="rc-no-print"
              onClick={() => void send(() => api.proposeRetention({}), t('older.proposed'))}
            >
              {t('older.propose')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

const TONES = { open: 'due', purged: 'closed', kept: 'sent' } as const;

/** What was proposed, purged and kept stays here. */
function Log({ proposals }: { readonly proposals: RetentionPage['proposals'] }) {
  const t = useWords('retention');
  const number = useNumber();
  return (
    <section>
      <Title order={2} size="h3" mt="lg" mb="xs">
        {t('log.title')}
      </Title>
      {proposals.length === 0 ? (
        <EmptyState why={t('log.empty')} />
      ) : (
        <ul>
          {proposals.map((one) => (
            <li key={one.proposal}>
              <Group gap="xs">
                <ToneChip tone={TONES[one.state]} word={t(`log.state.${one.state}`)} />
                <Text size="sm">
                  {t('log.line', {
                    count: one.documents,
                    year: yearText(one.throughYear),
                    size: number(megabytes(one.size)),
                  })}
                </Text>
                {one.state === 'open' && <Decide proposal={one} />}
              </Group>
              <Text size="sm" className="rc-dimmed">
                <DateText value={one.decidedAt ?? one.madeAt} as="moment" />
                {one.decidedBy !== '' && ` · ${one.decidedBy}: ${one.reason}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Decide({ proposal }: { readonly proposal: Proposal }) {
  const t = useWords('retention');
  const [asking, setAsking] = useState<'purge' | 'keep' | null>(null);
  const { act, isBusy, error } = useActing(CHANGES, () => setAsking(null));
  const params = { proposal: String(proposal.proposal) };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking('keep')}>
        {t('decide.keep.button')}
      </Button>
      <Button size="compact-sm" color="red" onClick={() => setAsking('purge')}>
        {t('decide.purge.button')}
      </Button>
      {asking !== null && (
        <ReasonDialog
          isOpen
          title={t(`decide.${asking}.title`, { count: proposal.documents })}
          text={t(`decide.${asking}.text`)}
          confirm={t(`decide.${asking}.confirm`)}
          onConfirm={(reason) =>
            void act(async () => {
              if (asking === 'purge') await api.purgeRetention({ params, body: { reason } });
              else await api.keepRetention({ params, body: { reason } });
            })
          }
          onClose={() => setAsking(null)}
          isBusy={isBusy}
          error={error}
        />
      )}
    </>
  );
}

/** `2020-21`. */
function yearText(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10;
}
