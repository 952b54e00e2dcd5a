/** The letterhead for those who may look at it only: what letters carry. */
import { Table, Title } from '@mantine/core';
import type { SchoolDetail } from '../../../server/schools/contract.ts';
import { useWords } from '../../words/words.ts';

export function LetterheadFacts({ detail: { inForce } }: { readonly detail: SchoolDetail }) {
  const t = useWords('schools');
  const rows = [
    ['signer', [inForce.signer, inForce.signerTitle].filter(Boolean).join(', ')],
    ['contact', [inForce.contact, inForce.contactTitle].filter(Boolean).join(', ')],
    ['phone', inForce.phone],
    ['email', inForce.email],
    ['returnAddress', inForce.returnAddress.join(', ')],
    ['logo', inForce.hasLogo ? t('there') : ''],
    ['signature', inForce.hasSignature ? t('there') : ''],
  ] as const;
  return (
    <section aria-labelledby="letterhead">
      <Title order={2} size="h3" id="letterhead" mb="xs">
        {t('letterhead')}
      </Title>
      <Table>
        <Table.Tbody>
          {rows.map(([field, value]) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{t(`fields.${field}`)}</Table.Th>
              <Table.Td>{value === '' ? <span className="rc-warning">{t('missing')}</span> : value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
