/** What parties outside the district were given of this student's record (34 CFR 99.32). */
import { Table, Text } from '@mantine/core';
import { useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';
import type { CaseTabProps } from './tabs.ts';

export function DisclosuresTab({ head }: CaseTabProps) {
  const t = useWords('case');
  const lines = useApi('readCaseDisclosures', { params: { case: head.case }, query: { limit: 200 } });
  return (
    <Loaded query={lines} failed={t('disclosures.failed')} what={t('tabs.disclosures')}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState why={t('disclosures.empty')} />
        ) : (
          <Table aria-label={t('tabs.disclosures')} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('disclosures.on')}</Table.Th>
                <Table.Th scope="col">{t('disclosures.party')}</Table.Th>
                <Table.Th scope="col">{t('disclosures.interest')}</Table.Th>
                <Table.Th scope="col">{t('disclosures.given')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((line) => (
                <Table.Tr key={line.disclosure}>
                  <Table.Td>
                    <DateText value={line.on} />
                    <Text size="xs" className="rc-dimmed">
                      {line.by}
                    </Text>
                  </Table.Td>
                  <Table.Td>{line.party}</Table.Td>
                  <Table.Td>{line.interest}</Table.Td>
                  <Table.Td>
                    {line.kind === 'asked' ? t('disclosures.asked', { what: line.given }) : line.given}
                    {line.correctedBy !== null && (
                      <Text size="xs" className="rc-dimmed">
                        {t('disclosures.corrected')}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )
      }
    </Loaded>
  );
}
