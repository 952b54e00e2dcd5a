/** Both versions side by side: what another person saved, and what was typed here. */
import { Alert, Table, Text } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import { TEXT_FIELDS, type Meanwhile, type SchoolValues } from './use-school-form.ts';

interface SavedMeanwhileProps {
  readonly meanwhile: Meanwhile;
  readonly values: SchoolValues;
}

export function SavedMeanwhile({ meanwhile: { present, person, at }, values }: SavedMeanwhileProps) {
  const exact = useWords('exact');
  const t = useWords('schools');
  const date = useDate();
  const rows = [
    ...TEXT_FIELDS.map((field) => [field, present.own[field], values[field]] as const),
    ['returnAddress', present.own.returnAddress.join('\n'), values.returnAddress] as const,
    ['goal', String(present.goal ?? ''), String(values.goal)] as const,
  ].filter(([, theirs, mine]) => theirs !== mine);
  return (
    <Alert color="yellow" variant="outline" role="alert" title={t('meanwhile')}>
      <Text>
        {exact('changedMeanwhile', {
          person: person === '' ? t('somebody') : person,
          time: at === '' ? '' : date(at, 'time'),
        })}
      </Text>
      {rows.length > 0 && (
        <Table mt="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field')}</Table.Th>
              <Table.Th>{t('theirs')}</Table.Th>
              <Table.Th>{t('mine')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([field, theirs, mine]) => (
              <Table.Tr key={field}>
                <Table.Th scope="row">{t(`fields.${field}`)}</Table.Th>
                <Table.Td>{theirs === '' ? '–' : theirs}</Table.Td>
                <Table.Td>{mine === '' ? '–' : mine}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Alert>
  );
}
