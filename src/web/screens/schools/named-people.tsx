/** Whom a school names: who approves, the supervisor of attendance, the truancy officer; each with a deputy for some days. */
import { Button, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { NamedPerson } from '../../../server/approvals/contract.ts';
import { useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';
import { NameDialog } from './name-dialog.tsx';

interface NamedPeopleProps {
  readonly school: string;
  readonly mayChange: boolean;
}

export function NamedPeople({ school, mayChange }: NamedPeopleProps) {
  const t = useWords('schools');
  const people = useApi('listNamedPeople', { params: { school } });
  const [open, setOpen] = useState<NamedPerson | null>(null);
  return (
    <section aria-labelledby="named-people">
      <Title order={2} size="h3" id="named-people" mb="xs">
        {t('named')}
      </Title>
      <Loaded query={people} failed={t('failedNamed')}>
        {({ items, candidates }) => (
          <>
            <Table>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={item.duty}>
                    <Table.Th scope="row">{t(`duties.${item.duty}`)}</Table.Th>
                    <Table.Td>
                      <Named item={item} />
                    </Table.Td>
                    {mayChange && (
                      <Table.Td>
                        <Button
                          variant="default"
                          size="xs"
                          onClick={() => setOpen(item)}
                          aria-label={t('labelled', {
                            action: item.person === null ? t('nameOne') : t('change'),
                            duty: t(`duties.${item.duty}`),
                          })}
                        >
                          {item.person === null ? t('nameOne') : t('change')}
                        </Button>
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {open !== null && <NameDialog item={open} candidates={candidates} onClose={() => setOpen(null)} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Named({ item: { person, name, deputy, duty } }: { readonly item: NamedPerson }) {
  const t = useWords('schools');
  if (person === null) return <Text className={duty === 'approver' ? 'rc-warning' : 'rc-dimmed'}>{t('nobody')}</Text>;
  return (
    <>
      {name}
      {deputy !== null && (
        <>
          {' '}
          ({t('deputyIs', { name: deputy.name })} <DateText value={deputy.from} as="short" /> –{' '}
          <DateText value={deputy.until} as="short" />)
        </>
      )}
    </>
  );
}
